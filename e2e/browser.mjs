// A real Chromium that can be killed like a real one, and a page that may not complain.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { FLAGS, PROGRAM } from "./program.mjs";

/** A folder for a person's browser data, removed at the end: a browser that is still dying may write into it. */
export function profile() {
  const folder = mkdtempSync(join(tmpdir(), "unsit-profile-"));
  process.on("exit", () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // It lies where the system cleans up.
    }
  });
  return folder;
}

/** Starts a browser on a profile. */
export async function start(t, folder, flags = []) {
  assert.ok(PROGRAM, "no Chromium was found; name one in CHROMIUM");
  // A group of its own, so that a kill takes every process of the browser at once.
  const child = spawn(PROGRAM, [...FLAGS, ...flags, "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"], { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const gone = new Promise((done) => child.once("exit", done));
  const endpoint = await new Promise((found, failed) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const match = /DevTools listening on (ws:\S+)/.exec(said);
      if (match) found(match[1]);
    });
    gone.then(() => failed(new Error(`the browser did not start: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    await gone;
  };
  t.after(kill);
  return {
    context: browser.contexts()[0],
    /** As a power button: no process of the browser can do anything any more. */
    kill,
    /** As a person does it. */
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send("Browser.close").catch(() => {});
      await gone;
    },
  };
}

/** Opens `url` in a new tab, past the first run. */
export async function visit(context, url, size) {
  const page = await arrive(context, url, size);
  // The program's, not those of the first picture.
  const program = page.locator("#main");
  const skip = program.getByRole("button", { name: "Skip", exact: true });
  await program.getByRole("heading", { level: 1 }).first().waitFor();
  if (await skip.count()) {
    await skip.click();
    await program.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  }
  return page;
}

/** Opens `url` in a new tab. What the page complains about is collected in `complaints`. */
export async function arrive(context, url, size = { width: 412, height: 915 }) {
  const page = await context.newPage();
  if (size) await page.setViewportSize(size);
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => new URL(request.url()).origin === new URL(url).origin || complaints.push(`elsewhere: ${request.url()}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() < 400 || complaints.push(`${response.status()}: ${response.url()}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(url);
  page.complaints = complaints;
  return page;
}
