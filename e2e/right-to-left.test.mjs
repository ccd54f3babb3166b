// Unsit in a language that is read from right to left. None of its languages is; the page is told so.
import assert from "node:assert/strict";
import { MONDAY_NINE, NARROW, WIDE, begun, heading, oneBrowser, pass, press, reload, said, story, watch } from "./phone.mjs";
import { lookAround } from "./look.mjs";
import { TOURS } from "./tour.mjs";

oneBrowser();

/** Turns the page, now and whenever it begins anew. */
async function turn(page) {
  await begun(page);
  const turned = () => document.querySelectorAll("html, .app").forEach((part) => (part.dir = "rtl"));
  await page.evaluate(turned);
}

/** A story in a page that is turned whenever it is looked at. */
const turned = (name, options, play) =>
  story(`from right to left, ${name}`, { device: NARROW, patience: 180_000, ...options }, async (page) => {
    await turn(page);
    await play(page);
  });

/** The same, and every place of the way is looked at. */
const lookedAt = (name, options, way) =>
  turned(name, options, (page) =>
    lookAround(page, (page, at) =>
      way(page, async (place) => {
        await turn(page);
        await at(place);
      }),
    ),
  );

lookedAt("the quick bridge is played and logged", {}, async (page, at) => {
  await at("Today");
  await press(page, /^Start Quick bridge/);
  await at("get ready");
  const seen = await watch(page, 90);
  assert.deepEqual(seen.slice(0, 5), ["Get ready", "Lift", "Hold", "Lower", "Rest"]);
  await page.getByText(/Session logged/).waitFor();
  await at("finished");
  await press(page, "Done");
  assert.match(await said(page), /Quick bridge 30 of 30 s held/);
});

turned("the arrow to the left skips, the one to the right goes back", { device: WIDE }, async (page) => {
  await page.getByRole("button", { name: /^Start Quick bridge/ }).click();
  await pass(page, 1);
  const left = (name) => page.getByRole("button", { name, exact: true }).evaluate((control) => control.getBoundingClientRect().left);
  assert.ok((await left("Skip")) < (await left("Redo")), "the controls lie as the language goes");
  const phase = (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await phase("Lift");
  await pass(page, 4);
  assert.equal(await heading(page), "Hold");
  await page.keyboard.press("ArrowRight");
  await phase("Lift");
});

turned("the arrow keys go through the month as its days lie", { device: WIDE }, async (page) => {
  for (const day of [0, 1, 2]) {
    if (day > 0) await page.clock.pauseAt(MONDAY_NINE + day * 24 * 3_600_000);
    await reload(page);
    await turn(page);
    await page.getByRole("button", { name: /^Start Quick bridge/ }).click();
    await watch(page, 90);
    await page.getByRole("button", { name: "Done" }).click();
  }
  await page.getByRole("button", { name: "History", exact: true }).click();
  const day = (name) => page.getByRole("grid").getByRole("button", { name });
  await day(/^Wednesday 4 March/).focus();
  const goes = async (key, to) => {
    await page.keyboard.press(key);
    await page.waitForFunction((to) => document.activeElement.getAttribute("aria-label")?.startsWith(to), to);
  };
  const placed = (name) => day(name).evaluate((one) => one.getBoundingClientRect().left);
  assert.ok((await placed(/^Wednesday 4/)) < (await placed(/^Tuesday 3/)), "a week begins at the right");
  await goes("ArrowRight", "Tuesday 3 March");
  await goes("ArrowRight", "Monday 2 March");
  await goes("ArrowLeft", "Tuesday 3 March");
  await goes("ArrowLeft", "Wednesday 4 March");
  await goes("Home", "Sunday 1 March");
  await goes("End", "Wednesday 4 March");
});

for (const [name, way, needs] of TOURS) lookedAt(`${name} can be used by everyone`, needs, way);
