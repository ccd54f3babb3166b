// The store's cases, each in a page of its own over a database of its own.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { profile, start } from "./browser.mjs";
import { serve } from "./server.mjs";

const parts = process.env.UNSIT_CONFORMANCE;

test("the database of a browser keeps the promises of the store", { skip: !parts && "scripts/test-web builds what it needs" }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "unsit-conformance-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const file of ["conformance.js", "conformance_bg.wasm"]) copyFileSync(join(parts, file), join(folder, file));
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  writeFileSync(join(folder, "index.html"), `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="run.js"></script>`);
  writeFileSync(join(folder, "run.js"), `import start from "./conformance.js"; start({ module_or_path: "conformance_bg.wasm" });`);
  const site = await serve(folder);
  t.after(site.close);
  const browser = await start(t, profile());

  const page = await browser.context.newPage();
  const names = [];
  page.on("console", (message) => message.text().startsWith("case: ") && names.push(message.text().slice(6)));
  await page.goto(site.url);
  await page.waitForTimeout(1000);
  assert.ok(names.length > 20, `${names.length} cases`);

  for (const name of names) {
    await t.test(name.replaceAll("_", " "), async () => {
      const said = [];
      const page = await browser.context.newPage();
      const over = new Promise((done) => {
        page.on("console", (message) => {
          said.push(message.text());
          if (message.text() === `passed: ${name}` || message.type() === "error") done();
        });
        page.on("pageerror", (error) => done(said.push(error.message)));
        setTimeout(done, 10_000, said.push("within ten seconds:")).unref();
      });
      await page.goto(`${site.url}?case=${name}`);
      await over;
      await page.close();
      assert.ok(said.includes(`passed: ${name}`), said.join("\n"));
    });
  }
});
