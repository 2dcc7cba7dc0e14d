// The package gives what a file says that it gives.
//
// node tests/embedding/same.mjs <the folder of the package> <the file>
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const api = await import(pathToFileURL(`${folder}/node.js`));
await api.load();
const today = new Date().toLocaleDateString(api.questionnaire().language, { dateStyle: "long" });

const given = (name, ...input) => {
  try {
    return api[name](...input);
  } catch (error) {
    assert.equal(error.code, "unfinished");
    return null;
  }
};
for (const { answers, ...expected } of JSON.parse(readFileSync(file, "utf8"))) {
  for (const [name, value] of Object.entries(expected)) {
    const dated = name === "visitSheet" ? value?.replace("{today}", today) ?? null : value;
    assert.deepEqual(given(name, answers), dated, `${name} of ${JSON.stringify(answers)}`);
  }
}
assert.equal(api.fhirQuestionnaire().resourceType, "Questionnaire");
