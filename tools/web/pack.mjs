// Makes the folder that a server serves: `node pack.mjs PARTS OUT [--dev | --ready-std]`.
// PARTS holds what the compiler, wasm-bindgen and the example `page` wrote; names in OUT carry a hash of the content.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "../../assets/web");
const icons = join(here, "../../assets/icons");
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

// Functions that look alike have names that do, and stand together for Brotli; afterwards nobody needs the names.
const SMALLER = ["--flatten", "--rereloop", "-Oz", "-Oz", "--debuginfo"];
const ORDERED = ["--reorder-functions-by-name", "--strip-debug", "--strip-producers"];

// What a page loads before it can be used, compressed with Brotli. docs/performance.md says what is counted, and why.
const LIMIT = 500_000;

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

// English first: it is what a person gets whose languages Unsit does not speak.
const languages = readdirSync(parts).map((file) => /^first-(\w+)\.html$/.exec(file)?.[1]).filter(Boolean).sort((a, b) => (b === "en") - (a === "en") || a.localeCompare(b));
const written = [];
const sizes = new Map();
const icon = (name) => put(name, readFileSync(join(icons, name)));

// What the program fetches when its first picture stands: under the name that the splitter gave it, its name here.
const later = new Map(readdirSync(parts).filter((file) => /^(split|chunk)_\w+\.wasm$/.test(file)).map((file) => [file, put(file.replace(/^split_/, ""), small(file))]));

/** The splitter's script asks for the parts under their first names. */
const renamed = {
  name: "renamed",
  setup: ({ onLoad }) =>
    onLoad({ filter: /__wasm_split\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/"\.\/(\w+\.wasm)"/g, (_, file) => JSON.stringify(`./${later.get(file)}`)),
    })),
};

const names = {
  policy: POLICY,
  pictures: languages.map((language) => readFileSync(join(parts, `first-${language}.html`), "utf8")).join("\n"),
  first: put("first.js", await script(join(web, "first.js"), "iife", { LANGUAGES: JSON.stringify(languages) })),
  timekeeper: put("timekeeper.js", await script(join(web, "timekeeper.js"))),
  // A program in one piece has all screens from the beginning.
  style: put("unsit.css", await sheet(join(parts, "unsit.css"), ...(dev ? [join(parts, "later.css")] : []), join(web, "page.css"))),
  rules: put("later.css", await sheet(join(parts, "later.css"))),
  program: put("unsit.wasm", small("unsit_bg.wasm")),
  script: put("unsit.js", await script(join(web, "boot.js"))),
  icon: icon("unsit.svg"),
  icon192: icon("unsit-192.png"),
  icon512: icon("unsit-512.png"),
  maskable192: icon("unsit-maskable-192.png"),
  maskable512: icon("unsit-maskable-512.png"),
  touch: icon("unsit-touch-180.png"),
  offline: "offline.js",
};
names.manifest = put("manifest.webmanifest", Buffer.from(filled(join(web, "manifest.webmanifest"))));
write("index.html", Buffer.from(filled(join(web, "index.html"))));

// The worker's name stays the same: by it the browser finds the next one. What it keeps makes its content differ.
const worker = { VERSION: JSON.stringify(hash(written.join(), readFileSync(join(out, "index.html")))), FILES: JSON.stringify(["./", ...written.slice(0, -1)]), PAGE: '"./"' };
write("offline.js", await script(join(web, "offline.js"), "iife", worker));

const first = ["index.html", names.first, names.style, names.script, names.program].map((name) => [name, sizes.get(name)]);
const sum = first.reduce((all, [, size]) => all + size, 0);
console.log(`First load ${sum} bytes of at most ${LIMIT}: ${first.map(([name, size]) => `${name} ${size}`).join(", ")}`);
if (!dev && sum > LIMIT) {
  console.error(`The first load is ${sum - LIMIT} bytes larger than it may be. docs/performance.md says what can be done.`);
  // A std that was compiled before is fast rather than small, and has the words of its panics.
  if (mode !== "--ready-std") process.exitCode = 1;
}

function filled(file) {
  return readFileSync(file, "utf8").replace(/\{\{(\w+)\}\}/g, (_, name) => names[name]);
}

function small(part) {
  const bound = join(parts, part);
  if (dev) return readFileSync(bound);
  const smaller = join(parts, `small-${part}`);
  for (const [from, to, passes] of [[bound, smaller, SMALLER], [smaller, smaller, ORDERED]]) {
    const run = spawnSync(join(here, "node_modules/.bin/wasm-opt"), [...passes, ...FEATURES.map((name) => `--enable-${name}`), from, "-o", to], { stdio: "inherit" });
    if (run.status !== 0) throw new Error("wasm-opt failed");
  }
  return readFileSync(smaller);
}

async function script(entry, format = "esm", define = {}) {
  const alias = { unsit: join(parts, "unsit.js") };
  const bundle = await build({ entryPoints: [entry], alias, define, plugins: [renamed], bundle: true, format, target: "es2022", minify: !dev, write: false, logLevel: "warning" });
  return bundle.outputFiles[0].contents;
}

async function sheet(...files) {
  const contents = files.map((file) => readFileSync(file, "utf8")).join("");
  const bundle = await build({ stdin: { contents, loader: "css" }, minify: !dev, write: false, logLevel: "warning" });
  return bundle.outputFiles[0].contents;
}

/** Writes a file under a name that changes with its content, so that a browser may keep it for good. */
function put(name, content) {
  const [, stem, extension] = /^(.*)\.(\w+)$/.exec(name);
  return write(`${stem}-${hash(content)}.${extension}`, content);
}

function hash(...contents) {
  const sum = createHash("sha256");
  for (const content of contents) sum.update(content);
  return sum.digest("hex").slice(0, 10);
}

/** Writes a file and its compressed forms, and tells their sizes. */
function write(name, content) {
  const quality = dev ? 4 : constants.BROTLI_MAX_QUALITY;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const [brotli, gzip] = [brotliCompressSync(content, { params }), gzipSync(content, { level: 9 })];
  written.push(name);
  writeFileSync(join(out, name), content);
  writeFileSync(join(out, `${name}.br`), brotli);
  writeFileSync(join(out, `${name}.gz`), gzip);
  sizes.set(name, brotli.length);
  const cells = [content.length, gzip.length, brotli.length].map((size) => String(size).padStart(9)).join("");
  console.log(`${name.padEnd(28)}${cells}`);
  return name;
}
