// What both ways to load have in common.
import * as api from "./api.js";
import { fhir, screen } from "./content.js";

let isLoaded = false;

function notLoaded(cause) {
  const error = new Error("The self-screen is not loaded: call load() first, and wait for it.", { cause });
  return Object.assign(error, { code: "not-loaded" });
}

/** Loads at most once; after a failure, the next call tries again. */
export function loading(wasm) {
  let loaded;
  const begin = () => {
    api.begin(JSON.parse(screen));
    isLoaded = true;
  };
  const fail = (cause) => {
    loaded = undefined;
    throw notLoaded(cause);
  };
  return () => (loaded ??= wasm().then(begin).catch(fail));
}

const guarded = (call) => (answers) => {
  if (!isLoaded) throw notLoaded();
  return call(answers);
};

export const questionnaire = guarded(api.questionnaire);
export const next = guarded(api.next);
export const assess = guarded(api.assess);
export const explain = guarded(api.explain);
export const visitSheet = guarded(api.visitSheet);
export const fhirQuestionnaire = () => JSON.parse(fhir);
