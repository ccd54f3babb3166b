// What a person would see at once and a test otherwise never: runs in the page, and says in words what is wrong.

/**
 * @param {number} undivided letters that a word has at most if it may never be divided
 * @returns {string[]}
 */
export function inspect(undivided) {
  const LEAST = 48;
  const wrong = [];
  const width = document.documentElement.clientWidth;
  const root = document.querySelector(".app");

  const words = (text) => JSON.stringify(text.trim().replace(/\s+/g, " ").slice(0, 40));
  const which = (element) => `<${element.tagName.toLowerCase()}${element.getAttribute("class") ? ` class="${element.getAttribute("class")}"` : ""}>`;
  const ancestors = (element) => {
    const all = [];
    for (let at = element; at && at !== root; at = at.parentElement) all.push(at);
    return all;
  };
  const style = new Map();
  const of = (element) => style.get(element) ?? style.set(element, getComputedStyle(element)).get(element);
  // For screen readers only, or not there at all.
  const unseen = (element) => !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || ancestors(element).some((at) => at.classList.contains("sr") || at.inert);
  // What lies over something else may hide it.
  const layer = (element) => ancestors(element).find((at) => ["fixed", "sticky"].includes(of(at).position) || at.getAttribute("role") === "dialog") ?? root;
  const clips = (axis) => (at) => !["visible", ""].includes(of(at)[`overflow${axis}`]);
  const scrolls = (axis) => (at) => ["auto", "scroll"].includes(of(at)[`overflow${axis}`]);

  if (document.documentElement.scrollWidth > width + 1) wrong.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}`);

  // Each line of each text with the place of its letters: a line's box is a little taller than they are.
  const lines = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || ["STYLE", "OPTION"].includes(element.tagName) || unseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(of(element).fontSize);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const middle = (box.top + box.bottom) / 2;
      const place = { left: box.left, right: box.right, top: middle - size * 0.36, bottom: middle + size * 0.36 };
      lines.push({ text: node.data, element, place });
    }
    // A word that no language has to divide stands in two lines.
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}]+/gu)) {
      if (word.length > undivided) continue;
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set([...range.getClientRects()].filter((box) => box.width >= 1).map((box) => Math.round(box.top)));
      // The name of a file or of a setting may be divided anywhere.
      if (tops.size > 1 && !/[/\\_]\S*$/.test(node.data.slice(0, index))) wrong.push(`${words(word)} is divided in ${words(node.data)}`);
    }
  }

  for (const { text, element, place } of lines) {
    if (place.left < -1 || place.right > width + 1) wrong.push(`${words(text)} leaves the window: from ${Math.round(place.left)} to ${Math.round(place.right)}`);
    const parents = ancestors(element);
    const across = parents.find(clips("X"));
    if (across && !scrolls("X")(across)) {
      const box = across.getBoundingClientRect();
      if (place.left < box.left - 1 || place.right > box.right + 1) wrong.push(`${words(text)} is cut by ${which(across)}: ${Math.round(place.left)}-${Math.round(place.right)} in ${Math.round(box.left)}-${Math.round(box.right)}`);
    }
    const down = parents.find(clips("Y"));
    if (down && !scrolls("Y")(down)) {
      const box = down.getBoundingClientRect();
      if (place.top < box.top - 1 || place.bottom > box.bottom + 1) wrong.push(`${words(text)} is cut by ${which(down)}: ${Math.round(place.top)}-${Math.round(place.bottom)} in ${Math.round(box.top)}-${Math.round(box.bottom)}`);
    }
    // A word that sticks out of the button or card it belongs to.
    const frame = parents.find((at) => at.matches("button, .card, .tag, .note"));
    if (frame && !parents.slice(0, parents.indexOf(frame)).some((at) => of(at).position === "absolute")) {
      const box = frame.getBoundingClientRect();
      if (place.left < box.left - 1 || place.right > box.right + 1 || place.top < box.top - 1 || place.bottom > box.bottom + 1) wrong.push(`${words(text)} sticks out of ${which(frame)}`);
    }
  }

  const meet = (a, b, least) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > least && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > least;
  lines.sort((a, b) => a.place.top - b.place.top);
  for (const [at, one] of lines.entries()) {
    for (let next = at + 1; next < lines.length && lines[next].place.top < one.place.bottom; next += 1) {
      const other = lines[next];
      if (one.element !== other.element && meet(one.place, other.place, 2) && layer(one.element) === layer(other.element)) wrong.push(`${words(one.text)} lies over ${words(other.text)}`);
    }
  }

  const controls = [...root.querySelectorAll("button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button]")].filter((control) => !unseen(control) && control.getClientRects().length);
  const targets = controls.map((control) => {
    const label = control.closest("label") ?? (control.id ? root.querySelector(`label[for="${control.id}"]`) : null);
    const choice = ["checkbox", "radio"].includes(control.type);
    // A press on its label is a press on it; a press may reach further than what is seen.
    const boxes = [control, ...(choice && label ? [label] : [])].map((element) => element.getBoundingClientRect());
    const reach = getComputedStyle(control, "::after");
    const stretched = reach.content !== "none" && reach.position === "absolute" && of(control).position === "static";
    return {
      control,
      width: Math.max(...boxes.map((box) => box.width)),
      height: Math.max(...boxes.map((box) => box.height)),
      stretched,
      box: boxes[0],
    };
  });
  for (const target of targets) {
    const { control, stretched } = target;
    const name = `${which(control)} ${words(control.getAttribute("aria-label") ?? control.textContent)}`;
    // Seven days stand in a row, however narrow the window is.
    const least = control.closest("table, .month, .days") ? Math.min(LEAST, Math.floor((width - 82) / 7)) : LEAST;
    if (!stretched && (target.width < least - 0.5 || target.height < LEAST - 0.5)) wrong.push(`${name} is ${Math.round(target.width)} x ${Math.round(target.height)} px`);
    if (target.box.left < -1 || target.box.right > width + 1) wrong.push(`${name} leaves the window`);
  }
  for (const [at, one] of targets.entries()) {
    for (const other of targets.slice(at + 1)) {
      const apart = one.stretched || other.stretched || one.control.contains(other.control) || other.control.contains(one.control);
      if (!apart && meet(one.box, other.box, 2) && layer(one.control) === layer(other.control)) wrong.push(`${which(one.control)} ${words(one.control.textContent)} and ${which(other.control)} ${words(other.control.textContent)} lie over each other`);
    }
  }
  return [...new Set(wrong)];
}
