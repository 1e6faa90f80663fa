/** Papa Parse's own parser. The build writes papa.js, which holds this class and its licence. */
export declare class Parser {
  constructor(config: { delimiter: string; newline: "\n"; quoteChar: string });
  parse(input: string): { data: string[][] };
}
