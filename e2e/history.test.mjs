// What was done, as a person leafs through it, adds to it and puts it right, with a finger.
import assert from "node:assert/strict";
import { IPHONE, MONDAY_NINE, PIXEL, button, oneBrowser, pass, press, reload, said, story, watch } from "./phone.mjs";

oneBrowser();

const DAY = 24 * 3_600_000;

async function play(page) {
  await press(page, "Today");
  await press(page, /^Start Quick bridge/);
  await watch(page, 90);
  await page.getByText(/Session logged/).waitFor();
  await press(page, "Done");
}

const dialog = (page, name) => page.getByRole("dialog", { name, exact: true });
const closed = (page) => page.getByRole("dialog").waitFor({ state: "detached" });
/** What has the focus, by its accessible name or its words. */
const focused = (page) =>
  page.evaluate(() => (document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText).replaceAll(/\s+/g, " ").trim());
const waitForFocus = (page, start) =>
  page.waitForFunction((start) => (document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText).replaceAll(/\s+/g, " ").trim().startsWith(start), start);

/** The table beside the week's picture, as lines of text. */
async function table(page) {
  if (!(await page.locator("details.as-table").getAttribute("open").then((open) => open !== null))) await page.getByText("Show as a table").tap();
  return (await page.getByRole("table").filter({ hasText: "This week, seconds" }).getByRole("row").allInnerTexts()).map((row) => row.replaceAll(/\s+/g, " ").trim());
}

/** The numbers of the head: days in a row, sessions and time of the month. */
async function adds(page, ...numbers) {
  const shown = async () => (await page.locator(".stats dd").allInnerTexts()).map((number) => number.replaceAll(/\s+/g, " ").trim());
  await page.locator(".stats").filter({ hasText: numbers.at(-1) }).waitFor();
  assert.deepEqual(await shown(), numbers);
}

