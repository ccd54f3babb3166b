// With text at twice its size, as a browser's own setting makes it, every word can be read on the narrowest phone.
import { NARROW, PIXEL, WIDE, begun, oneBrowser, story } from "./phone.mjs";
import { lookAround } from "./look.mjs";
import { TOURS } from "./tour.mjs";

oneBrowser(["--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]);

for (const [size, device] of [["a phone of 320 pixels", NARROW], ["a Pixel", PIXEL], ["a wide window", WIDE]]) {
  for (const [name, way, needs] of TOURS) {
    story(`${name} can be read at 200 % on ${size}`, { device, ...needs, patience: 180_000 }, async (page) => {
      await begun(page);
      await lookAround(page, way);
    });
  }
}
