// Starts the program that the page names. Bundled with what wasm-bindgen writes.
import start from "unsit";

start({ module_or_path: document.getElementById("program").href });
