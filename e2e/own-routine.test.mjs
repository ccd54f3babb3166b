// Routines that a person builds: made, kept, played, changed, deleted and had back.
import assert from "node:assert/strict";
import { IPHONE, PIXEL, button, drag, heading, oneBrowser, press, reload, said, story, watch } from "./phone.mjs";

oneBrowser();

const steps = (page) => page.getByRole("list", { name: "Steps", exact: true }).getByRole("listitem");
/** The names of the steps in their order, as they can be seen. */
const order = async (page) => (await steps(page).locator(".hd b").allInnerTexts()).map((name) => name.trim());
const step = (page, name) => steps(page).filter({ has: page.getByText(name, { exact: true }) });
const total = (page) => page.locator("[aria-label=Length] output").innerText();
const title = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

/** "2 min 14" in seconds. */
function seconds(length) {
  const [, minutes = 0, rest = 0] = /^(?:(\d+) min)? ?(?:(\d+)(?: s)?)?$/.exec(length);
  return Number(minutes) * 60 + Number(rest);
}

async function add(page, exercise, search = exercise) {
  await press(page, "Add step");
  await title(page, "Add a step");
  await page.getByRole("searchbox", { name: "Search name, muscle, position or kit" }).fill(search);
  await press(page, new RegExp(`^${exercise} \\d`));
  await step(page, exercise).last().waitFor();
}

async function begin(page, name) {
  await press(page, "Routines");
  await press(page, "Build your own");
  await title(page, "New routine");
  if (name) await page.getByRole("textbox", { name: "Name" }).fill(name);
}

async function save(page, name) {
  await press(page, "Save routine");
  await title(page, name);
}

/** A button that is marked as disabled and answers all the same: it says what is missing. */
const pressAnyway = (page, name) => press(page, name, { force: true });

/** Below the middle of the step of this name. */
async function below(page, name) {
  const { y, height } = await step(page, name).boundingBox();
  return y + height - 4;
}

for (const [size, device] of [["a Pixel", PIXEL], ["a phone of an iPhone's size, in the dark", IPHONE]]) {
  story(`an own routine is built, kept, played, changed, deleted and had back, on ${size}`, { device }, async (page) => {
    await begin(page, "After lunch");
    await add(page, "Bridge", "bridge");
    await press(page, "Hold, Bridge: More");
    await press(page, "Hold, Bridge: More");
    await press(page, "Holds, Bridge: Less");
    await press(page, "Rest between, Bridge: Less");
    await step(page, "Bridge").getByText("2 × 12 s, rest 4 s").waitFor();
    await add(page, "Donkey kick", "donkey");
    await press(page, "Holds, Donkey kick: Less");
    await press(page, "Right first");
    await button(page, "Right first").and(page.locator("[aria-pressed=true]")).waitFor();
    const before = seconds(await total(page));
    await add(page, "Sit to stand", "chair stand");
    await press(page, "Reps, Sit to stand: Less");
    assert.ok(seconds(await total(page)) > before, "a step makes it longer");
    assert.deepEqual(await order(page), ["Bridge", "Donkey kick", "Sit to stand"]);
    const planned = seconds(await total(page));
    await save(page, "After lunch");

    await reload(page);
    await press(page, "Routines");
    await press(page, /^After lunch, /);
    await title(page, "After lunch");
    const began = await page.evaluate(() => Date.now());
    await press(page, /^Start/);
    const seen = await watch(page, 600);
    const took = ((await page.evaluate(() => Date.now())) - began) / 1000;
    assert.ok(Math.abs(took - planned) <= 2, `${planned} s were announced, it took ${took} s`);
    const bridges = seen.slice(0, seen.indexOf("Change RIGHT"));
    assert.equal(bridges.filter((word) => word === "Hold").length, 2, seen.join());
    const kicks = seen.filter((word) => /^Hold (LEFT|RIGHT)$/.test(word));
    assert.deepEqual(kicks, ["Hold RIGHT", "Hold RIGHT", "Hold LEFT", "Hold LEFT"]);
    await page.getByText(/Session logged/).waitFor();
    // A repetition counts for the second that it is held.
    assert.match(await said(page), /78 seconds really held Of 78 planned\. .*Bridge 24 s Donkey kick, right 20 s Donkey kick, left 20 s Sit to stand 14 of 14/);
    await press(page, "Done");
    await press(page, "Back");
    await press(page, "History");
    await button(page, /^After lunch 78 of 78 s held/).waitFor();

    await press(page, "Routines");
    await press(page, /^After lunch, /);
    await press(page, "Change it");
    await title(page, "Change routine");
    await page.getByRole("textbox", { name: "Name" }).fill("After lunch, longer");
    await press(page, /^Donkey kick 2 × 10 s/);
    await press(page, "Duplicate Donkey kick");
    await page.getByText("Donkey kick added, step 3 of 4.").waitFor({ state: "attached" });
    await press(page, "Remove Donkey kick");
    await press(page, "Undo");
    await page.getByText("Donkey kick is back, step 3 of 4.").waitFor({ state: "attached" });
    await save(page, "After lunch, longer");
    await press(page, "Back");
    assert.equal(await button(page, /^After lunch, \d/).count(), 0, "it was changed, not copied");

    await press(page, /^After lunch, longer, /);
    await press(page, "Delete it");
    await page.getByText("After lunch, longer is deleted.").waitFor();
    assert.equal(await button(page, /^After lunch, longer, /).count(), 0);
    await press(page, "Undo");
    await button(page, /^After lunch, longer, /).waitFor();
    await reload(page);
    await press(page, "Routines");
    await press(page, /^After lunch, longer, /);
    await press(page, "Delete it");
    await page.getByText("After lunch, longer is deleted.").waitFor();
    await reload(page);
    await press(page, "Routines");
    await button(page, /^Bridge and donkey kicks, /).waitFor();
    assert.equal(await button(page, /^After lunch/).count(), 0, "what is deleted stays so");
    // The log goes by what the routine was called last.
    await press(page, "History");
    await button(page, /^After lunch, longer 78 of 78 s held/).waitFor();
  });

  story(`steps change their order by a finger and by buttons, on ${size}`, { device }, async (page) => {
    await begin(page, "Order");
    for (const exercise of ["Bridge", "Wall sit", "Donkey kick"]) await add(page, exercise);
    await press(page, /^Donkey kick 3 × 10 s/);
    const handle = (name) => page.getByRole("button", { name: new RegExp(`^Move ${name}, step`) });
    await drag(page, handle("Bridge"), await below(page, "Donkey kick"));
    await page.getByText("Bridge is now step 3 of 3.").waitFor({ state: "attached" });
    assert.deepEqual(await order(page), ["Wall sit", "Donkey kick", "Bridge"]);
    const { y } = await step(page, "Wall sit").boundingBox();
    await drag(page, handle("Bridge"), y + 4);
    await page.getByText("Bridge is now step 1 of 3.").waitFor({ state: "attached" });
    assert.deepEqual(await order(page), ["Bridge", "Wall sit", "Donkey kick"]);
    // Hardly moved, it stays where it is.
    const place = await handle("Wall sit").boundingBox();
    await drag(page, handle("Wall sit"), place.y + place.height / 2 + 12);
    await page.locator(".carried").waitFor({ state: "detached" });
    assert.deepEqual(await order(page), ["Bridge", "Wall sit", "Donkey kick"]);

    await press(page, /^Wall sit 3 × 10 s/);
    await press(page, "Move Wall sit up");
    await page.getByText("Wall sit is now step 1 of 3.").waitFor({ state: "attached" });
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "Move Wall sit down");
    await press(page, "Move Wall sit down");
    await press(page, "Move Wall sit down");
    await page.getByText("Wall sit is now step 3 of 3.").waitFor({ state: "attached" });
    assert.deepEqual(await order(page), ["Bridge", "Donkey kick", "Wall sit"]);
    await save(page, "Order");
    assert.match(await said(page), /Steps Bridge .* Donkey kick, left .* Donkey kick, right .* Wall sit /);
  });
}

