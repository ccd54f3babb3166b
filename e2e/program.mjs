// Which browser, and how it is started.
import { existsSync } from "node:fs";

export const PROGRAM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
// Nothing but the page speaks to anybody.
export const FLAGS = ["--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--lang=en-GB", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
