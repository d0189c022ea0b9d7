// Bundles what the pages load under hashed names, and beside it
//   manifest.json  name → hashed file, from which the templates' asset() takes them, and under "release" the version
//                  of the product with a digest of all of them
//   sw.js          the service worker, which knows all these files and the release
//   *.br, *.gz     each file compressed once, as the server hands it out
//
// Of Bootstrap's style sheet only the rules are taken whose names stand in a template, a Python file or a script; the
// sheet of an inspector's pages is the same once more with only what these pages name.
//
//   node build.mjs OUTPUT_FOLDER
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const WEB = "../web";
const ENTRIES = {
  common: "src/common.ts",
  office: "src/office.ts",
  scheme: "src/scheme.ts",
  style: "src/style.css",
  visit: "src/visit.css",
};
// They stand on the same modules, which are one file for all.
const TABLET_ENTRIES = {
  tablet: "src/tablet.ts",
  today: "src/today.ts",
  inspector: "src/inspector.ts",
};
// What the shell holds beside the bundle; the offline page is the server's.
const ICONS = ["icon.svg"];
const OFFLINE_PAGE = `${WEB}/templates/offline.html`;
const [, VERSION] = /^version = "(.+)"$/m.exec(readFileSync("../../pyproject.toml", "utf8"));
const NAMES_IN = [`${WEB}/**/*.html`, `${WEB}/**/*.py`, "src/**/*.ts"];
const NAMES_ON_VISITS = [
  `${WEB}/inspector/**/*`,
  `${WEB}/fields/*.py`,
  `${WEB}/templates/{base,offline,_editions,_fields,_macros,_photograph}.html`,
  `${WEB}/*.py`,
  "src/{*,checklist/*,leaving/*,offline/*,photographs/*,signatures/*}.ts",
];
// Tags and attributes, and what stands in quotes: a variable called "step" is no class.
const QUOTED = /"[^"\n]*"|'[^'\n]*'|`[^`]*`/g;
const MARKUP = /<[a-z][\w-]*|[\w-]+(?==)/g;
// Put together in templates from a tone: text-bg-{{ state_tone(state) }}.
const TONED = /^(alert|bg|border|btn|btn-outline|text|text-bg)-(primary|secondary|success|danger|warning|info|light)$/;
const TONED_ON_VISITS = /^(alert|text-bg)-(primary|success|secondary|danger|warning|info|light)$|^grade-[a-z]+$|^[a-z]+-cell$/;
const OPTIONS = {
  bundle: true,
  minify: true,
  target: ["es2022", "safari16"],
  charset: "utf8",
  legalComments: "inline",
  loader: { ".svg": "dataurl" },
  write: false,
};

const ONLY_WHAT_IS_USED = {
  name: "only what is used",
  setup(bundling) {
    bundling.onLoad({ filter: /bootstrap.*\.css$/ }, usedRules);
    bundling.onLoad({ filter: /visit\.css$/ }, usedOnVisits);
  },
};

const output = process.argv[2];
if (!output) throw new Error("usage: node build.mjs OUTPUT_FOLDER");

const pages = await bundlePages();
const parts = [...[...pages.files].flat(), ...ICONS.map(icon), readFileSync(OFFLINE_PAGE)];
const release = `${VERSION}+${digest(parts)}`;
// Pages that are not of a visit are not kept, nor what they alone load.
const left = new Set(["style.css", "common.js", "office.js", "tablet.js"].map((name) => pages.names[name]));
const kept = [...pages.files.keys()].filter((name) => !left.has(name));
const worker = await bundleWorker(release, kept);

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
for (const [name, content] of pages.files) write(name, content);
write("sw.js", worker);
write("manifest.json", JSON.stringify({ ...pages.names, release }, null, 2) + "\n");

