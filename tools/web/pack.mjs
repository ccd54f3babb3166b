// Makes the folder that a server serves: `node pack.mjs PARTS OUT [--dev]`.
// PARTS holds what the compiler, wasm-bindgen and the style sheet's example wrote; names in OUT carry a hash of the content.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "../../assets/web");
const [parts, out, mode] = process.argv.slice(2);
const dev = mode === "--dev";

/** What a page of Unsit may do. The served header adds what a page cannot say of itself; see e2e/server.mjs. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

// wasm-bindgen says which features the program uses; wasm-opt must be told the same.
const FEATURES = ["bulk-memory", "sign-ext", "nontrapping-float-to-int", "mutable-globals", "reference-types", "multivalue", "extended-const"];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const names = {
  policy: POLICY,
  timekeeper: put("timekeeper.js", await script(join(web, "timekeeper.js"))),
  icon: put("icon.svg", readFileSync(join(web, "icon.svg"))),
  style: put("unsit.css", await sheet()),
  program: put("unsit.wasm", program()),
  script: put("unsit.js", await script(join(web, "boot.js"))),
};
const page = readFileSync(join(web, "index.html"), "utf8").replace(/\{\{(\w+)\}\}/g, (_, name) => names[name]);
write("index.html", Buffer.from(page));

function program() {
  const bound = join(parts, "unsit_bg.wasm");
  if (dev) return readFileSync(bound);
  const small = join(parts, "unsit_small.wasm");
  const run = spawnSync(join(here, "node_modules/.bin/wasm-opt"), ["-Oz", ...FEATURES.map((name) => `--enable-${name}`), bound, "-o", small], {
    stdio: "inherit",
  });
  if (run.status !== 0) throw new Error("wasm-opt failed");
  return readFileSync(small);
}

async function script(entry) {
  const alias = { unsit: join(parts, "unsit.js") };
  const bundle = await build({ entryPoints: [entry], alias, bundle: true, format: "esm", target: "es2022", minify: !dev, write: false, logLevel: "warning" });
  return bundle.outputFiles[0].contents;
}

async function sheet() {
  const bundle = await build({ entryPoints: [join(parts, "unsit.css")], minify: !dev, write: false, logLevel: "warning" });
  return bundle.outputFiles[0].contents;
}

/** Writes a file under a name that changes with its content, so that a browser may keep it for good. */
function put(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const [, stem, extension] = /^(.*)\.(\w+)$/.exec(name);
  return write(`${stem}-${hash}.${extension}`, content);
}

/** Writes a file and its compressed forms, and tells their sizes. */
function write(name, content) {
  const quality = dev ? 4 : constants.BROTLI_MAX_QUALITY;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const [brotli, gzip] = [brotliCompressSync(content, { params }), gzipSync(content, { level: 9 })];
  writeFileSync(join(out, name), content);
  writeFileSync(join(out, `${name}.br`), brotli);
  writeFileSync(join(out, `${name}.gz`), gzip);
  const cells = [content.length, gzip.length, brotli.length].map((size) => String(size).padStart(9)).join("");
  console.log(`${name.padEnd(28)}${cells}`);
  return name;
}
