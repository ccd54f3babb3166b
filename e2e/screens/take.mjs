// Takes pictures of every screen and state in every variant, checks each, and lays them out to be looked at.
//   node e2e/screens/take.mjs SCREENS PICTURES [STATE or VARIANT ...]
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { sheets } from "./sheets.mjs";
import { faults as found, states, tour } from "./stage.mjs";
import { VARIANTS } from "./variants.mjs";

const [screens, folder, ...only] = process.argv.slice(2);
const chosen = (all) => (all.some((name) => only.includes(name)) ? all.filter((name) => only.includes(name)) : all);
const names = chosen(VARIANTS.map((variant) => variant.name));
const variants = VARIANTS.filter((variant) => names.includes(variant.name));
const shown = chosen(states(screens));

// What sticks to the window's edge would lie over the middle of a picture that shows the page to its end.
const UNSTUCK = ".nav, .foot, .toast { position: relative !important; inset: auto !important; block-size: auto !important; }";

mkdirSync(folder, { recursive: true });
const faults = [];
await tour(resolve(screens), variants, async (page, state, variant, show) => {
  for (const fault of await found(page, variant)) faults.push(`${state}, ${variant.name}: ${fault}`);
  const tall = variant.whole ? await page.evaluate(() => document.documentElement.scrollHeight) : 0;
  const whole = tall > variant.size.height + 1;
  const style = whole && (await page.addStyleTag({ content: UNSTUCK }));
  // A picture beyond the window forgets how large the text is.
  const stretched = whole && variant.text;
  if (stretched) await show({ ...variant.size, height: tall });
  await page.screenshot({ path: join(folder, `${state}.${variant.name}.png`), fullPage: whole && !stretched, animations: "disabled" });
  if (style) await style.evaluate((element) => element.remove());
}, (state) => shown.includes(state));

await sheets(resolve(folder), shown, variants);
faults.sort();
writeFileSync(join(folder, "faults.txt"), faults.map((fault) => `${fault}\n`).join(""));
console.log(`${shown.length * variants.length} pictures; faults: ${faults.length}, in ${join(folder, "faults.txt")}; to look at them all: ${join(folder, "index.html")}`);
process.exitCode = faults.length ? 1 : 0;
