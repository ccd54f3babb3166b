// Starts the program that the page names. Bundled with what wasm-bindgen writes.
import start from "unsit";

// The first picture comes first: the program is a hundred times its size, and would take the network away from it.
const drawn = new Promise((done) => {
  if (document.hidden) return done(); // nobody draws a page that nobody sees
  new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  setTimeout(done, 1000);
});
drawn.then(() => start({ module_or_path: document.querySelector("meta[name=program]").content }));