for (const [size, device] of [["a Pixel", PIXEL], ["a phone of an iPhone's size, in the dark", IPHONE]]) {
  story(`month, week, day and session add up, whatever is logged, corrected, deleted and had back, on ${size}`, { device }, async (page) => {
    await press(page, "History");
    await page.getByText("No sessions yet. The first one will show here.").waitFor();
    await play(page);
    await page.clock.pauseAt(MONDAY_NINE + 2 * DAY);
    await reload(page);
    await play(page);
    await pass(page, 600);
    await play(page);

    // Wednesday 4 March: two sessions today, one on Monday.
    await press(page, "History");
    await adds(page, "1", "3", "90 s");
    await page.getByRole("img", { name: "Held this week: 1 minute 30 seconds. Last week: 0 seconds." }).waitFor();
    assert.deepEqual((await table(page)).slice(1, 5), ["Monday 30 0", "Tuesday 0 0", "Wednesday 60 0", "Thursday – 0"]);
    await page.getByRole("grid", { name: "Sessions in March" }).getByRole("button", { name: "Wednesday 4 March: 2 sessions" }).tap();
    await dialog(page, "Today").getByText("2 sessions, 60 of 60 s held").waitFor();
    await waitForFocus(page, "Today");
    await dialog(page, "Today").getByRole("button", { name: /^Quick bridge 30 of 30 s held/ }).first().tap();
    await dialog(page, "Quick bridge").getByText("Timed by the guide").waitFor();
    await press(page, "Close");
    await dialog(page, "Today").waitFor();
    await press(page, "Close");
    await closed(page);
    await waitForFocus(page, "Wednesday 4 March");

    // A session of yesterday, by hand.
    await press(page, "Tuesday 3 March: 0 sessions");
    await dialog(page, "Yesterday").getByText("No session on this day.").waitFor();
    await dialog(page, "Yesterday").getByRole("button", { name: "Log a session" }).tap();
    const form = dialog(page, "Log a past session");
    await form.getByLabel("Routine").selectOption({ label: "Quick bridge" });
    assert.equal(await form.getByLabel("Day", { exact: true }).inputValue(), "2026-03-03");
    await form.getByLabel("Began at").fill("18:40");
    await form.getByLabel("Seconds held").fill("20");
    await form.getByRole("button", { name: "Log it" }).tap();
    await dialog(page, "Yesterday").getByText("1 session, 20 of 30 s held").waitFor();
    await press(page, "Close");
    await closed(page);
    await button(page, "Undo").waitFor();
    await button(page, /^Quick bridge 20 of 30 s held, logged by you 18:40/).waitFor();
    await adds(page, "3", "4", "110 s");
    assert.equal((await table(page))[2], "Tuesday 20 0");
    await button(page, "Tuesday 3 March: 1 session").waitFor();

    // Corrected, and the correction taken back.
    await press(page, /^Quick bridge 20 of 30 s held, logged by you/);
    await dialog(page, "Quick bridge").getByRole("button", { name: "Correct" }).tap();
    const correction = dialog(page, "Correct Quick bridge");
    await correction.getByLabel("Hold 3").fill("5");
    await correction.getByRole("button", { name: "Save" }).tap();
    await closed(page);
    await button(page, /^Quick bridge 25 of 30 s held/).waitFor();
    await adds(page, "3", "4", "115 s");
    await press(page, "Undo");
    await button(page, /^Quick bridge 20 of 30 s held/).waitFor();
    await adds(page, "3", "4", "110 s");

    // Deleted, had back, deleted for good.
    for (const hadBack of [true, false]) {
      await press(page, /^Quick bridge 20 of 30 s held/);
      await dialog(page, "Quick bridge").getByRole("button", { name: "Delete" }).tap();
      await closed(page);
      await waitForFocus(page, "Undo");
      await adds(page, "1", "3", "90 s");
      await button(page, "Tuesday 3 March: 0 sessions").waitFor();
      await press(page, hadBack ? "Undo" : "Dismiss");
      await button(page, "Undo").waitFor({ state: "detached" });
      assert.notEqual(await focused(page), "", "the keyboard is not lost");
      if (hadBack) await button(page, /^Quick bridge 20 of 30 s held/).waitFor();
    }

    await reload(page);
    await press(page, "History");
    await adds(page, "1", "3", "90 s");
    assert.match(await said(page), /Today 2 sessions, 60 of 60 s held .* Monday 2 March 1 session, 30 of 30 s held/);
    await press(page, "Today");
    assert.match(await said(page), /Today's breaks 2 taken/);
  });

  story(`a month back is a press away, and a form says what is wrong where it is wrong, on ${size}`, { device }, async (page) => {
    await play(page);
    await press(page, "History");
    await press(page, "Log a session");
    const form = dialog(page, "Log a past session");
    await form.getByLabel("Routine").selectOption({ label: "Quick bridge" });
    await form.getByLabel("Day", { exact: true }).fill("2026-03-05");
    await form.getByLabel("Seconds held").fill("31");
    await form.getByRole("button", { name: "Log it" }).tap();
    await form.getByText("This is still to come. Please choose a time up to now.").waitFor();
    await form.getByText("A whole number, 0 to 30.").waitFor();
    await page.waitForFunction(() => document.activeElement.id === "entry-day");
    await form.getByLabel("Day", { exact: true }).fill("2026-02-20");
    await form.getByLabel("Began at").fill("07:15");
    await form.getByRole("button", { name: "Log it" }).tap();
    await page.waitForFunction(() => document.activeElement.id === "entry-held-0");
    await form.getByLabel("Seconds held").fill("30");
    await form.getByRole("button", { name: "Log it" }).tap();
    await closed(page);
    await adds(page, "1", "1", "30 s");
    await press(page, "February");
    await page.getByRole("grid", { name: "Sessions in February" }).getByRole("button", { name: "Friday 20 February: 1 session" }).waitFor();
    await adds(page, "1", "1", "30 s");
    assert.equal(await button(page, "January").count(), 0, "nothing is older");
    await press(page, "March");
    await button(page, "Monday 2 March: 1 session").waitFor();

    await press(page, "Log a session");
    await form.waitFor();
    await form.getByRole("button", { name: "Cancel" }).tap();
    await closed(page);
    await waitForFocus(page, "Log a session");
  });
}
