/** Whether the server holds what the tablet has made. */
import type { Entry, Receipt } from "./model.ts";

/** By revision, or by id and SHA-256: only what is listed here may be deleted on the tablet. */
export function isHeld(entry: Entry, receipt: Receipt): boolean {
  switch (entry.kind) {
    case "answer":
      return (
        receipt.answers[entry.item] === entry.revision ||
        receipt.superseded.includes(entry.revision) ||
        receipt.rivals.includes(entry.revision)
      );
    case "photograph":
      return receipt.photographs[entry.id] === entry.sha256;
    case "drawing":
      return (
        receipt.drawings[entry.photograph] === entry.revision ||
        receipt.superseded.includes(entry.revision) ||
        // Nothing can be drawn on it any more.
        receipt.withdrawn.includes(entry.photograph)
      );
    case "withdrawal":
      return receipt.withdrawn.includes(entry.photograph);
    case "signature":
      return receipt.signatures[entry.id] === entry.sha256;
    case "end":
      return receipt.end === entry.id;
  }
}
