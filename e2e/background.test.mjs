// Cues of a hidden tab come on time. MINUTES says for how long a tab is hidden at least; the default is one short routine.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { profile } from "./browser.mjs";
import { speak } from "./pipe.mjs";
import { FLAGS, PROGRAM } from "./program.mjs";
import { serve } from "./server.mjs";

const dist = process.env.UNSIT_DIST ?? join(dirname(fileURLToPath(import.meta.url)), "../dist");
const minutes = Number(process.env.MINUTES ?? 0);
/** Quick bridge, in milliseconds from its first lift. */
const PLAN = [
  ["lift", 0], ["hold", 2000], ["lower", 12_000], ["rest", 14_000],
  ["lift", 19_000], ["hold", 21_000], ["lower", 31_000], ["rest", 33_000],
  ["lift", 38_000], ["hold", 40_000], ["lower", 50_000], ["done", 52_000],
];
const click = (name) => `(() => { const all = [...document.querySelectorAll("button")];
  all.find((button) => (button.ariaLabel ?? button.innerText).includes(${JSON.stringify(name)})).click(); })()`;

test("a hidden tab gives every cue within a second", { timeout: (minutes + 4) * 60_000 }, async (t) => {
  const site = await serve(dist);
  t.after(site.close);
  const browser = speak(t, PROGRAM, FLAGS, profile());
  const page = await browser.open(site.url);
  await wait(3000);
  await page(click("Skip"));
  await wait(500);
  const began = Date.now();
  let worst = 0;
  do {
    await page(`performance.clearMarks()`);
    await page(click("Quick bridge"));
    await browser.open("about:blank");
    await wait(16_000 + 54_000);
    assert.equal(await page(`document.visibilityState`), "hidden");
    const marks = await page(`performance.getEntriesByType("mark").map((mark) => [mark.name.slice(4), mark.startTime])`);
    const first = marks.find(([cue]) => cue === "lift")[1];
    for (const [cue, at] of PLAN) {
      const off = Math.min(...marks.filter(([name]) => name === cue).map(([, time]) => Math.abs(time - first - at)));
      assert.ok(off <= 1000, `${cue} at ${at} ms is ${Math.round(off)} ms off`);
      worst = Math.max(worst, off);
    }
    await page(click("Done"));
  } while (Date.now() - began < minutes * 60_000);
  t.diagnostic(`no cue was more than ${Math.round(worst)} ms off`);
});
