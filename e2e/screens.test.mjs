// On every screen and in every state, from the narrowest phone to a wide window: nothing leaves the window, is cut or lies over
// anything else, no word is torn, and no control is smaller than a finger.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { FLAGS, PROGRAM } from "./program.mjs";
import { inspect } from "./screens/inspect.mjs";
import { faults, states, tour } from "./screens/stage.mjs";
import { CHECKED } from "./screens/variants.mjs";

const folder = process.env.UNSIT_SCREENS;
const skip = !(folder && existsSync(join(folder, "states.txt"))) && "scripts/test-web renders the screens";

for (const [tongue, language] of [["en", "English"], ["de", "German"], ["long", "a longer language"], ["rtl", "one from right to left"]]) {
  test(`every screen has room for what is on it, in ${language}`, { skip }, async () => {
    const variants = CHECKED.filter((variant) => variant.tongue === tongue);
    const found = [];
    let seen = 0;
    await tour(folder, variants, async (page, state, variant) => {
      seen += 1;
      for (const fault of await faults(page, variant)) found.push(`${state}, ${variant.name}: ${fault}`);
    });
    assert.deepEqual(found.sort(), []);
    assert.ok(states(folder).length > 100 && seen === states(folder).length * variants.length, `${seen} were looked at`);
  });
}

// Each page has one thing wrong with it.
const WRONG = {
  "the page is 500 px wide": `<div style="inline-size: 500px">wide</div>`,
  "leaves the window": `<p style="position: absolute; left: 380px">out of sight</p>`,
  "is cut by <div": `<div style="inline-size: 60px; overflow: hidden; white-space: nowrap">a long line of text</div>`,
  "sticks out of <button": `<button style="inline-size: 60px; block-size: 60px; white-space: nowrap">a long line of text</button>`,
  "lies over": `<p>one</p><p style="margin-block-start: -30px">other</p>`,
  "is 40 x 48 px": `<button style="inline-size: 40px; block-size: 48px"></button>`,
  "lie over each other": `<button style="inline-size: 90px; block-size: 60px">one</button><button style="inline-size: 90px; block-size: 60px; margin-inline-start: -50px"></button>`,
  "is divided in": `<p style="inline-size: 30px; overflow-wrap: anywhere">session</p>`,
};

test("what is wrong is found", async (t) => {
  const browser = await chromium.launch({ executablePath: PROGRAM, args: FLAGS.filter((flag) => !flag.startsWith("--headless")) });
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const show = (body) => page.setContent(`<!doctype html><body style="margin: 0"><div class="app" style="font: 16px sans-serif">${body}</div></body>`);
  for (const [fault, body] of Object.entries(WRONG)) {
    await show(body);
    const found = await page.evaluate(inspect, 10);
    assert.ok(found.some((said) => said.includes(fault)), `${fault}: ${found.join("; ")}`);
  }
  await show(`<p>All is well.</p><button style="inline-size: 90px; block-size: 60px">Start</button>`);
  assert.deepEqual(await page.evaluate(inspect, 10), []);
});
