// With text at twice its size, as a browser's own setting makes it, every word can be read on the narrowest phone.
import { PIXEL, begun, oneBrowser, story } from "./phone.mjs";
import { lookAround } from "./look.mjs";
import * as tour from "./tour.mjs";

oneBrowser(["--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]);

const NARROW = { ...PIXEL, viewport: { width: 320, height: 640 } };

for (const [size, device] of [["a phone of 320 pixels", NARROW], ["a Pixel", PIXEL], ["a wide window", { viewport: { width: 1100, height: 720 }, hasTouch: true }]]) {
  const everywhere = (name, way, more) =>
    story(`${name} can be read at 200 % on ${size}`, { device, ...more, patience: 180_000 }, async (page) => {
      await begun(page);
      await lookAround(page, way);
    });
  everywhere("the first run", tour.firstRun, { newcomer: true });
  everywhere("routines and the builder", tour.routines);
  everywhere("Learn", tour.learn);
  everywhere("the settings", tour.settings);
  everywhere("every phase of a session", tour.session);
  everywhere("the history and its sheets", tour.history);
  everywhere("what is told and offered", tour.told);
}
