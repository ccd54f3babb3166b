// Ways through every screen and state. Each calls `at` with the name of the place when it is there.
import { button, pass, press, reload, watch } from "./phone.mjs";

const main = (page) => page.getByRole("main");
const titled = (page, name) => page.getByRole("heading", { level: 1, name }).first().waitFor();

/** To a top screen, wherever one is: a phone shows its navigation there only. */
async function go(page, place) {
  const way = page.getByRole("navigation").getByRole("button", { name: place, exact: true });
  for (let tries = 0; tries < 5 && !(await way.isVisible()); tries += 1) await press(page, "Back");
  if (place === "Settings" && !(await way.isVisible())) return press(page, "Settings");
  await way.tap();
}

/** The settings, which a phone opens from Today. */
async function openSettings(page) {
  await go(page, "Today");
  await press(page, "Settings");
  await titled(page, "Settings");
}

const none = (page, of) => press(page, new RegExp(`^None of (these|the others): ${of}`));

/** The first run of a new person, through both barriers. */
export async function firstRun(page, at) {
  await at("the welcome");
  await press(page, "Continue");
  await titled(page, "When do you usually sit?");
  await at("the hours");
  await press(page, "Continue");
  await titled(page, "How would you like to be guided?");
  await at("the choice of cues");
  await press(page, "Continue");
  await titled(page, "A quick safety check");
  await at("the first questions, open");
  await press(page, /^Yes: New numbness/);
  await none(page, "Do you have any");
  await page.getByText("Get help now.").waitFor();
  await at("the first questions, with advice");
  await press(page, "Continue");
  await titled(page, "Please get help now");
  await at("a barrier: help now");
  await press(page, "Change my answers");
  await press(page, /^No: New numbness/);
  await press(page, "Continue");
  await press(page, /^Yes: Cancer/);
  await none(page, "Does any of this");
  await at("the second questions, with advice");
  await press(page, "Continue");
  await titled(page, "Please talk to a clinician first");
  await at("a barrier: a clinician first");
  await press(page, "I have talked to a clinician and may exercise.");
  await press(page, /^Yes: Wrist pain/);
  await none(page, "What should Unsit");
  await at("the third questions, with a reason");
  await press(page, "Continue");
  await titled(page, "Today");
  await at("Today of a new person");
  await openSettings(page);
  await press(page, /^Safety check/);
  await titled(page, "Safety check");
  await at("the safety check");
  await press(page, /^Yes: Chest pain/);
  await press(page, "Done");
  await titled(page, "Please get help now");
  await at("a barrier, from the settings");
  await press(page, "When to see a clinician");
  await titled(page, "When to see a clinician");
  await at("when to see a clinician, from a barrier");
  await press(page, "Back");
  await press(page, "Back");
  await titled(page, "Today");
  await at("Today behind a barrier");
}

export async function routines(page, at) {
  await go(page, "Routines");
  await at("the list of routines");
  for (const name of ["Bridge and donkey kicks", "Release and strengthen"]) {
    await press(page, new RegExp(`^${name}, `));
    await titled(page, name);
    await at(name);
    await press(page, "Back");
  }
  await press(page, "Build your own");
  await titled(page, "New routine");
  await at("the builder, empty");
  await press(page, "Name it to save it", { force: true });
  await page.getByText("Give it a name.").waitFor();
  await at("the builder, with what is missing");
  await press(page, "Add step");
  await titled(page, "Add a step");
  await at("the exercises");
  const search = page.getByRole("searchbox");
  await search.fill("headstand");
  await page.getByText("No exercise has all these words.").waitFor();
  await at("the exercises, none found");
  await search.fill("donkey");
  await press(page, /^Donkey kick \d/);
  await titled(page, "New routine");
  await at("the builder, with an open step");
  await press(page, "Remove Donkey kick");
  await button(page, "Undo").waitFor();
  await at("the builder, with a removed step");
  await press(page, "Undo");
  await page.getByRole("textbox", { name: "Name" }).fill("Incomprehensibilities of an afternoon");
  await press(page, "Back");
  await page.getByRole("dialog").waitFor();
  await at("the question whether to leave");
  await press(page, "Keep building");
  await press(page, "Save routine");
  await titled(page, "Incomprehensibilities of an afternoon");
  await at("an own routine");
  await press(page, "Back");
  await at("the list with an own routine");
  await press(page, /^Incomprehensibilities/);
  await press(page, "Delete it");
  await page.getByText("is deleted.").waitFor();
  await at("the list after a deletion");
}

