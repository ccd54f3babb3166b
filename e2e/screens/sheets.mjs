// Contact sheets: a page with every picture, and pictures of some at a time that are small enough to be opened at once.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, PROGRAM } from "../program.mjs";

const STYLE = `body { margin: 16px; font: 14px system-ui, sans-serif; background: #777; color: #fff; }
  main { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; }
  figure { margin: 0; } figcaption { padding-block: 2px 4px; }
  a { display: block; color: inherit; } img { display: block; }
  /* What is longer is seen in its own picture. */
  .sheet img { max-block-size: 900px; object-fit: cover; object-position: top; }`;

/** How wide a picture is shown, so that what is written in it can still be read. */
const shownAs = ({ size }) => (size.width > 600 ? 620 : 300);
const perSheet = ({ size }) => (size.width > 600 ? 6 : 10);

const figure = (state, variant) => `<figure><figcaption>${state}</figcaption>
  <a href="${state}.${variant.name}.png"><img src="${state}.${variant.name}.png" alt="${state}" width="${shownAs(variant)}" loading="eager"></a></figure>`;
const page = (title, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><body>${body}</body></html>`;

/** Writes `index.html`, which has all, and `sheets/`, in the pictures' folder. */
export async function sheets(folder, states, variants) {
  const sections = variants.map((variant) => `<h2 id="${variant.name}">${variant.name}</h2><main>${states.map((state) => figure(state, variant)).join("")}</main>`);
  const links = variants.map((variant) => `<a href="#${variant.name}">${variant.name}</a>`).join("");
  writeFileSync(join(folder, "index.html"), page("Every screen and state", `<h1>Every screen and state</h1><nav>${links}</nav>${sections.join("").replaceAll("eager", "lazy")}`));

  mkdirSync(join(folder, "sheets"), { recursive: true });
  const browser = await chromium.launch({ executablePath: PROGRAM, args: [...FLAGS.filter((flag) => !flag.startsWith("--headless")), "--allow-file-access-from-files"] });
  const tab = await browser.newPage({ viewport: { width: 16, height: 16 } });
  for (const variant of variants) {
    for (let at = 0; at * perSheet(variant) < states.length; at += 1) {
      const some = states.slice(at * perSheet(variant), (at + 1) * perSheet(variant));
      const file = join(folder, "sheet.html");
      writeFileSync(file, page(variant.name, `<main class="sheet">${some.map((state) => figure(state, variant)).join("")}</main>`));
      await tab.setViewportSize({ width: (shownAs(variant) + 12) * (variant.size.width > 600 ? 3 : 5) + 24, height: 100 });
      await tab.goto(pathToFileURL(file).href);
      await tab.screenshot({ path: join(folder, "sheets", `${variant.name}-${String(at + 1).padStart(2, "0")}.png`), fullPage: true });
    }
  }
  await browser.close();
  rmSync(join(folder, "sheet.html"), { force: true });
}
