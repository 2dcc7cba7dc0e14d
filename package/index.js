// For browsers and bundlers: fetches the wasm from beside this file.
import init from "./api.js";
import { loading } from "./load.js";

export { assess, explain, fhirQuestionnaire, next, questionnaire, visitSheet } from "./load.js";
export const load = loading(() => init({ module_or_path: new URL("./api_bg.wasm", import.meta.url) }));
