// @ts-check

/**
 * What RESULTS.md keeps. Each function takes its text and gives the new one.
 */

/**
 * Adds a line to the table of a section, at its end.
 * @param {string} text
 * @param {string} title of the section
 * @param {readonly string[]} cells
 */
export function addLine(text, title, cells) {
  return changeSection(text, title, (section) => `${section.trimEnd()}\n| ${cells.join(" | ")} |\n\n`);
}

/**
 * Puts other content into a section.
 * @param {string} text
 * @param {string} title of the section
 * @param {string} content
 */
export function replaceSection(text, title, content) {
  return changeSection(text, title, () => `## ${title}\n\n${content.trimEnd()}\n\n`);
}

/**
 * Adds a run at the end, and drops the oldest runs of the same command.
 * @param {string} text
 * @param {{ command: string, report: string, most: number }} run its `report` begins with a heading and names the
 *   command as `circumstances` does; `most` runs of it stay
 */
export function addRun(text, { command, report, most }) {
  const sections = sectionsOf(text);
  const runs = sections.filter((section) => section.includes(`\n- command: \`${command}\`\n`));
  const dropped = new Set(runs.slice(0, Math.max(0, runs.length + 1 - most)));
  const kept = sections.filter((section) => !dropped.has(section)).join("");
  return `${kept.trimEnd()}\n\n${report.trimEnd()}\n`;
}

/**
 * @param {string} text
 * @param {string} title
 * @param {(section: string) => string} change
 */
function changeSection(text, title, change) {
  const sections = sectionsOf(text);
  const at = sections.findIndex((section) => section.startsWith(`## ${title}\n`));
  const section = sections[at];
  if (section === undefined) throw new Error(`RESULTS.md has no section "${title}"`);
  return `${sections.with(at, change(section)).join("").trimEnd()}\n`;
}

/** @param {string} text */
function sectionsOf(text) {
  return text.split(/^(?=## )/m);
}
