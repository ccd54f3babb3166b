// In which windows, looks and tongues each screen is taken.

const PHONE = { width: 390, height: 844 };
const SMALL = { width: 360, height: 640 };
const LYING = { width: 844, height: 390 };
const WIDE = { width: 1100, height: 720 };

/** `whole`: the picture shows the page to its end, with what else sticks to the window's edge at its place in the page. */
export const VARIANTS = [
  { name: "phone-light", size: PHONE, whole: true },
  { name: "phone-dark", size: PHONE, dark: true, whole: true },
  { name: "small-light", size: SMALL },
  { name: "small-dark", size: SMALL, dark: true },
  { name: "lying-light", size: LYING },
  { name: "lying-dark", size: LYING, dark: true },
  { name: "wide-light", size: WIDE, whole: true },
  { name: "wide-dark", size: WIDE, dark: true, whole: true },
  { name: "large-text", size: PHONE, text: 2, whole: true },
  { name: "forced-colours", size: PHONE, forced: true, whole: true },
  { name: "forced-colours-dark", size: PHONE, forced: true, dark: true, whole: true },
  { name: "german", size: PHONE, tongue: "de", whole: true },
  { name: "german-small", size: SMALL, tongue: "de" },
  { name: "german-lying", size: LYING, tongue: "de" },
  { name: "german-wide", size: WIDE, tongue: "de", whole: true },
  { name: "german-large-text", size: PHONE, tongue: "de", text: 2, whole: true },
  { name: "long", size: PHONE, tongue: "long", whole: true },
  { name: "right-to-left", size: PHONE, tongue: "rtl", whole: true },
  { name: "right-to-left-lying", size: LYING, tongue: "rtl" },
  { name: "right-to-left-wide", size: WIDE, tongue: "rtl", whole: true },
];

/** What no picture is taken of: the narrowest and the widest windows, in the tongues that need the most room. */
export const CHECKED = [
  { name: "en 320", size: { width: 320, height: 640 }, tongue: "en" },
  { name: "en 390, text of twice the size", size: PHONE, text: 2, tongue: "en" },
  { name: "en 1440", size: { width: 1440, height: 900 }, tongue: "en" },
  { name: "de 320", size: { width: 320, height: 640 }, tongue: "de" },
  { name: "de 360", size: SMALL, tongue: "de" },
  { name: "de 390, text of twice the size", size: PHONE, text: 2, tongue: "de" },
  { name: "de 844", size: LYING, tongue: "de" },
  { name: "de 1100", size: WIDE, tongue: "de" },
  // No language is longer on the narrowest phone, too.
  { name: "long 390", size: PHONE, tongue: "long" },
  { name: "rtl 390", size: PHONE, tongue: "rtl" },
  { name: "rtl 1100", size: WIDE, tongue: "rtl" },
];