export async function learn(page, at) {
  await go(page, "Learn");
  await at("Learn");
  const openAll = async () => {
    for (const summary of await main(page).locator("summary").all()) await summary.tap();
  };
  for (const name of [/^Often tight Hip flexors/, /^When to see/, /^What an hour of sitting does/, /^How sure we are/, /^Sources/]) {
    await press(page, name);
    await button(page, "Back").first().waitFor();
    await openAll();
    await at(`Learn, ${name.source}`);
    await press(page, "Back");
  }
}

export async function settings(page, at) {
  await openSettings(page);
  await at("the settings");
  await page.getByRole("switch", { name: "Voice", exact: true }).tap();
  await page.getByRole("switch", { name: "Sounds", exact: true }).tap();
  await page.getByRole("switch", { name: "Sounds", checked: false }).waitFor();
  await at("the settings, with nothing to hear");
}

/** A session with both sides, each phase of it. */
export async function session(page, at) {
  await go(page, "Routines");
  await press(page, /^Bridge and donkey kicks, /);
  await press(page, /^Start/);
  const seen = new Set();
  for (let second = 0; second < 300 && !seen.has("Hold RIGHT"); second += 1) {
    const word = [await page.getByRole("heading", { level: 1 }).innerText(), ...(await page.locator(".g-cue .side").allInnerTexts())].join(" ");
    if (!seen.has(word)) {
      seen.add(word);
      await at(`the session: ${word}`);
    }
    await pass(page, 1);
  }
  await press(page, "Pause");
  await at("the session, paused");
  await press(page, "End session");
  await page.getByRole("dialog").waitFor();
  await at("the question whether to stop");
  await press(page, "Stop");
  await page.getByText(/Session logged/).waitFor();
  await at("a session that was ended early");
  await press(page, "Done");
}

/** Today and the history, empty and full, with everything that lies over it. */
export async function history(page, at) {
  await go(page, "Today");
  await at("Today, empty");
  await go(page, "History");
  await at("the history, empty");
  await go(page, "Today");
  await press(page, /Start Quick bridge/);
  await watch(page, 90);
  await page.getByText(/Session logged/).waitFor();
  await at("a session that is over");
  await press(page, "Done");
  await at("Today, with a session");
  await go(page, "History");
  await page.getByRole("grid").waitFor();
  await page.getByText("Show as a table").tap();
  await at("the history, with a table");
  await press(page, /^Monday 2 March: 1 session/);
  await page.getByRole("dialog").getByText("1 session").waitFor();
  await at("a day");
  await page.getByRole("dialog").getByRole("button", { name: /^Quick bridge/ }).tap();
  await button(page, "Delete").waitFor();
  await at("a session in full");
  await press(page, "Correct");
  await button(page, "Save").waitFor();
  await at("a correction");
  await page.getByLabel("Hold 2").fill("400");
  await press(page, "Save");
  await page.getByText("A whole number").waitFor();
  await at("a correction that cannot be");
  await press(page, "Cancel");
  await press(page, "Delete");
  await button(page, "Undo").waitFor();
  await at("the offer to undo");
  await press(page, "Undo");
  await button(page, "Undo").waitFor({ state: "detached" });
  await press(page, "Log a session");
  await page.getByLabel("Seconds held").waitFor();
  await at("the form for a past session");
  await press(page, "Cancel");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

/** What is told and offered. */
export async function told(page, at) {
  await press(page, /Start Quick bridge/);
  await pass(page, 20);
  await reload(page);
  await button(page, "Continue").waitFor();
  await at("Today, with an offer");
  await reload(page, `${page.url()}?start=headstand`);
  await page.getByRole("alert").getByText(/not there any more/).waitFor();
  await at("Today, with a notice");
}

/** Every tour by its name, with what its story needs. */
export const TOURS = [
  ["the first run", firstRun, { newcomer: true }],
  ["routines and the builder", routines, {}],
  ["Learn", learn, {}],
  ["the settings", settings, {}],
  ["every phase of a session", session, {}],
  ["the history and its sheets", history, {}],
  ["what is told and offered", told, {}],
];
