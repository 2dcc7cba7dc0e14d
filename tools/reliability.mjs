// Writes docs/reliability.md: each fault of tests/faults.md with what came of its tests in the last run. Fails if one did not pass.
//
// node tools/reliability.mjs <the run's log>
import { readFileSync, writeFileSync } from "node:fs";

const [log] = process.argv.slice(2);
const results = new Map();
let target = "";
for (const line of readFileSync(log, "utf8").split("\n")) {
  const running = line.match(/^\s*Running (?:unittests )?(?:tests|src)\/([\w-]+)/);
  if (running) target = running[1];
  const result = line.match(/^test (\S+) \.\.\. (\w+)/);
  if (result) results.set(`${target} ${result[1]}`, result[2]);
}

const [head, ...rows] = readFileSync("tests/faults.md", "utf8").split("\n").filter((line) => /^\| [#\d]/.test(line));
const cells = (row) => row.slice(2, -2).split(" | ");
let failed = 0;
const came = rows.map((row) => {
  const [number, fault, must, tests] = cells(row);
  if (tests.startsWith("open: ")) return [number, fault, must, tests, "open"];
  const each = tests.split(", ").map((test) => results.get(test.slice(1, -1)) ?? "not run");
  const result = each.every((one) => one === "ok") ? "passed" : each.find((one) => one !== "ok");
  if (result !== "passed") failed += 1;
  return [number, fault, must, tests.replaceAll(", ", "<br>"), result];
});
const count = (result) => came.filter((row) => row.at(-1) === result).length;
const line = (row) => `| ${row.join(" | ")} |`;
const text = [
  "# Reliability",
  "",
  "Written by `make test` from `tests/faults.md` and what came of the tests in a real browser. **P** is the whole prerendered page with",
  "its ways to get help; **L** is the live self-screen.",
  "",
  `Of ${came.length} faults, ${count("passed")} are met, ${count("open")} are open, and ${failed} are not met.`,
  "",
  line([...cells(head), "result"]),
  line(Array(5).fill("---")),
  ...came.map(line),
  "",
].join("\n");
writeFileSync("docs/reliability.md", text);
if (failed > 0) {
  console.error(`error: ${failed} faults are not met; docs/reliability.md says which`);
  process.exit(1);
}
