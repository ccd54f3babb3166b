// The first minutes with Unsit, from the welcome to the first session in the history.
import assert from "node:assert/strict";
import { IPHONE, PIXEL, begun, button, heading, oneBrowser, pass, press, reload, said, story, watch } from "./phone.mjs";

oneBrowser();

const PAGES = [
  "Your glutes rest while you sit. Put them to work.",
  "When do you usually sit?",
  "How would you like to be guided?",
  "A quick safety check",
  "A quick safety check",
  "A quick safety check",
];
const GROUPS = ["Do you have any of these right now?", "Does any of this apply to you?", "What should Unsit take into account?"];

/** The page that is open has this number; its heading has the focus, so that it is read out. */
async function isAt(page, number) {
  await page.getByRole("img", { name: `Page ${number} of 6` }).waitFor();
  assert.equal(await heading(page), PAGES[number - 1]);
  if (number > 1) await page.waitForFunction(() => document.activeElement?.matches("h1"));
}

const next = (page) => press(page, "Continue");
const none = (page, group) => press(page, `None of these: ${GROUPS[group]}`);
const yes = (page, question) => press(page, `Yes: ${question}`);
const isPressed = (page, name) => page.getByRole("button", { name, exact: true, pressed: true }).waitFor();

/** The first page, of the program: its first picture looks the same. */
async function arrive(page) {
  await begun(page);
  await isAt(page, 1);
}

/** Past the welcome and the cues, to the first questions. */
async function toTheCheck(page) {
  await arrive(page);
  for (const number of [2, 3, 4]) {
    await next(page);
    await isAt(page, number);
  }
}

for (const [size, device] of [["a Pixel", PIXEL], ["a phone of an iPhone's size, in the dark", IPHONE]]) {
  story(`a new person gets from the welcome to the first session in the history, on ${size}`, { device, newcomer: true }, async (page) => {
    await arrive(page);
    assert.match(await said(page), /lift, hold, done in 1 min 07\. Everything stays on this device/);
    await next(page);
    await isAt(page, 2);
    await isPressed(page, "Monday");
    await press(page, "Saturday");
    await isPressed(page, "Saturday");
    await page.getByLabel("To", { exact: true }).fill("18:30");
    await page.getByText("9 breaks a day at most").waitFor();
    await next(page);
    await isAt(page, 3);
    const sounds = page.getByRole("switch", { name: "Sounds", exact: true });
    assert.equal(await sounds.getAttribute("aria-checked"), "true");
    await sounds.tap();
    await page.getByRole("switch", { name: "Sounds", exact: true, checked: false }).waitFor();
    await next(page);

    await isAt(page, 4);
    await button(page, "5 left to answer").waitFor();
    assert.ok(await button(page, "5 left to answer").isDisabled(), "nobody goes on past an open question");
    await none(page, 0);
    await next(page);
    await isAt(page, 5);
    await none(page, 1);
    await next(page);
    await isAt(page, 6);
    await yes(page, "Wrist pain?");
    await page.getByText("it puts weight on your wrists").waitFor();
    await press(page, `None of the others: ${GROUPS[2]}`);
    await isPressed(page, "No: Knee pain?");
    await isPressed(page, "Yes: Wrist pain?");

    await press(page, "Back");
    await isAt(page, 5);
    await isPressed(page, "No: Cancer, now or in the past?");
    await next(page);
    await isAt(page, 6);
    await next(page);
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();

    await press(page, "Routines");
    await press(page, /^Bridge and donkey kicks, /);
    await page.getByRole("heading", { level: 2, name: "Changed for you" }).waitFor();
    assert.match(await said(page), /Standing kick-back instead of Donkey kick\. Left out or changed: it puts weight on your wrists\./);
    await press(page, /^Start/);
    const seen = await watch(page, 400);
    for (const word of ["Hold", "Hold LEFT", "Hold RIGHT"]) assert.ok(seen.includes(word), `${word} of ${seen.join()}`);
    await page.getByText(/Session logged/).waitFor();
    const result = await said(page);
    assert.match(result, /Standing kick-back, left/i);
    assert.doesNotMatch(result, /Donkey kick,/i);
    await press(page, "Done");
    await press(page, "Back");
    await press(page, "History");
    await button(page, /^Bridge and donkey kicks 90 of 90 s held \d+:\d+$/).waitFor();
    assert.match(await said(page), /Today 1 session, 90 of 90 s held/);

    await reload(page);
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await press(page, "Settings");
    assert.equal(await sounds.getAttribute("aria-checked"), "false", "what was chosen in the first run is kept");
    await button(page, /^Sat 9:00 – 18:30/).waitFor();
  });
}

story("a sign of an emergency ends the first run with what to do, and nothing can be started until the answer changes", { newcomer: true }, async (page) => {
  await toTheCheck(page);
  await yes(page, "Chest pain or dizziness when you make an effort?");
  await page.getByText("Get help now.").waitFor();
  await press(page, `None of the others: ${GROUPS[0]}`);
  await next(page);
  assert.equal(await heading(page), "Please get help now");
  assert.match(await said(page), /You said yes to Chest pain or dizziness/);
  await press(page, "Go to Today");
  await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
  assert.match(await said(page), /No exercises today/);
  assert.equal(await button(page, /^Start/).count(), 0);

  await reload(page);
  assert.equal(await button(page, /^Start/).count(), 0, "a reload changes no answer");
  await press(page, "Settings");
  await press(page, /^Safety check/);
  await press(page, "No: Chest pain or dizziness when you make an effort?");
  await press(page, "Done");
  await press(page, "Back");
  await press(page, /^Start Quick bridge/);
  await pass(page, 1);
  assert.equal(await heading(page), "Get ready");
});

story("who was told to ask a clinician first may go on once that is done", { newcomer: true }, async (page) => {
  await toTheCheck(page);
  await none(page, 0);
  await next(page);
  await isAt(page, 5);
  await yes(page, "An operation in the last 3 months, including a caesarean?");
  await press(page, `None of the others: ${GROUPS[1]}`);
  await next(page);
  assert.equal(await heading(page), "Please talk to a clinician first");
  await press(page, "I have talked to a clinician and may exercise.");
  await isAt(page, 6);
  await none(page, 2);
  await next(page);
  await button(page, /^Start Quick bridge/).waitFor();
});

story("who skips the first run may start at once, is not asked again, and finds the check in the settings", { newcomer: true }, async (page) => {
  await arrive(page);
  await press(page, "Skip");
  await button(page, /^Start Quick bridge/).waitFor();
  await reload(page);
  await button(page, /^Start Quick bridge/).waitFor();
  await press(page, "Settings");
  await press(page, /^Safety check Not answered yet/);
  await page.getByRole("heading", { level: 1, name: "Safety check" }).waitFor();
  for (const group of [0, 1, 2]) await none(page, group);
  await page.getByText("Last answered: Today").waitFor();
  await press(page, "Done");
  await button(page, /^Safety check Last answered: Today/).waitFor();
});
