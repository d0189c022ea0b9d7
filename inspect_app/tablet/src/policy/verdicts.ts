/** The words of an answer, as they are stored and printed. */
export type Verdict = "met" | "not_met" | "needs_ruling" | "undecided" | "not_applicable";
export type Obligation = "mandatory" | "conditional" | "encouraged";
export type Mode = "measured" | "judged";
export type Outcome = "certify" | "rectify" | "incomplete";

export function metOrNot(holds: boolean): Verdict {
  return holds ? "met" : "not_met";
}

/** Whether a fact or a ruling is still to come. */
export function isOpen(verdict: Verdict): boolean {
  return verdict === "undecided" || verdict === "needs_ruling";
}
