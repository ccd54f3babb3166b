// A session in a real browser: played, cut off in every way, and found again.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { arrive, profile, start, visit } from "./browser.mjs";
import { serve } from "./server.mjs";

const dist = process.env.UNSIT_DIST ?? join(dirname(fileURLToPath(import.meta.url)), "../dist");
let site;
before(async () => (site = await serve(dist)));
after(() => site.close());

const button = (page, name) => page.getByRole("button", { name });
const word = (page) => page.getByRole("heading", { level: 1 });
const number = async (page) => Number(await page.getByRole("timer").innerText());

/** Starts Quick bridge and skips to its first hold. */
async function hold(page) {
  await button(page, /Quick bridge/).click();
  await word(page).filter({ hasText: "Get ready" }).waitFor();
  await button(page, "Skip").click();
  await word(page).filter({ hasText: "Hold" }).waitFor({ timeout: 5000 });
}

/** The number falls by one a second. */
async function counts(page) {
  const first = await number(page);
  await page.waitForTimeout(2000);
  const then = await number(page);
  assert.ok(first - then >= 1 && first - then <= 3, `${first}, and two seconds later ${then}`);
}

async function stop(page) {
  await button(page, "End session").click();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByText(/Session logged/).waitFor();
}

test("a reload in mid-hold loses nothing, and the history shows what was held", async (t) => {
  const browser = await start(t, profile());
  const page = await visit(browser.context, site.url);
  await page.getByText("none yet", { exact: true }).waitFor();
  await hold(page);
  await counts(page);
  await page.reload();
  const offer = page.getByText(/Quick bridge: \d+ of \d+ s held so far/);
  await offer.waitFor();
  const held = Number(/: (\d+) of/.exec(await offer.innerText())[1]);
  assert.ok(held >= 1 && held <= 4, `${held} s held before the reload`);
  await button(page, "Continue").click();
  await word(page).filter({ hasText: "Hold" }).waitFor({ timeout: 10_000 });
  await page.waitForTimeout(1500);
  await stop(page);
  await button(page, "Done").click();
  await button(page, "History").first().click();
  await page.getByText(/\d+ of \d+ s held, ended early/).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("a session that was logged is there after the browser was killed in the same moment", async (t) => {
  const folder = profile();
  let browser = await start(t, folder);
  let page = await visit(browser.context, site.url);
  await hold(page);
  await page.waitForTimeout(1500);
  await stop(page);
  await browser.kill();
  assert.deepEqual(page.complaints, []);
  browser = await start(t, folder);
  page = await visit(browser.context, site.url);
  await page.getByText("1 taken", { exact: true }).first().waitFor();
  assert.equal(await button(page, "Continue").count(), 0, "what is logged is not offered again");
  assert.deepEqual(page.complaints, []);
});

test("a session is offered again after the browser was killed in mid-hold", async (t) => {
  const folder = profile();
  let browser = await start(t, folder);
  let page = await visit(browser.context, site.url);
  await hold(page);
  await page.waitForTimeout(3500);
  await browser.kill();
  browser = await start(t, folder);
  page = await visit(browser.context, site.url);
  const offer = page.getByText(/Quick bridge: \d+ of \d+ s held so far/);
  await offer.waitFor();
  const held = Number(/: (\d+) of/.exec(await offer.innerText())[1]);
  assert.ok(held >= 2 && held <= 5, `${held} s held before the kill`);
  await button(page, "End it here").click();
  await page.getByText("1 taken", { exact: true }).first().waitFor();
  assert.deepEqual(page.complaints, []);
});

test("a session is offered again after its tab was closed", async (t) => {
  const browser = await start(t, profile());
  const first = await visit(browser.context, site.url);
  await hold(first);
  await first.waitForTimeout(2500);
  await first.close();
  const page = await visit(browser.context, site.url);
  await page.getByText(/Quick bridge: [2-4] of \d+ s held so far/).waitFor();
  assert.deepEqual(page.complaints, []);
});

test("a session that the database does not take is kept, and stored by the next page", async (t) => {
  const folder = profile();
  let browser = await start(t, folder);
  let page = await visit(browser.context, site.url);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...row) {
      if (this.name === "session") throw new DOMException("no space", "QuotaExceededError");
      return put.apply(this, row);
    };
  });
  await hold(page);
  await page.waitForTimeout(1500);
  await button(page, "End session").click();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByText("This session is not saved yet.").waitFor();
  await button(page, "Done").click();
  await page.getByText(/this device has no space left/).waitFor();
  const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("unsit.unsaved-")).length;
  assert.equal(await page.evaluate(kept), 1);
  await page.close();
  page = await visit(browser.context, site.url);
  await page.getByText("1 taken", { exact: true }).first().waitFor();
  assert.equal(await page.evaluate(kept), 0, "what is stored is kept no longer");
  await browser.kill();
  browser = await start(t, folder);
  page = await visit(browser.context, site.url);
  await page.getByText("1 taken", { exact: true }).first().waitFor();
  assert.deepEqual(page.complaints, []);
});

