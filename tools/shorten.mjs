// Makes the bundle of a release smaller: its script and its wasm call each other by names with a hash in each, which
// do not compress. Both get short ones, and the script loses its spaces and comments.
//
// node tools/shorten.mjs <the folder with the bundle> <the bundle's name>
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

const [folder, name] = process.argv.slice(2);

function only(ending) {
  const found = readdirSync(folder).filter((file) => file.startsWith(name) && file.endsWith(ending));
  if (found.length !== 1) throw new Error(`${folder} holds ${found.length} files like ${name}*${ending}, not one`);
  return join(folder, found[0]);
}

const [wasm, script] = [only(".wasm"), only(".js")];

// Every wasm import and export is renamed, all imports are from one module named "a", and the changes are told as JSON.
const told = execFileSync("wasm-opt", ["--minify-imports-and-exports-and-modules", wasm, "-o", wasm], { encoding: "utf8" });
const { imports, exports } = JSON.parse(told);

let text = readFileSync(script, "utf8");
function rename(from, to) {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${script} does not name ${from}`);
  text = changed;
}

const modules = new Set(imports.map(([module]) => module));
if (modules.size !== 1) throw new Error(`the wasm imports from ${[...modules]}, where one module was expected`);
const [module] = modules;
rename(`"${module}": `, "a: ");
for (const [, long, short] of imports) rename(new RegExp(`(?<![\\w$])${long}: `), () => `${short}: `);
const shortened = new Map(exports);
// Some exports are the wasm's own affair; every one that the script names is known.
text = text.replace(/\bwasm\.(\w+)/g, (_, long) => `wasm.${shortened.get(long)}`);
if (text.includes("wasm.undefined")) throw new Error(`${script} names an export that the wasm does not have`);

const { code } = await minify(text, { module: true, compress: { passes: 2 } });
writeFileSync(script, code);
