const CELL_OR_COMMA = /"(?:[^"]|"")*"|[^",\r\n]+|,/g;

/** A comma-separated table with tabs in place of the commas, which spreadsheets take apart when it is pasted. */
export function tabbed(csv: string): string {
  return csv.replace(CELL_OR_COMMA, (part) => {
    if (part === ",") return "\t";
    // Only the comma had to be quoted before.
    return part.includes("\t") && !part.startsWith('"') ? `"${part}"` : part;
  });
}
