// Keeps time for a page. A browser slows the page's own timers down when its tab is hidden, those of a worker less.
// A message [number, milliseconds] takes the place of the one before; the number comes back when the time is over.
let timer;
onmessage = ({ data: [number, milliseconds] }) => {
  clearTimeout(timer);
  timer = setTimeout(() => postMessage(number), milliseconds);
};
