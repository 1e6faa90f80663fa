import type { Defect } from "../defect.js";
import type { UnitTree } from "../unit-tree.js";

/** Says what to do about a defect. */
export function defectAdvice(defect: Defect, tree: UnitTree): string {
  switch (defect.kind) {
    case "EmptyId":
      return "Give it an id.";
    case "DuplicateId":
      return `Give one of the two another id: the first is record ${tree.unit(defect.rows[0]).index + 1}.`;
    case "MissingParent": {
      const meant = defect.suggestion && tree.unit(defect.suggestion.row);
      const known = meant && `${meant.id}${meant.name ? ` (${meant.name})` : ""}`;
      return known
        ? `Was the parent ${known} meant?`
        : "Add the parent to the list, name another one, or none for a top-level unit.";
    }
    case "SelfParent":
      return "Name another parent, or none for a top-level unit.";
    case "Cycle":
      return "Give one of them a parent outside the loop, or none.";
    case "OtherAccount":
      return "Take it out, or read the account that it belongs to.";
    case "PathMismatch":
      return "Correct the path, or the parent if the path is right.";
    case "CountMismatch":
      return "Fetch the listing again: units may be missing.";
  }
}
