// What must hold for every screen, whoever looks at it and however.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const AXE = `((setTimeout) => { ${readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8")} })(realTimeout)`;
/** The least height and width of what is pressed, in CSS pixels. */
const TARGET = 48;

/** Goes a way of the tour and looks at every place of it. What is wrong is told at its end, all at once. */
export async function lookAround(page, way) {
  const found = [];
  let places = 0;
  await way(page, async (place) => {
    places += 1;
    // Colours that are still changing are nobody's, and what still slides in is not where it will be.
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
    for (const fault of [...(await axe(page)), ...(await tooSmall(page)), ...(await cutOff(page))]) found.push(`${place}: ${fault}`);
  });
  assert.ok(places > 0, "there is something to see");
  assert.equal(found.join("\n"), "");
}

/** In the colours of a system the system chooses them: axe would read those of the page. */
async function axe(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => {
    const rules = { "color-contrast": { enabled: !matchMedia("(forced-colors: active)").matches } };
    return globalThis.axe.run(document, { resultTypes: ["violations"], preload: false, rules });
  });
  if (passes.length <= 10) return ["axe saw next to nothing"];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} ${html} ${failureSummary.replaceAll(/\s+/g, " ")}`));
}

/** Targets that are smaller than they should be. The box of one that covers its card is the card. */
const tooSmall = (page) =>
  page.evaluate((least) => {
    const all = [...document.querySelectorAll("button, a[href], input, select, textarea, summary, [role=switch]")];
    const inSight = all.filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest("[inert]"));
    const box = (one) => {
      const own = one.getBoundingClientRect();
      const cover = getComputedStyle(one, "::after");
      if (cover.content === "none" || cover.position !== "absolute") return own;
      return { width: Math.max(own.width, parseFloat(cover.width)), height: Math.max(own.height, parseFloat(cover.height)) };
    };
    return inSight.flatMap((one) => {
      const { width, height } = box(one);
      // Seven days share the width of a month, and of a week.
      const wide = one.closest("table.cal, .days") ? Math.min(least, innerWidth / 8) : least;
      if (width > wide - 0.5 && height > least - 0.5) return [];
      return [`too small, ${Math.round(width)} x ${Math.round(height)}: ${one.outerHTML.slice(0, 160)}`];
    });
  }, TARGET);

/** Words that lie outside of the window's width, or outside of something that hides what overflows it. */
const cutOff = (page) =>
  page.evaluate(() => {
    const found = [];
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide, the window ${clientWidth}`);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const holder = text.parentElement;
      if (!text.data.trim() || holder.closest(".sr, .scrim, script, style, noscript, option") || !holder.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (left < -1 || right > clientWidth + 1) found.push(`outside of the window: ${text.data}`);
        const button = holder.closest("button")?.getBoundingClientRect();
        if (button && (left < button.left - 1 || right > button.right + 1)) found.push(`wider than its button: ${text.data}`);
        for (let frame = holder; frame !== document.body; frame = frame.parentElement) {
          const { overflowX, overflowY } = getComputedStyle(frame);
          const around = frame.getBoundingClientRect();
          const hides = (overflow) => overflow === "hidden" || overflow === "clip";
          if (hides(overflowX) && (left < around.left - 1 || right > around.right + 1)) found.push(`cut off at a side: ${text.data}`);
          if (hides(overflowY) && (top < around.top - 2 || bottom > around.bottom + 2)) found.push(`cut off: ${text.data}`);
        }
      }
    }
    return [...new Set(found)];
  });