test("of two tabs only one plays a session", async (t) => {
  const browser = await start(t, profile());
  const first = await visit(browser.context, site.url);
  const second = await visit(browser.context, site.url);
  await hold(first);
  assert.equal(await button(second, "Continue").count(), 0);
  await button(second, /Quick bridge/).click();
  await second.getByText(/Another window or terminal has a session/).waitFor();
  await first.bringToFront();
  await counts(first);
  await stop(first);
  await button(first, "Done").click();
  await second.bringToFront();
  await button(second, /Quick bridge/).click();
  await word(second).filter({ hasText: "Get ready" }).waitFor();
  assert.deepEqual(first.complaints.concat(second.complaints), []);
});

test("settings are there after a reload, and the language follows", async (t) => {
  const browser = await start(t, profile());
  const page = await visit(browser.context, site.url);
  await button(page, "Settings").first().click();
  await page.getByText("Deutsch").click();
  await page.getByText("Sprache").first().waitFor();
  await page.waitForTimeout(300);
  await page.reload();
  await page.getByText("Heute").first().waitFor();
  assert.deepEqual(page.complaints, []);
});

test("the stories notice what a page does against its policy", async (t) => {
  const browser = await start(t, profile());
  const page = await visit(browser.context, site.url);
  await page.getByText("none yet", { exact: true }).waitFor();
  assert.deepEqual(page.complaints, []);
  await page.evaluate(() => document.head.append(Object.assign(document.createElement("style"), { textContent: "p{color:red}" })));
  await page.evaluate(() => fetch("https://example.org/").catch(() => {}));
  await page.waitForTimeout(300);
  assert.ok(page.complaints.some((line) => line.includes("policy: style-src")), page.complaints.join("\n"));
  assert.ok(page.complaints.some((line) => line.includes("policy: connect-src")), page.complaints.join("\n"));
});

test("a new person goes through the first run once, and the answers change the quick break", async (t) => {
  const browser = await start(t, profile());
  const page = await arrive(browser.context, site.url);
  await word(page).filter({ hasText: "Your glutes rest" }).waitFor();
  await button(page, "Continue").click();
  await word(page).filter({ hasText: "When do you" }).waitFor();
  await button(page, "Continue").click();
  await word(page).filter({ hasText: "How would you like" }).waitFor();
  await button(page, "Continue").click();
  for (const group of ["Do you have any", "Does any of this"]) {
    await button(page, `None of these: ${group}`).click();
    await button(page, "Continue").click();
  }
  await button(page, "Yes: A herniated").click();
  await button(page, "None of the others").click();
  await button(page, "Continue").click();
  await button(page, "Start Quick bridge 52 s").waitFor();
  assert.ok(await word(page).isVisible());
  await page.waitForTimeout(300);
  await page.reload();
  await button(page, "Start Quick bridge 52 s").waitFor();
  assert.deepEqual(page.complaints, []);
});
