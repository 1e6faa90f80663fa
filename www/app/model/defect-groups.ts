/** The part of a defect that grouping looks at. */
interface Kinded {
  readonly kind: string;
  readonly severity: "error" | "info";
}

/** Groups defects by kind: errors before remarks, otherwise in the order in which the kinds first appear. */
export function defectGroups<D extends Kinded>(defects: readonly D[]): D[][] {
  const groups = new Map<string, D[]>();
  for (const defect of defects) {
    const group = groups.get(defect.kind);
    if (group) group.push(defect);
    else groups.set(defect.kind, [defect]);
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

function rank([first]: readonly Kinded[]): number {
  return first?.severity === "info" ? 1 : 0;
}
