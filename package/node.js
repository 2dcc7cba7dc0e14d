// For Node.js, whose fetch reads no files.
import { readFile } from "node:fs/promises";
import init from "./api.js";
import { loading } from "./load.js";

export { assess, explain, fhirQuestionnaire, next, questionnaire, visitSheet } from "./load.js";
export const load = loading(async () => init({ module_or_path: await readFile(new URL("./api_bg.wasm", import.meta.url)) }));
