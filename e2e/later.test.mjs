// The part of the program that a page fetches after its first picture: kept for when there is no network, and tried again.
import assert from "node:assert/strict";
import { oneBrowser, press, reload, story } from "./phone.mjs";

oneBrowser();

const LATER = /\/later-[0-9a-f]{10}\.wasm$/;
/** Without the worker that keeps files, each request goes to the network. */
const ALONE = { serviceWorkers: "block", clock: false };
const BLOCKED = /Service Worker registration blocked by Playwright/;
const either = (...patterns) => new RegExp(patterns.map(({ source }) => source).join("|"));
const titled = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** Waits until the service worker has every file. */
const kept = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
  });

/** Counts the requests of the page for the part. */
function fetches(page) {
  const seen = [];
  page.on("request", (request) => LATER.test(request.url()) && seen.push(request.url()));
  return seen;
}

story("every screen opens without a network after the first visit", { clock: false }, async (page, { phone, site }) => {
  await kept(page);
  await phone.setOffline(true);
  const reached = [];
  phone.on("request", (request) => reached.push(request));
  await reload(page, site.url);
  for (const screen of ["Routines", "History", "Learn"]) {
    await press(page, screen);
    await titled(page, screen);
  }
  await page.getByRole("main").getByRole("button").first().tap();
  await page.getByRole("main").getByRole("button", { name: "Back", exact: true }).tap();
  await titled(page, "Learn");
  await press(page, "Routines");
  await press(page, /^Quick bridge/);
  await titled(page, "Quick bridge");
  await page.getByText("How to do it").or(page.getByRole("main").getByRole("button", { name: "Back" })).first().waitFor();
  await press(page, "Back");
  await press(page, "Today");
  await press(page, "Settings");
  await titled(page, "Settings");
  assert.equal(await page.getByText(/\[[a-z-]+\]/).count(), 0, "no words are missing");
});

story("the part is fetched in quiet, once, and the first screen does without it", { ...ALONE, expected: BLOCKED }, async (page) => {
  const seen = fetches(page);
  const come = page.waitForResponse(LATER);
  await page.reload();
  await come;
  await press(page, "Learn");
  await titled(page, "Learn");
  await press(page, "Routines");
  await titled(page, "Routines");
  assert.equal(seen.length, 1);
});

story("a screen that is wanted at once waits for it, and a part that does not come is tried again", { ...ALONE, expected: either(BLOCKED, /failed: .*\/later-.*\.wasm|Failed to load resource|TypeError: Failed to fetch/) }, async (page, { phone }) => {
  let refused = 0;
  let go;
  const allowed = new Promise((done) => (go = done));
  await phone.route(LATER, async (route) => {
    refused += 1;
    if (refused === 1) return route.abort("internetdisconnected");
    await allowed;
    return route.continue();
  });
  await page.reload();
  await page.locator("#main .cta").waitFor();
  await press(page, "History");
  // It may have been refused in quiet before the press; then the press asked once more.
  await page.getByRole("main").getByText("One moment").or(page.getByText("This screen could not be fetched")).first().waitFor();
  if (await page.getByRole("button", { name: "Try again" }).count()) await press(page, "Try again");
  assert.equal(await page.getByRole("button", { name: "History" }).getAttribute("aria-current"), "page", "the navigation stays");
  await press(page, "Today");
  await page.locator("#main .cta").waitFor();
  await press(page, "History");
  go();
  await titled(page, "History");
  assert.equal(refused, 2);
});

story("a part that the server has no more is told, and the page can be opened again", { ...ALONE, expected: either(BLOCKED, /failed: .*\/later-.*\.wasm net::ERR_ABORTED|^404: .*\/later-.*\.wasm|Failed to load resource.*404|TypeError: .*WebAssembly/) }, async (page, { phone }) => {
  let gone = true;
  await phone.route(LATER, (route) => (gone ? route.fulfill({ status: 404, body: "" }) : route.continue()));
  await page.reload();
  await page.locator("#main .cta").waitFor();
  await press(page, "Learn");
  await page.getByRole("alert").getByText("This screen could not be fetched").waitFor();
  await press(page, "Try again");
  const again = page.getByRole("button", { name: "Reload", exact: true });
  while (!(await again.count())) {
    await page.getByRole("button", { name: "Try again" }).waitFor();
    if (!(await again.count())) await press(page, "Try again");
  }
  assert.ok(await page.evaluate(() => document.activeElement.matches("main")), "the keyboard stays in the page");
  // Only the page that is opened again gets it: an attempt that is still under way must not bring the screen.
  page.once("framenavigated", () => (gone = false));
  await again.tap();
  await page.locator("#main .cta").waitFor();
  await press(page, "Learn");
  await titled(page, "Learn");
});

story("rules that do not come are tried again, and no screen is shown without them", { ...ALONE, expected: either(BLOCKED, /failed: .*\/later-.*\.css|Failed to load resource/) }, async (page, { phone }) => {
  let refused = 0;
  await phone.route(/\/later-[0-9a-f]{10}\.css$/, (route) => {
    refused += 1;
    return refused === 1 ? route.abort("internetdisconnected") : route.continue();
  });
  await page.reload();
  await page.locator("#main .cta").waitFor();
  await press(page, "Learn");
  // It may have been refused in quiet before the press; then the press asked once more.
  await page.getByText("This screen could not be fetched").or(page.getByRole("heading", { level: 1, name: "Learn" })).first().waitFor();
  if (await page.getByRole("button", { name: "Try again" }).count()) await press(page, "Try again");
  await titled(page, "Learn");
  assert.equal(refused, 2);
  const shown = await page.locator(".pairs").first().evaluate((list) => getComputedStyle(list).display);
  assert.equal(shown, "grid");
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 2);
});
