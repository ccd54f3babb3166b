// What every machine does alike, each case in a page of its own in a browser that was just installed. The page's clock is moved
// from outside, so that nobody waits for an hour.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { profile, start } from "./browser.mjs";
import { serve } from "./server.mjs";
import { standIn } from "./stand-ins.mjs";

const parts = process.env.UNSIT_CONFORMANCE;
/** Monday, 9 o'clock in UTC. */
const BEGINS = Date.parse("2027-03-01T09:00:00Z");
/** What a browser may do wrong, and the case that has to notice it. */
const FAULTS = [
  ["cues come twice", "a_wake_up_never_comes_before_it_is_due_and_comes_once"],
  ["the voice goes on", "a_pause_hushes_and_tells_nothing_and_the_session_goes_on_from_the_same_place"],
  ["the screen stays on", "a_quick_bridge_is_told_as_the_core_tells_it_and_keeps_the_screen_on_until_it_is_done"],
  ["reminders stay", "a_due_reminder_is_asked_for_once_and_withdrawn_when_it_is_answered"],
  ["sessions are lost", "an_acknowledged_session_is_in_the_history_of_the_next_start"],
];

test("a page does what every machine does", { skip: !parts && "scripts/test-web builds what it needs" }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "unsit-machine-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const file of ["machine.js", "machine_bg.wasm"]) copyFileSync(join(parts, file), join(folder, file));
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  writeFileSync(join(folder, "index.html"), `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="run.js"></script>`);
  writeFileSync(join(folder, "run.js"), `import start from "./machine.js"; start({ module_or_path: "machine_bg.wasm" }).then(() => console.log("runs"));`);
  const site = await serve(folder);
  t.after(site.close);
  const browser = (await start(t, profile())).context.browser();

  const names = [];
  const list = await open(browser, site.url, (text) => text.startsWith("case: ") && names.push(text.slice(6)));
  await list.context().close();
  assert.ok(names.length > 20, `${names.length} cases`);

  for (const name of names) {
    await t.test(name.replaceAll("_", " "), async () => {
      const said = await play(browser, site, name);
      assert.ok(said.includes(`passed: ${name}`), said.slice(-20).join("\n"));
    });
  }
  for (const [fault, name] of FAULTS) {
    await t.test(`it is noticed that ${fault}`, async () => {
      const said = await play(browser, site, name, fault);
      assert.ok(said.some((line) => /panicked at .*cases/.test(line)), said.slice(-20).join("\n"));
    });
  }
});

/** Plays one case to its end, or until it fails, and says what was said. */
async function play(browser, site, name, fault) {
  const said = [];
  let end;
  const over = new Promise((done) => (end = done));
  const hear = (text, isError) => {
    said.push(text);
    if (isError || text === `passed: ${name}`) end();
  };
  const page = await open(browser, `${site.url}?case=${name}`, hear, fault);
  await page.clock.pauseAt(BEGINS + 60_000);
  await page.evaluate(() => globalThis.standIns.begin());
  const limit = setTimeout(end, 60_000);
  await over;
  clearTimeout(limit);
  if (!said.includes(`passed: ${name}`)) said.push(`left: ${await page.evaluate(() => globalThis.standIns.left.join(", "))}`);
  await page.context().close();
  return said;
}

/** Opens a page as a person in Vienna's language has it, whose clock only moves when it is told to, and waits until its program runs. */
async function open(browser, url, hear, fault) {
  const context = await browser.newContext({ locale: "de-AT", timezoneId: "UTC" });
  await context.clock.install({ time: BEGINS });
  await context.addInitScript(standIn, fault);
  const page = await context.newPage();
  await page.exposeFunction("pass", (time) => page.clock.runFor(time));
  await page.exposeFunction("oversleep", (time) => page.clock.fastForward(time));
  const runs = new Promise((begun) => {
    page.on("console", (message) => {
      if (message.text() === "runs") begun();
      hear(message.text(), message.type() === "error");
    });
    page.on("pageerror", (error) => {
      hear(error.message, true);
      begun();
    });
  });
  await page.goto(url);
  await runs;
  return page;
}
