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
  const list = await open(browser, `${site.url}`, (text) => text.startsWith("case: ") && names.push(text.slice(6)));
  await list.close();
  assert.ok(names.length > 20, `${names.length} cases`);

  for (const name of names) {
    await t.test(name.replaceAll("_", " "), async () => {
      const said = [];
      let done;
      const over = new Promise((end) => (done = end));
      const page = await open(browser, `${site.url}?case=${name}`, (text, isError) => {
        said.push(text);
        if (text === `passed: ${name}` || isError) done();
      });
      await page.clock.pauseAt(BEGINS + 60_000);
      await page.evaluate(() => globalThis.standIns.begin());
      const limit = setTimeout(done, 60_000);
      await over;
      clearTimeout(limit);
      if (said.at(-1) !== `passed: ${name}`) said.push(`left: ${await page.evaluate(() => globalThis.standIns.left.join(", "))}`);
      await page.context().close();
      assert.ok(said.includes(`passed: ${name}`), said.slice(-20).join("\n"));
    });
  }
});

/** Opens a page as a person in Vienna's language has it, whose clock only moves when it is told to, and waits until its program runs. */
async function open(browser, url, hear) {
  const context = await browser.newContext({ locale: "de-AT", timezoneId: "UTC" });
  await context.clock.install({ time: BEGINS });
  await context.addInitScript(standIn);
  const page = await context.newPage();
  await page.exposeFunction("pass", (time) => page.clock.runFor(time));
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
