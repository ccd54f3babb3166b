// What a person does with Unsit, on a phone: docs/stories.md says which story is which.
import assert from "node:assert/strict";
import { IPHONE, MONDAY_NINE, PIXEL, button, heading, number, oneBrowser, pass, press, reload, said, story, watch } from "./phone.mjs";

oneBrowser();

const SET = ["Lift", "Hold", "Lower"];

for (const [size, device] of [["a Pixel", PIXEL], ["a phone of an iPhone's size, in the dark", IPHONE]]) {
  story(`one tap leads through the quick bridge and into the log, on ${size}`, { device }, async (page) => {
    await press(page, /Start Quick bridge/);
    assert.deepEqual(await watch(page, 90), ["Get ready", ...SET, "Rest", ...SET, "Rest", ...SET]);
    await page.getByText(/Session logged/).waitFor();
    assert.match(await said(page), /30 seconds really held Of 30 planned/);
    await press(page, "Done");
    assert.match(await said(page), /Today's breaks 1 taken/);
    assert.match(await said(page), /Quick bridge 30 of 30 s held/);
  });

  story(`donkey kicks work both sides, on ${size}`, { device }, async (page) => {
    await press(page, "Routines");
    await page.getByText("Bridge and donkey kicks").first().tap();
    await press(page, /^Start/);
    const seen = await watch(page, 400);
    const kicks = seen.slice(seen.findIndex((word) => word.startsWith("Change")));
    const holds = (side) => kicks.filter((word) => word === `Hold ${side}`).length;
    assert.deepEqual([holds("LEFT"), holds("RIGHT")], [3, 3], kicks.join());
    assert.equal(seen.filter((word) => word === "Hold").length, 3, "the bridges come first and have no side");
    assert.ok(kicks.findLastIndex((word) => word.endsWith("LEFT")) < kicks.indexOf("Hold RIGHT"), "one side after the other");
    await page.getByText(/Session logged/).waitFor();
    for (const side of ["left", "right"]) assert.match(await said(page), new RegExp(`Donkey kick, ${side}`, "i"));
    await press(page, "Done");
    await press(page, "Back");
    await press(page, "History");
    assert.match(await said(page), /Bridge and donkey kicks 90 of 90 s held/);
  });
}

story("a session can be paused, reloaded in mid-hold, and gone on with", {}, async (page) => {
  await press(page, /Start Quick bridge/);
  await pass(page, 15 + 2 + 4);
  assert.deepEqual([await heading(page), await number(page)], ["Hold", 6]);
  await press(page, "Pause");
  await pass(page, 60);
  assert.deepEqual([await heading(page), await number(page)], ["Paused", 6]);
  await press(page, "Go on");
  assert.equal(await heading(page), "Get ready", "there is time to lie down again");
  await pass(page, 3 + 2 + 2);
  assert.deepEqual([await heading(page), await number(page)], ["Hold", 4]);
  await reload(page);
  await page.getByText("Quick bridge: 6 of 30 s held so far.").waitFor();
  await press(page, "Continue");
  const seen = await watch(page, 90);
  assert.deepEqual(seen.slice(-3), SET);
  await page.getByText(/Session logged/).waitFor();
  assert.match(await said(page), /\d+ seconds really held Of 30 planned/);
});

story("sets can be skipped, and a session ended early is logged as that", {}, async (page) => {
  await press(page, /Start Quick bridge/);
  await press(page, "Skip");
  await pass(page, 2 + 10 + 2 + 1);
  assert.equal(await heading(page), "Rest");
  await press(page, "Skip");
  await press(page, "Skip");
  assert.notEqual(await heading(page), "Rest");
  await pass(page, 3);
  await press(page, "End session");
  const question = page.getByRole("dialog", { name: "Stop here?" });
  await question.getByText(/\d+ s held so far will be saved/).waitFor();
  await question.getByRole("button", { name: "Stop" }).tap();
  await page.getByText(/Session logged/).waitFor();
  await press(page, "Done");
  await press(page, "History");
  assert.match(await said(page), /Quick bridge 1\d of 30 s held, ended early/);
});

story("the history adds up, over days", {}, async (page) => {
  const play = async () => {
    await press(page, /Start Quick bridge/);
    await watch(page, 90);
    await page.getByText(/Session logged/).waitFor();
    await press(page, "Done");
  };
  await play();
  await pass(page, 3000);
  await play();
  assert.match(await said(page), /Today's breaks 2 taken/);
  await page.clock.pauseAt(MONDAY_NINE + 24 * 3_600_000);
  await reload(page);
  await page.getByText("Tuesday 3 March", { exact: true }).waitFor();
  assert.match(await said(page), /Today's breaks none yet/);
  await play();
  await press(page, "History");
  assert.match(await said(page), /Today.*30 s held.*Yesterday.*(1 min|60 s).* held/);
  await press(page, "Today");
  assert.match(await said(page), /2 active days in a row/);
});

story("language and look follow the person at once, and the next first picture has them", { serviceWorkers: "block", expected: /blocked by Playwright|failed: .*wasm/ }, async (page, { phone }) => {
  const root = page.locator("html");
  await press(page, "Settings");
  await press(page, "Deutsch");
  await page.getByText("Sprache").first().waitFor();
  await press(page, "Dunkel");
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  assert.equal(await root.getAttribute("lang"), "de");
  await page.waitForFunction(() => localStorage.getItem("unsit.look") === "de dark");
  await phone.route(/\.wasm$/, () => {});
  await page.reload({ waitUntil: "commit" });
  await page.locator(".prelude").getByText("Heute").first().waitFor();
  assert.equal(await page.locator(".prelude").count(), 1);
  assert.equal(await root.getAttribute("lang"), "de");
  assert.equal(await page.locator(".prelude").evaluate((first) => getComputedStyle(first).colorScheme), "dark");
});

story("a person whose browser speaks German begins in German", { locale: "de-AT" }, async (page) => {
  await page.getByText("Montag, 2. März").or(page.getByText("Montag 2. März")).first().waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
});

story("the keyboard does everything", { device: { viewport: { width: 1100, height: 720 } } }, async (page) => {
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body ? "" : (at.getAttribute("aria-label") ?? at.innerText).replaceAll(/\s+/g, " ");
    });
  const to = async (name) => {
    for (let tabs = 0; tabs < 30 && !name.test(await focused()); tabs += 1) await page.keyboard.press("Tab");
    assert.match(await focused(), name);
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outline, "none", `the focus on ${name} is seen`);
  };
  await to(/Start Quick bridge/);
  await page.keyboard.press("Enter");
  await pass(page, 1);
  assert.equal(await heading(page), "Get ready");
  await page.keyboard.press("ArrowRight");
  await pass(page, 3);
  assert.equal(await heading(page), "Hold");
  await page.keyboard.press("Space");
  await pass(page, 1);
  assert.equal(await heading(page), "Paused");
  await page.keyboard.press("Space");
  await pass(page, 1);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor();
  assert.equal(await focused(), "Go on");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.matches("main.guide"));
  await page.keyboard.press("Escape");
  await to(/^Stop$/);
  await page.keyboard.press("Enter");
  await page.getByText(/Session logged/).waitFor();
  await to(/^Done$/);
  await page.keyboard.press("Enter");
  await to(/^History$/);
  await page.keyboard.press("Enter");
  await page.getByText(/ended early/).waitFor();
});

