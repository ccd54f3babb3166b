// The page as an app: its first picture, its start without a network, its new versions, its shortcuts.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { DIST, IPHONE, begun, button, heading, oneBrowser, pass, press, reload, said, story, watch } from "./phone.mjs";

oneBrowser();

const copy = mkdtempSync(join(tmpdir(), "unsit-dist-"));
after(() => rmSync(copy, { recursive: true }));

/** What holds for a page whose program is kept back as long as a slow network would. */
const LATE = { serviceWorkers: "block", expected: /blocked by Playwright|failed: .*wasm/, clock: false };

async function keepBack(phone) {
  let go;
  const allowed = new Promise((done) => (go = done));
  await phone.route(/\.wasm$/, (route) => allowed.then(() => route.continue()));
  return go;
}

let goOn;
story("a new person sees the welcome at once", { ...LATE, newcomer: true, before: async (phone) => (goOn = await keepBack(phone)) }, async (page) => {
  const picture = page.locator(".prelude");
  assert.equal(await picture.count(), 1, "one language, one picture");
  const words = await picture.innerText();
  goOn();
  await page.locator("#main main, #main h1").first().waitFor();
  assert.equal(await page.locator("#main").innerText(), words, "the program shows the same");
});

story("before the program runs, a person who was here before sees only what is sure, and a press is kept", LATE, async (page, { phone }) => {
  const go = await keepBack(phone);
  await page.reload({ waitUntil: "domcontentloaded" });
  const picture = page.locator(".prelude");
  assert.equal(await picture.getAttribute("aria-busy"), "true");
  assert.equal(await picture.count(), 1, "one language, one picture");
  const seen = (parts) => Promise.all(parts.map((part) => picture.locator(part).first().isVisible()));
  assert.deepEqual(await seen([".cta", ".bar h1", ".nav"]), [true, true, true]);
  assert.deepEqual(await seen([".bar p", ".dial .num", ".card", ".sky"]), [false, false, false, false]);
  await press(page, /Start Quick bridge/);
  assert.equal(await picture.count(), 1, "the program is not there yet");
  go();
  await page.getByRole("timer").waitFor();
  assert.equal(await heading(page), "Get ready");
});

story("nothing moves when the program takes the place of the first picture", LATE, async (page, { phone }) => {
  const go = await keepBack(phone);
  await page.reload({ waitUntil: "domcontentloaded" });
  const places = () => page.evaluate(() => [".bar h1", ".cta", ".cta svg", ".nav"].map((part) => JSON.stringify(document.querySelector(part).getBoundingClientRect())));
  await page.evaluate(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (globalThis.shifts += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  const before = await places();
  go();
  await page.locator("#main .cta").waitFor();
  assert.deepEqual(await places(), before);
  assert.equal(await page.evaluate(() => globalThis.shifts), 0);
});

/** Waits until the service worker has every file. */
const kept = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
  });

story("after the first visit Unsit needs no network", { device: IPHONE, folder: () => DIST }, async (page, { phone, site }) => {
  await kept(page);
  await phone.setOffline(true);
  await site.close();
  await reload(page);
  await press(page, /Start Quick bridge/);
  await watch(page, 90);
  await page.getByText(/Session logged/).waitFor();
  await reload(page);
  await page.getByText("30 of 30 s held").first().waitFor();
});

story("a new version waits, is told quietly and only outside of sessions, and is taken when the person says so", { folder: () => (cpSync(DIST, copy, { recursive: true }), copy) }, async (page) => {
  await kept(page);
  await reload(page);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller), "the worker serves the page");
  await press(page, /Start Quick bridge/);
  publish();
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await pass(page, 20);
  assert.equal(await page.getByText("new version").count(), 0, "nothing disturbs a session");
  await watch(page, 90);
  await page.getByText(/Session logged/).waitFor();
  await press(page, "Done");
  await page.getByRole("status").getByText("A new version of Unsit is ready.").waitFor();
  assert.equal(await page.title(), "Unsit");
  await press(page, "Reload");
  await page.waitForFunction(() => document.title === "Unsit, the next");
  await begun(page);
  await page.getByText("30 of 30 s held").first().waitFor();
  assert.equal(await page.getByText("new version").count(), 0);
  assert.equal(await page.evaluate(() => caches.keys().then((names) => names.length)), 1, "the old version is cleared away");
});

/** The same page under another title, as a new version. */
function publish() {
  for (const file of readdirSync(copy).filter((file) => /^(index\.html|offline\.js)\.(br|gz)$/.test(file))) rmSync(join(copy, file));
  const replace = (file, what, by) => {
    const text = readFileSync(join(copy, file), "utf8");
    assert.ok(what.test(text), `${file} has ${what}`);
    writeFileSync(join(copy, file), text.replace(what, by));
  };
  replace("index.html", /<title>Unsit<\/title>/, "<title>Unsit, the next</title>");
  replace("offline.js", /unsit-[0-9a-f]{10}(?=[`"'])/, "unsit-next");
}

story("a shortcut of the home screen starts a session, once", { address: "?start=quick-bridge", clock: false }, async (page, { site }) => {
  await page.getByRole("timer").waitFor();
  assert.equal(await heading(page), "Get ready");
  assert.equal(page.url(), site.url, "a reload starts no other one");
});

story("a shortcut of the home screen logs that somebody just got up, once", { address: "?break=moved" }, async (page, { site }) => {
  await page.getByText("Logged by you").waitFor();
  assert.match(await said(page), /Today's breaks 1 taken/);
  assert.equal(page.url(), site.url);
  await reload(page);
  await page.getByText("Logged by you").waitFor();
  assert.match(await said(page), /Today's breaks 1 taken/);
});

story("a shortcut to a routine that is not there says so", { address: "?start=headstand" }, async (page) => {
  await page.getByRole("alert").getByText("This routine is not there any more.").waitFor();
});

story("the page can be installed", { clock: false }, async (page, { phone }) => {
  const session = await phone.newCDPSession(page);
  const { url, errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.deepEqual([manifest.name, manifest.display, manifest.orientation], ["Unsit", "standalone", "any"]);
  for (const { src, sizes, type } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const blob = await (await fetch(address)).blob();
      const picture = await createImageBitmap(blob).catch(() => ({}));
      return [blob.type, `${picture.width}x${picture.height}`];
    }, new URL(src, url).href);
    assert.equal(size[0], type);
    if (sizes !== "any") assert.equal(size[1], sizes, src);
  }
  assert.ok(manifest.icons.some(({ purpose, sizes }) => purpose === "maskable" && sizes === "512x512"));
  assert.deepEqual(manifest.shortcuts.map(({ name, url }) => [name, url]), [["Start quick bridge", "./?start=quick-bridge"], ["I just got up", "./?break=moved"]]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // An emulated phone has a context of its own, which a browser takes for a private window.
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
});
