export { assess, explain, next, questionnaire, visitSheet } from "./api.js";
export type * from "./types.js";

/**
 * Loads the self-screen; call it once, and wait for it, before any other function. It may be called again, and after a failure tries
 * again.
 */
export function load(): Promise<void>;

/** The questions as an HL7 FHIR R4 `Questionnaire`, for programs that show such forms. It needs no `load`. */
export function fhirQuestionnaire(): { resourceType: "Questionnaire"; [element: string]: unknown };
