// Learn: every page opens, says where it has its statements from, and leads back to where it was opened.
import assert from "node:assert/strict";
import { IPHONE, PIXEL, oneBrowser, press, story } from "./phone.mjs";

oneBrowser();

const title = (page) => page.getByRole("heading", { level: 1 }).innerText();
const titled = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const nameOf = (row) => row.evaluate((row) => (row.getAttribute("aria-label") ?? row.innerText).replaceAll(/\s+/g, " ").trim());
/** The focus is on the element of this name, and the element in sight. */
const isBackAt = (page, name) =>
  page.waitForFunction((name) => {
    const at = document.activeElement;
    const { top, bottom } = at.getBoundingClientRect();
    return (at.getAttribute("aria-label") ?? at.innerText).replaceAll(/\s+/g, " ").trim() === name && top >= 0 && bottom <= innerHeight;
  }, name);

for (const [size, device] of [["a Pixel", PIXEL], ["a phone of an iPhone's size, in the dark", IPHONE]]) {
  story(`every page of Learn opens and leads back, on ${size}`, { device }, async (page) => {
    await press(page, "Learn");
    await titled(page, "Learn");
    const rows = page.getByRole("main").getByRole("button");
    const pages = await rows.count();
    assert.equal(pages, 7 + 1 + 7 + 2, "muscles, the clinician, topics, the evidence, sources");
    const titles = new Set();
    for (let at = 0; at < pages; at += 1) {
      const name = await nameOf(rows.nth(at));
      await rows.nth(at).tap();
      await page.getByRole("main").getByRole("button", { name: "Back", exact: true }).waitFor();
      await page.waitForFunction(() => document.activeElement.matches("h1"));
      titles.add(await title(page));
      assert.ok((await page.locator(".src > li").count()) > 0, `${name} has sources`);
      await press(page, "Back");
      await titled(page, "Learn");
      await isBackAt(page, name);
    }
    assert.equal(titles.size, pages, [...titles].join());
  });

  story(`a muscle leads to its exercises, and they to a routine and back, on ${size}`, { device }, async (page) => {
    await press(page, "Learn");
    await press(page, /^Often tight Hip flexors/);
    await titled(page, "Hip flexors (iliopsoas)");
    const exercise = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Half-kneeling hip-flexor stretch" }) });
    const first = exercise.getByRole("listitem").first();
    assert.ok(await first.isHidden());
    await exercise.getByText("How to do it").tap();
    await first.waitFor();
    await press(page, "In: Quick bridge");
    await titled(page, "Quick bridge");
    await press(page, "Back");
    await titled(page, "Hip flexors (iliopsoas)");
    await isBackAt(page, "In: Quick bridge");
    await press(page, "Back");
    await isBackAt(page, "Often tight Hip flexors (iliopsoas) Its opposite Gluteus maximus, Hamstrings");
  });
}

story("sources are named and open elsewhere only when they are pressed", {}, async (page, { phone }) => {
  await press(page, "Learn");
  await press(page, /^Sources/);
  const links = page.getByRole("link");
  assert.ok((await links.count()) > 20);
  for (const link of await links.all()) {
    assert.match(await link.getAttribute("href"), /^https:\/\//);
    assert.deepEqual([await link.getAttribute("target"), await link.getAttribute("rel")], ["_blank", "noopener noreferrer"]);
  }
  // Whatever it is, it is not asked for: the story ends at the door.
  const asked = [];
  await phone.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  const opened = phone.waitForEvent("page");
  const to = await links.first().getAttribute("href");
  await links.first().tap();
  await opened;
  await page.waitForTimeout(0);
  assert.ok(asked.every((url) => new URL(url).origin === new URL(to).origin), asked.join());
  await page.getByRole("heading", { level: 1, name: "Sources" }).waitFor();
});

story("the way back to the list, to the settings and to a routine finds the focus, too", {}, async (page) => {
  await press(page, "Routines");
  await press(page, /^Release and strengthen, /);
  await press(page, "Back");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-label")?.startsWith("Release and strengthen"));
  await press(page, "Today");
  await press(page, "Settings");
  await press(page, /^Safety check/);
  await press(page, "Yes: Osteoporosis, or a bone that broke from a small fall?");
  await press(page, "Back");
  await titled(page, "Settings");
  await page.waitForFunction(() => document.activeElement.innerText.startsWith("Safety check"));
  await press(page, "Back");
  await titled(page, "Today");
  await isBackAt(page, "Settings");
  await press(page, "Routines");
  await press(page, /^Release and strengthen, /);
  await press(page, "Change my answers");
  await titled(page, "Safety check");
  await press(page, "Back");
  await titled(page, "Release and strengthen");
  await isBackAt(page, "Change my answers");
});
