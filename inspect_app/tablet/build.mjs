// Bundles the pages' scripts and style sheet under hashed names and writes manifest.json (name → hashed file),
// from which the templates' asset() takes them.
//
//   node build.mjs OUTPUT_FOLDER
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const output = process.argv[2];
if (!output) throw new Error("usage: node build.mjs OUTPUT_FOLDER");

const { metafile } = await build({
  entryPoints: { office: "src/office.ts", inspector: "src/inspector.ts", style: "src/style.css" },
  outdir: output,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "safari16"],
  charset: "utf8",
  legalComments: "inline",
  loader: { ".svg": "dataurl" },
  metafile: true,
});

const files = Object.keys(metafile.outputs).map((path) => basename(path));
const manifest = Object.fromEntries(files.map((file) => [file.replace(/-[A-Z0-9]{8}\./, "."), file]));
writeFileSync(join(output, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

const current = new Set([...files, "manifest.json"]);
for (const file of readdirSync(output)) if (!current.has(file)) rmSync(join(output, file));