story("what is missing says what to do, and nothing is lost without asking", {}, async (page) => {
  await begin(page);
  await pressAnyway(page, "Name it to save it");
  const name = page.getByRole("textbox", { name: "Name" });
  await page.getByRole("alert").getByText("Give it a name.").waitFor();
  await page.getByText("There is nothing to do in it yet. Add a step.").waitFor();
  assert.equal(await name.getAttribute("aria-invalid"), "true");
  await page.waitForFunction(() => document.activeElement.matches("input"));
  await name.fill("   ");
  await pressAnyway(page, "Name it to save it");
  await page.getByRole("alert").getByText("Give it a name.").waitFor();
  await name.fill("Evening");
  await page.getByText("Give it a name.").waitFor({ state: "detached" });
  await pressAnyway(page, "Add a step to save it");
  await page.waitForFunction(() => document.activeElement.innerText.includes("Add step"));
  assert.equal(await heading(page), "New routine");
  await add(page, "Bridge");
  const fewer = button(page, "Holds, Bridge: Less");
  while (await fewer.isEnabled()) await fewer.tap();
  await step(page, "Bridge").getByText(/^1 × 10 s/).waitFor();

  await press(page, "Back");
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Keep building" }).tap();
  await question.waitFor({ state: "detached" });
  assert.deepEqual(await order(page), ["Bridge"]);
  await press(page, "Back");
  await question.getByRole("button", { name: "Leave" }).tap();
  await title(page, "Routines");
  assert.equal(await button(page, /^Evening, /).count(), 0);
});

story("a routine of Unsit is made one's own", {}, async (page) => {
  await press(page, "Routines");
  await press(page, /^At the desk, /);
  await press(page, "Make it my own");
  assert.equal(await page.getByRole("textbox", { name: "Name" }).inputValue(), "At the desk (own)");
  await save(page, "At the desk (own)");
  await press(page, "Back");
  await button(page, /^At the desk \(own\), /).waitFor();
  await button(page, /^At the desk, /).waitFor();
});
