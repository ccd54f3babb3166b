// Serves a folder as a careful host would: compressed beforehand, cached by name, under the strictest policy.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** Serves `folder` on a free port of this machine and says where. */
export async function serve(folder) {
  const policy = `${pagePolicy(folder)}; frame-ancestors 'none'`;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    let file = join(folder, path);
    // Every other address is the page itself.
    if (!existsSync(file) || statSync(file).isDirectory()) file = join(folder, extname(path) ? path : "index.html");
    if (!existsSync(file)) return response.writeHead(404).end();
    const headers = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": policy,
      "cross-origin-opener-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": /-[0-9a-f]{10}\.\w+$/.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
      vary: "accept-encoding",
    };
    const accepted = request.headers["accept-encoding"] ?? "";
    for (const [encoding, suffix] of [["br", ".br"], ["gzip", ".gz"]]) {
      if (accepted.includes(encoding) && existsSync(file + suffix)) {
        headers["content-encoding"] = encoding;
        file += suffix;
        break;
      }
    }
    response.writeHead(200, headers).end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => stop(server) };
}

/** A browser keeps its connections for the next request; nobody waits for that. */
function stop(server) {
  return new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
}

/** The policy that the page itself names. */
function pagePolicy(folder) {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "default-src 'none'";
}