/** The files by name, and under which name templates ask for which file. */
async function bundlePages() {
  const shrinker = await bundleShrinker();
  const define = { SHRINK_WORKER: JSON.stringify(`/static/dist/${basename(shrinker.path)}`) };
  const bundles = [await bundle(ENTRIES), await bundleShared(TABLET_ENTRIES, { splitting: true, define })];
  const built = [...bundles.flatMap(({ outputFiles }) => outputFiles), shrinker];
  const files = new Map(built.map((file) => [basename(file.path), file.contents]));
  const names = bundles.flatMap(({ metafile }) => Object.keys(metafile.outputs)).map((path) => basename(path));
  return { files, names: Object.fromEntries(names.map((name) => [name.replace(/-[A-Z0-9]{8}\./, "."), name])) };
}

/**
 * Left alone, the bundler makes a file of every set of scripts that share modules: a dozen small ones. Here every script
 * loads all that any two share, which makes it one.
 */
async function bundleShared(entryPoints, options) {
  const { metafile } = await bundle(entryPoints, options);
  const outputs = Object.values(metafile.outputs);
  const shared = outputs.filter(({ entryPoint }) => !entryPoint).flatMap(({ inputs }) => Object.keys(inputs));
  const scripts = outputs.flatMap(({ entryPoint }) => (entryPoint ? [resolve(entryPoint)] : []));
  const imports = shared.map((path) => `import ${JSON.stringify(resolve(path))};`).join("");
  const sharing = {
    name: "all that is shared",
    setup(bundling) {
      bundling.onLoad({ filter: /\.ts$/ }, ({ path }) =>
        scripts.includes(path) ? { contents: imports + readFileSync(path, "utf8"), loader: "ts" } : null,
      );
    },
  };
  return bundle(entryPoints, { ...options, plugins: [sharing] });
}

function bundle(entryPoints, options = {}) {
  return build({
    ...OPTIONS,
    entryPoints,
    outdir: "out",
    entryNames: "[name]-[hash]",
    format: "esm",
    metafile: true,
    plugins: [ONLY_WHAT_IS_USED],
    ...options,
  });
}

/** What makes photographs smaller beside the page; its script knows this file by name. */
async function bundleShrinker() {
  const { outputFiles } = await build({
    ...OPTIONS,
    entryPoints: { shrink: "src/photographs/worker.ts" },
    outdir: "out",
    entryNames: "[name]-[hash]",
    format: "esm",
  });
  return outputFiles[0];
}

async function usedRules({ path }) {
  return purged(readFileSync(path, "utf8"), { content: NAMES_IN, safelist: [TONED] });
}

/** Bundled before it is purged: which variables are used shows in all of it alone. */
async function usedOnVisits({ path }) {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: [path] });
  const options = { content: NAMES_ON_VISITS, defaultExtractor: namesIn, safelist: [TONED_ON_VISITS], variables: true };
  return purged(outputFiles[0].text, options);
}

function namesIn(source) {
  const told = [...source.matchAll(QUOTED), ...source.matchAll(MARKUP)].join(" ");
  return told.match(/[\w-]+/g) ?? [];
}

async function purged(raw, options) {
  // Scripts set them under other names: dataset.verdictNow.
  const dynamicAttributes = [...raw.matchAll(/\[(data-[\w-]+)/g)].map(([, name]) => name);
  const [used] = await new PurgeCSS().purge({ css: [{ raw }], keyframes: true, dynamicAttributes, ...options });
  return { contents: used.css, loader: "css" };
}

async function bundleWorker(release, names) {
  const files = [...names.map((name) => `/static/dist/${name}`), ...ICONS.map((name) => `/static/${name}`)];
  const { outputFiles } = await build({
    ...OPTIONS,
    entryPoints: ["src/worker/sw.ts"],
    format: "iife",
    define: { RELEASE_DIGEST: JSON.stringify(release), FILES: JSON.stringify(files) },
  });
  return outputFiles[0].contents;
}

function icon(name) {
  return readFileSync(`${WEB}/static/${name}`);
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 8);
}

function write(name, content) {
  const bytes = Buffer.from(content);
  writeFileSync(join(output, name), bytes);
  if (name === "manifest.json") return;
  writeFileSync(join(output, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(output, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
