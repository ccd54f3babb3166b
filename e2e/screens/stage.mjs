// One browser with several pages, in each of which one screen after the other is shown.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, PROGRAM } from "../program.mjs";
import { inspect } from "./inspect.mjs";

/** The states that `examples/render.rs` has written into a folder. */
export const states = (folder) => readFileSync(join(folder, "states.txt"), "utf8").trim().split("\n");

/** Calls `look(page, state, variant, show)` for each state in each variant; `show` gives the window another size. */
export async function tour(folder, variants, look, wanted = () => true) {
  assert.ok(PROGRAM, "no Chromium was found; name one in CHROMIUM");
  const browser = await chromium.launch({ executablePath: PROGRAM, args: FLAGS.filter((flag) => !flag.startsWith("--headless")) });
  try {
    // Variants of the same tongue are one file, shown in one window after the other.
    const tongues = [...new Set(variants.map((variant) => variant.tongue ?? "en"))];
    const stops = states(folder).filter(wanted).flatMap((state) => tongues.map((tongue) => ({ state, tongue })));
    const guide = async () => {
      const context = await browser.newContext({ reducedMotion: "reduce", deviceScaleFactor: 1 });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      for (let stop = stops.shift(); stop; stop = stops.shift()) {
        await page.goto(pathToFileURL(join(folder, `${stop.state}-${stop.tongue}.html`)).href);
        for (const variant of variants.filter((variant) => (variant.tongue ?? "en") === stop.tongue)) {
          const show = (size) => settle(page, session, { ...variant, size });
          await show(variant.size);
          await look(page, stop.state, variant, show);
        }
      }
      await context.close();
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, guide));
  } finally {
    await browser.close();
  }
}

/** Shows what is in a page as a variant has it. */
async function settle(page, session, { size, dark = false, forced = false, text = 1 }) {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light", forcedColors: forced ? "active" : "none" });
  // As a person sets it in the browser, so that what is asked about the window in em knows it, too.
  await session.send("Page.setFontSizes", { fontSizes: { standard: 16 * text, fixed: 13 * text } });
  await page.evaluate(arrived, { size, dark, forced, text: 16 * text });
}

/** What `inspect` finds in a page, and finds again when the page has come to rest. */
export async function faults(page, variant) {
  const undivided = variant.text || variant.tongue === "long" ? 8 : 10;
  const first = await page.evaluate(inspect, undivided);
  if (!first.length) return [];
  await page.evaluate(async () => {
    for (let frames = 0; frames < 6; frames += 1) await new Promise(requestAnimationFrame);
  });
  const again = await page.evaluate(inspect, undivided);
  return again.filter((fault) => first.includes(fault));
}

/** In the page: resolves when it is laid out as it was told. */
function arrived({ size, dark, forced, text }) {
  const matches = (query) => matchMedia(query).matches;
  const there = () => innerWidth === size.width && innerHeight === size.height && matches("(prefers-color-scheme: dark)") === dark
    && matches("(forced-colors: active)") === forced && parseFloat(getComputedStyle(document.documentElement).fontSize) === text;
  return new Promise((done) => {
    const wait = () => requestAnimationFrame(there() ? () => requestAnimationFrame(done) : wait);
    wait();
  });
}
