// Opens the page as a phone on a slow network would, five times, and says what Lighthouse thinks of it:
//   node run.mjs DIST [RUNS]
import { mkdtempSync, rmSync } from "node:fs";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { FLAGS, PROGRAM } from "../../e2e/program.mjs";
import { serve } from "../../e2e/server.mjs";

const [dist, runs = "5"] = process.argv.slice(2);
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100 };

const folder = mkdtempSync(join(tmpdir(), "unsit-lighthouse-"));
const child = spawn(PROGRAM, [...FLAGS, "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
const port = await new Promise((found, failed) => {
  let said = "";
  child.stderr.on("data", (data) => (/DevTools listening on ws:\/\/[^:]+:(\d+)/.exec((said += data)) ? found(Number(RegExp.$1)) : undefined));
  child.once("exit", () => failed(new Error(`the browser did not start: ${said}`)));
});
const results = [];
for (let run = 0; run < Number(runs); run += 1) {
  // An origin of its own, so that each run is a first visit.
  const site = await serve(dist);
  const { lhr } = await lighthouse(site.url, { port, onlyCategories: Object.keys(LEAST), logLevel: "error" });
  await site.close();
  results.push(lhr);
  for (const audit of Object.values(lhr.audits)) {
    const counts = Object.values(lhr.categories).some(({ auditRefs, id }) => id !== "performance" && auditRefs.some((ref) => ref.id === audit.id && ref.weight > 0));
    if (counts && audit.score !== null && audit.score < 1) console.log(`  ${audit.id}: ${audit.title} ${JSON.stringify(audit.details?.items ?? "").slice(0, 400)}`);
  }
}
// Closed, not exited: the last of the browser's processes still writes into the folder.
const gone = new Promise((done) => child.once("close", done));
child.kill();
await gone;
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (name, value) => console.log(`${name.padEnd(28)}${value}`);
let good = true;
for (const [category, least] of Object.entries(LEAST)) {
  const score = Math.round(median(results.map((lhr) => lhr.categories[category].score)) * 100);
  row(category, score);
  good &&= score >= least;
}
for (const [name, id] of [["first paint, ms", "first-contentful-paint"], ["largest paint, ms", "largest-contentful-paint"], ["blocked, ms", "total-blocking-time"], ["interactive, ms", "interactive"]]) {
  row(name, Math.round(median(results.map((lhr) => lhr.audits[id].numericValue))));
}
row("layout shift", median(results.map((lhr) => lhr.audits["cumulative-layout-shift"].numericValue)));
process.exit(good ? 0 : 1);
