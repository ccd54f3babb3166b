// Until the program runs, the page shows a first picture: in the language and the look that this person chose, or asks the
// browser for. A new person sees the welcome; one who was here before sees Today without anything that depends on what was done.
// A press on it is kept for the program.
const kept = () => {
  try {
    return localStorage.getItem("unsit.look");
  } catch {
    return null; // a browser that keeps nothing
  }
};
const [chosen = "any", look = "system"] = kept()?.split(" ") ?? [];
const wanted = [chosen, ...navigator.languages].map((tag) => tag.split(/[-_]/)[0].toLowerCase());
const language = wanted.find((tag) => LANGUAGES.includes(tag)) ?? LANGUAGES[0];
const isNew = kept() === null;
document.documentElement.lang = language;
document.documentElement.dataset.theme = look;

const name = (button) => button.getAttribute("aria-label") ?? button.textContent;
let pressed;
addEventListener("click", ({ target }) => {
  const button = target.closest?.(".prelude button");
  if (!button) return;
  document.querySelector(".prelude .waiting")?.classList.remove("waiting");
  button.classList.add("waiting");
  pressed = name(button);
});

// Called before anything is drawn of what was added.
new MutationObserver((_, observer) => {
  const pictures = [...document.querySelectorAll(".prelude")];
  for (const picture of pictures) {
    picture.dataset.theme = look;
    if (picture.lang !== language || picture.classList.contains("new") !== isNew) picture.remove();
  }
  const program = document.getElementById("main");
  if (!program?.hasChildNodes()) return;
  observer.disconnect();
  const focused = document.activeElement?.closest(".prelude button");
  const same = (wanted) => [...program.querySelectorAll("button")].find((button) => name(button) === wanted);
  if (focused) same(name(focused))?.focus();
  for (const picture of pictures) picture.remove();
  same(pressed)?.click();
}).observe(document, { childList: true, subtree: true });
