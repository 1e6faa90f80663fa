import { usageFailure } from "./failure.js";

/** The options that were given, by their long names. */
export class Options {
  readonly #given: ReadonlyMap<string, string | true>;

  constructor(given: ReadonlyMap<string, string | true>) {
    this.#given = given;
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  /** Returns an option's value. */
  text(name: string): string | undefined {
    const value = this.#given.get(name);
    return value === true ? undefined : value;
  }

  /** Returns an option's value, which must be one of a list. */
  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined) return chosen;
    throw usageFailure(`--${name} cannot be ${value}.`, `It can be ${choices.join(", ")}.`);
  }

  /** Returns an option's value, which must be a whole number of 1 or more. */
  count(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    throw usageFailure(`--${name} must be a whole number of 1 or more.`);
  }

  /** Returns the format that `--as` or `--json` asks for. */
  format<Name extends string>(known: readonly Name[]): Name | undefined {
    const as = this.oneOf("as", known);
    if (!this.has("json")) return as;
    if (as !== undefined && as !== "json") throw usageFailure(`--json and --as ${as} are two formats.`);
    return this.oneOf("as", known) ?? known.find((name) => name === "json");
  }
}
