// Stories of a person with a phone: an emulated screen, touch, a time zone, and a clock that the story moves.
//
// The clock is the browser's: the page itself is the one that people get. It gets no worker, because a worker's timers are
// real; then the page keeps time itself.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { devices } from "playwright-core";
import { arrive, profile, start } from "./browser.mjs";
import { serve } from "./server.mjs";

export const DIST = process.env.UNSIT_DIST ?? join(dirname(fileURLToPath(import.meta.url)), "../dist");
/** Monday, 9 o'clock in Vienna. */
export const MONDAY_NINE = Date.parse("2026-03-02T08:00:00Z");
export const PIXEL = { ...devices["Pixel 7"], colorScheme: "light" };
/** The size and the touch of an iPhone; the browser stays Chromium. */
export const IPHONE = { ...devices["iPhone 14"], colorScheme: "dark" };
/** The narrowest phone there is. */
export const NARROW = { ...PIXEL, viewport: { width: 320, height: 640 } };
export const WIDE = { viewport: { width: 1100, height: 720 }, hasTouch: true };

let browser;
export let site;

/** One browser for all stories of a file, started with `flags`; each has a context of its own, as if it had just been installed. */
export function oneBrowser(flags) {
  const ends = [];
  before(async () => {
    site = await serve(DIST);
    const file = { after: (end) => ends.push(end) };
    browser = (await start(file, profile(), flags)).context.browser();
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
    await site.close();
  });
}

/**
 * Plays a story and fails when the page has complained of anything but what is `expected`. `device` and further options are
 * those of a browser's context; `folder` is served instead of the page, `address` follows the site's, `before` sees the phone
 * before the page is opened, `patience` is how long the story may take.
 */
export function story(name, options, play) {
  const { device = PIXEL, expected = /^$/, clock = true, address = "", folder, before, newcomer = false, patience = 60_000, ...context } = options;
  test(name, { timeout: patience }, async (t) => {
    const phone = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Vienna", ...device, ...context });
    t.after(() => phone.close());
    const place = folder ? await serve(folder()) : site;
    if (folder) t.after(place.close);
    await before?.(phone);
    if (clock) await stopTheClock(phone);
    phone.setDefaultTimeout(15_000);
    const page = await arrive(phone, place.url + address, null);
    if (!newcomer) await pastTheFirstRun(page);
    if (clock) await page.clock.pauseAt(MONDAY_NINE + 60_000);
    await play(page, { phone, site: place }).catch(async (failure) => {
      t.diagnostic(`the page said: ${await page.locator("body").innerText({ timeout: 1000 }).catch(() => "nothing")}`);
      throw failure;
    });
    const complaints = page.complaints.filter((line) => !expected.test(line));
    assert.deepEqual(complaints, [], name);
  });
}

/** Leaves the first run, where the page has one to show. */
async function pastTheFirstRun(page) {
  const skip = page.locator("#main").getByRole("button", { name: /^(Skip|Überspringen)$/ });
  const today = page.locator("#main .cta, #main .guide");
  await skip.or(today).first().waitFor();
  if (await skip.count() && !(await today.count())) {
    await skip.click();
    await today.first().waitFor();
  }
}

async function stopTheClock(phone) {
  // For tools that look at the page and need timers of their own.
  await phone.addInitScript(() => {
    globalThis.realTimeout = setTimeout.bind(globalThis);
  });
  await phone.clock.install({ time: MONDAY_NINE });
  await phone.addInitScript(() => {
    globalThis.Worker = undefined;
  });
}

export const button = (page, name) => page.getByRole("button", { name });
export const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
export const number = async (page) => Number(await page.getByRole("timer").innerText());

/** As a finger does it, or where there is no touch as a mouse does. */
export async function press(page, name, options) {
  const target = typeof name === "string" ? page.getByRole("button", { name, exact: true }) : button(page, name);
  await target.first().tap(options);
}

/** A finger goes down in the middle of an element, moves to a height on the screen, and is lifted there. */
export async function drag(page, from, toHeight) {
  const { x, y, width, height } = await from.boundingBox();
  const [middle, start] = [x + width / 2, y + height / 2];
  const phone = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => phone.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", { x: middle, y: start });
  // The page measures its list before it lets anything move.
  await page.locator(".carried").waitFor();
  const steps = 12;
  for (let step = 1; step <= steps; step += 1) await touch("touchMove", { x: middle, y: start + ((toHeight - start) * step) / steps });
  await touch("touchEnd");
  await phone.detach();
}

/** Lets seconds pass. */
export const pass = (page, seconds) => page.clock.runFor(seconds * 1000);

/** Opens the page anew, here or at another address, until its program runs. */
export async function reload(page, address) {
  await (address ? page.goto(address) : page.reload());
  await begun(page);
}

/** Lets time pass until the program runs: its start may wait for the page's clock. */
export async function begun(page) {
  while (!(await page.locator("#main > *").count())) await pass(page, 0.1);
}

/** The words that the guide shows until the session is over, each once in a row, with the sides beside them. */
export async function watch(page, seconds) {
  const seen = [];
  for (let second = 0; second < seconds && (await page.getByRole("timer").count()); second += 1) {
    const side = await page.locator(".g-cue .side").allInnerTexts();
    const now = [await heading(page), ...side].join(" ");
    if (seen.at(-1) !== now) seen.push(now);
    await pass(page, 1);
  }
  return seen;
}

/** What the page says, in one line. */
export const said = async (page) => (await page.locator("main").innerText()).replaceAll(/\s+/g, " ");
