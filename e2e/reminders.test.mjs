// Reminders of a page: in front of other tabs where that is allowed, in the page where it is not.
import assert from "node:assert/strict";
import { arrive } from "./browser.mjs";
import { begun, button, heading, oneBrowser, pass, press, said, story } from "./phone.mjs";

oneBrowser();

const dialog = (page, name) => page.getByRole("dialog", { name, exact: true });
const allowed = (phone) => phone.grantPermissions(["notifications"]);

/** The page's service worker, once it answers for the page. */
async function worker(page, phone) {
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(({ active }) => active.state === "activated"));
  return phone.serviceWorkers()[0] ?? phone.waitForEvent("serviceworker");
}

const notifications = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag, actions }) => ({ title, body, tag, actions: actions.map(({ title }) => title) }));
  });

/** What is shown, once it is as much as this. */
async function reminders(page, count) {
  for (let tries = 0; tries < 100; tries++) {
    const shown = await notifications(page);
    if (shown.length === count) return shown;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`there are not ${count} reminders but ${JSON.stringify(await notifications(page))}`);
}

/** Time passes as it does for somebody who sits: a page that slept for an hour would wait before it reminds. */
async function sit(page, minutes) {
  for (let half = 0; half < 2 * minutes; half++) await pass(page, 30);
  }

/** Presses a button of the notification; none: the notification itself. */
const answer = (worker, action = "") =>
  worker.evaluate(async (action) => {
    const [notification] = await registration.getNotifications();
    dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
  }, action);

story("an hour of sitting brings a notification; what is pressed on it is logged", { before: allowed }, async (page, { phone }) => {
  const service = await worker(page, phone);
  await sit(page, 60);
  const [reminder] = await reminders(page, 1);
  assert.match(reminder.title, /Time to get up/);
  assert.match(reminder.body, /60 minutes sitting/);
  assert.equal(await page.getByRole("dialog").count(), 0, "it is told once");
  await answer(service, "later");
  await reminders(page, 0);
  await sit(page, 10);
  await reminders(page, 1);
  await answer(service, "moved");
  await page.getByText("Logged by you").waitFor();
  await reminders(page, 0);
  assert.match(await said(page), /Today's breaks 1 taken/);
});

story("the notification itself leads to the break, its start into the session", { before: allowed }, async (page, { phone }) => {
  const service = await worker(page, phone);
  await sit(page, 60);
  await reminders(page, 1);
  await answer(service);
  await dialog(page, "Time to get up").waitFor();
  await dialog(page, "Time to get up").getByRole("button", { name: "10 min", exact: true }).tap();
  await sit(page, 10);
  await reminders(page, 1);
  await answer(service, "start");
  await page.getByRole("timer").waitFor();
  assert.equal(await heading(page), "Get ready");
});

story("a page that was not asked says so, and opens the break itself until it may notify", {}, async (page, { phone }) => {
  await sit(page, 60);
  await dialog(page, "Time to get up").getByRole("button", { name: "10 min", exact: true }).tap();
  await press(page, "Settings");
  await press(page, /^Reminder check-up/);
  await page.getByText("Not allowed yet. Until then a reminder opens in this tab only.").waitFor();
  await allowed(phone);
  await press(page, "Allow notifications");
  await page.getByText("Shown by this browser, as long as Unsit is open in a tab").waitFor();
  await press(page, "Send a test reminder");
  const [sample] = await reminders(page, 1);
  assert.equal(sample.tag, "unsit-sample");
  assert.equal(await button(page, "Allow notifications").count(), 0);
});

/** The page is looked at again. Playwright shows every page as if it were in front. */
const lookAt = (page) => page.evaluate(() => dispatchEvent(new Event("focus")));

story("of two tabs the one that is used reminds, and the other one takes its place when it is closed", {}, async (first, { phone, site }) => {
  await sit(first, 55);
  const second = await arrive(phone, site.url, null);
  await begun(second);
  await sit(second, 6);
  await dialog(second, "Time to get up").waitFor();
  assert.equal(await first.getByRole("dialog").count(), 0, "it is told once");
  await dialog(second, "Time to get up").getByRole("button", { name: "I already moved", exact: true }).tap();
  await second.getByText("Logged by you").waitFor();
  await lookAt(first);
  await first.getByText("Logged by you").waitFor();
  await press(first, "Settings");
  await sit(first, 50);
  await first.close();
  await sit(second, 12);
  await dialog(second, "Time to get up").waitFor();
  assert.deepEqual(second.complaints, []);
});
