// axe finds nothing to complain of, on any screen and state, light and dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { IPHONE, MONDAY_NINE, PIXEL, heading, oneBrowser, pass, press, reload, story, watch } from "./phone.mjs";

oneBrowser();

const AXE = `((setTimeout) => { ${readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8")} })(realTimeout)`;

/** What axe has found on the page as it is. */
async function check(page, place) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  // Colours that are still changing are nobody's.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], preload: false }));
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${place}: ${id} ${html}\n${failureSummary}`));
  assert.deepEqual(found, []);
  assert.ok(passes.length > 10, `${place} was looked at`);
}

async function play(page) {
  await press(page, /Start Quick bridge/);
  await watch(page, 90);
  await page.getByText(/Session logged/).waitFor();
}

for (const [look, device] of [["light", PIXEL], ["dark", IPHONE], ["light, in a wide window", { viewport: { width: 1100, height: 720 }, hasTouch: true }]]) {
  story(`every screen can be used by everyone, ${look}`, { device }, async (page) => {
    await check(page, "Today, empty");
    await press(page, "Routines");
    await check(page, "Routines");
    await page.getByText("Bridge and donkey kicks").first().tap();
    await page.getByText("Steps").first().waitFor();
    await check(page, "Routine");
    await press(page, look.includes("wide") ? "Today" : "Back");
    await press(page, "History");
    await check(page, "History, empty");
    await press(page, "Today");
    await press(page, "Settings");
    await check(page, "Settings");
    await press(page, look.includes("wide") ? "Today" : "Back");
    await play(page);
    await check(page, "Finished");
    await press(page, "Done");
    await check(page, "Today, with a session");
    await press(page, "History");
    await check(page, "History, with a session");
  });

  story(`every phase of a session can be followed by everyone, ${look}`, { device }, async (page) => {
    const seen = new Set();
    await press(page, "Routines");
    await page.getByText("Bridge and donkey kicks").first().tap();
    await press(page, /^Start/);
    for (let second = 0; second < 300 && seen.size < 8; second += 1) {
      const word = [await heading(page), ...(await page.locator(".g-cue .side").allInnerTexts())].join(" ");
      if (!seen.has(word)) {
        seen.add(word);
        await check(page, word);
      }
      await pass(page, 1);
    }
    assert.ok(seen.has("Hold") && seen.has("Hold LEFT"), [...seen].join());
    await press(page, "Pause");
    await check(page, "Paused");
    await press(page, "End session");
    await page.getByRole("dialog").waitFor();
    await check(page, "the question whether to stop");
  });

  story(`what is told and offered can be used by everyone, ${look}`, { device }, async (page) => {
    await press(page, /Start Quick bridge/);
    await pass(page, 20);
    await reload(page);
    await page.getByRole("button", { name: "Continue" }).waitFor();
    await check(page, "Today, with an offer");
    await reload(page, `${page.url()}?start=headstand`);
    await page.getByRole("alert").getByText(/not there any more/).waitFor();
    await check(page, "Today, with a notice");
  });
}
