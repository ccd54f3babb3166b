// How long the page computes in each second of a running session, in real time, as a browser itself counts it:
//   node scripting.mjs DIST [SECONDS [ROUNDS]]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { speak } from "../../e2e/pipe.mjs";
import { FLAGS, PROGRAM } from "../../e2e/program.mjs";
import { serve } from "../../e2e/server.mjs";

const [dist, seconds = "30", rounds = "5"] = process.argv.slice(2);
/** Long enough for all rounds, with both sides and a change of position. */
const ROUTINE = "release-and-strengthen";
const COUNTED = { "script, ms": "ScriptDuration", "style and layout, ms": ["RecalcStyleDuration", "LayoutDuration"], "all tasks, ms": "TaskDuration" };

const folder = mkdtempSync(join(tmpdir(), "unsit-measure-"));
const ends = [];
const site = await serve(dist);
const browser = speak({ after: (end) => ends.push(end) }, PROGRAM, FLAGS, folder);
try {
  const page = await browser.open(site.url);
  await page.send("Performance.enable");
  // A routine is started by its address, once the first run is over.
  await press(page, "Skip");
  await until(page, `document.querySelector("#main .cta")`);
  await page.send("Page.navigate", { url: `${site.url}?start=${ROUTINE}` });
  await until(page, `document.querySelector("#main .guide")`);
  const spans = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const before = await metrics(page);
    await wait(Number(seconds) * 1000);
    const after = await metrics(page);
    const span = after.Timestamp - before.Timestamp;
    spans.push(Object.fromEntries(Object.entries(COUNTED).map(([name, keys]) => [name, ([keys].flat().reduce((sum, key) => sum + after[key] - before[key], 0) * 1000) / span])));
    if (!(await page(`Boolean(document.querySelector("#main .guide"))`))) throw new Error("the session ended before it was measured");
  }
  console.log(`| In each second of a session, median of ${rounds} spans of ${seconds} s (least to most) | |\n|---|---|`);
  for (const name of Object.keys(COUNTED)) {
    const sorted = spans.map((span) => span[name]).sort((a, b) => a - b);
    const [least, median, most] = [0, Math.floor(sorted.length / 2), sorted.length - 1].map((at) => sorted[at].toFixed(1));
    console.log(`| ${name} | ${median} (${least} to ${most}) |`);
  }
} finally {
  for (const end of ends) await end();
  await site.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function metrics(page) {
  const { metrics } = await page.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Presses the button of this name as soon as the program has one. */
async function press(page, name) {
  const button = `[...document.querySelectorAll("#main button")].find((button) => (button.ariaLabel ?? button.innerText) === ${JSON.stringify(name)})`;
  await until(page, button);
  await page(`${button}.click()`);
}

async function until(page, expression) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await page(`Boolean(${expression})`)) return;
    await wait(100);
  }
  throw new Error(`never: ${expression}`);
}
