/** The written policy on the tablet: the same rules as `inspect_app/policy`, by the same tags. */
export type { Assessment } from "./assessment.ts";
export { FactError } from "./fact_error.ts";
export type { FactDeclaration, FactJson, FactsJson } from "./facts.ts";
export { counts, type Item, type ItemResult } from "./items.ts";
export type { Boundary, Ruling } from "./rulings.ts";
export { type CompiledStandard, compileStandard, type Section, type Standard } from "./standard.ts";
export type { Text } from "./text.ts";
export type { Mode, Obligation, Outcome, Verdict } from "./verdicts.ts";
