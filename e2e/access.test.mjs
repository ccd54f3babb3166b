// Every screen and state can be used by everyone: axe finds nothing, what is pressed is large enough, and every word can be read.
import assert from "node:assert/strict";
import { IPHONE, NARROW, PIXEL, WIDE, begun, button, oneBrowser, press, story, watch } from "./phone.mjs";
import { lookAround } from "./look.mjs";
import { TOURS } from "./tour.mjs";

oneBrowser();

const LOOKS = {
  light: { device: PIXEL },
  dark: { device: IPHONE },
  "light, in a wide window": { device: WIDE },
  "dark, in a wide window": { device: WIDE, colorScheme: "dark" },
  "in the colours of the system": { device: PIXEL, forcedColors: "active" },
  "on the narrowest phone": { device: NARROW },
};

for (const [look, options] of Object.entries(LOOKS)) {
  for (const [name, way, needs] of TOURS) {
    story(`${name} can be used by everyone, ${look}`, { ...options, ...needs, patience: 180_000 }, async (page) => {
      await begun(page);
      await lookAround(page, way);
    });
  }
}

story("what the keyboard reaches is never covered by what stays at an edge", { device: NARROW, patience: 180_000 }, async (page) => {
  await begun(page);
  await press(page, "Learn");
  await uncovered(page, "Learn, above the tabs");
  await press(page, "Routines");
  await press(page, /^Release and strengthen, /);
  await uncovered(page, "a routine, above its start");
  await press(page, "Back");
  await press(page, "Today");
  await press(page, /^Start Quick bridge/);
  await watch(page, 90);
  await press(page, "Done");
  await press(page, "History");
  await press(page, /^Quick bridge 30 of 30 s held/);
  await press(page, "Delete");
  await button(page, "Undo").waitFor();
  await press(page, "Today");
  await uncovered(page, "Today, above the offer to undo");
});

/** Goes through the page by the tab key, from its beginning to its end. */
async function uncovered(page, place) {
  await page.evaluate(() => document.activeElement.blur());
  const seen = [];
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press("Tab");
    const [name, over] = await page.evaluate(() => {
      const at = document.activeElement;
      const { left, top, width, height } = at.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + height / 2);
      const name = at === document.body ? "" : (at.getAttribute("aria-label") ?? at.innerText).replaceAll(/\s+/g, " ");
      return [name, at.contains(above) || above?.contains(at) ? "" : (above?.outerHTML.slice(0, 120) ?? "the edge of the window")];
    });
    if (name === "" && seen.length > 0) break;
    assert.equal(over, "", `${place}: ${name} is covered`);
    seen.push(name);
  }
  assert.ok(seen.length > 2, `${place}: ${seen.join()}`);
}