story("with less motion nothing moves by itself", { reducedMotion: "reduce" }, async (page) => {
  await press(page, /Start Quick bridge/);
  await pass(page, 16);
  assert.equal(await heading(page), "Lift");
  const moving = () => document.getAnimations().filter((animation) => animation.effect.getComputedTiming().activeDuration > 20).length;
  assert.equal(await page.evaluate(moving), 0);
  const figure = () => page.locator(".g-fig svg").first().innerHTML();
  const before = await figure();
  await pass(page, 0.5);
  assert.equal(await figure(), before, "the figure shows the end of a movement only");
});

story("the figure moves for those who do not mind", {}, async (page) => {
  await press(page, /Start Quick bridge/);
  await pass(page, 15.5);
  const figure = () => page.locator(".g-fig svg").first().innerHTML();
  const before = await figure();
  await pass(page, 0.5);
  assert.notEqual(await figure(), before);
});


story("the buttons of a headset pause a session and go on, and are nobody's without one", {}, async (page) => {
  await page.addInitScript(() => {
    const buttons = (globalThis.buttons = {});
    navigator.mediaSession.setActionHandler = (button, press) => (buttons[button] = press);
  });
  await reload(page);
  const state = () => page.evaluate(() => navigator.mediaSession.playbackState);
  const hand = (button) => page.evaluate((button) => globalThis.buttons[button](), button);
  assert.equal(await state(), "none");
  await press(page, /^Start Quick bridge/);
  await page.waitForFunction(() => navigator.mediaSession.playbackState === "playing");
  await hand("pause");
  await page.getByText("Rest as long as you like").first().waitFor();
  assert.equal(await state(), "paused");
  await hand("play");
  await page.waitForFunction(() => navigator.mediaSession.playbackState === "playing");
  await watch(page, 90);
  await page.waitForFunction(() => Object.values(globalThis.buttons).every((press) => press === null));
  assert.equal(await state(), "none");
});
