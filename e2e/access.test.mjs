// Every screen and state can be used by everyone: axe finds nothing, what is pressed is large enough, and every word can be read.
import { IPHONE, PIXEL, begun, oneBrowser, story } from "./phone.mjs";
import { lookAround } from "./look.mjs";
import * as tour from "./tour.mjs";

oneBrowser();

const LOOKS = {
  light: { device: PIXEL },
  dark: { device: IPHONE },
  "light, in a wide window": { device: { viewport: { width: 1100, height: 720 }, hasTouch: true } },
  "dark, in a wide window": { device: { viewport: { width: 1100, height: 720 }, hasTouch: true }, colorScheme: "dark" },
  "in the colours of the system": { device: PIXEL, forcedColors: "active" },
  "on the narrowest phone": { device: { ...PIXEL, viewport: { width: 320, height: 640 } } },
};

for (const [look, options] of Object.entries(LOOKS)) {
  const everywhere = (name, way, more) =>
    story(`${name} can be used by everyone, ${look}`, { ...options, ...more, patience: 180_000 }, async (page) => {
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
