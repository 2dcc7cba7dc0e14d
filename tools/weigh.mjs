// Says how many bytes of a package a visitor's browser fetches.
//
// node tools/weigh.mjs <the folder of the package>
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const [folder] = process.argv.slice(2);
const size = (...names) => names.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(folder, name))).length, 0);
const parts = { wasm: size("api_bg.wasm"), script: size("api.js", "index.js", "load.js"), content: size("content.js") };
console.log(Object.entries(parts).map(([part, bytes]) => `${part} ${bytes}`).join(", "), "bytes of Brotli");
