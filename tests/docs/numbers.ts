const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  KiB: 1_024,
  MiB: 1_048_576,
  "%": 0.01,
};

/** The numbers in a cell of a table: times in milliseconds, sizes in bytes; `520 to 524` is all of them. */
export function numbersIn(cell: string): number[] {
  const found = cell.matchAll(/(\d[\d ]*(?:\.\d+)?)(?: to (\d+))? ?(ms|s|min|h|KiB|MiB|%)?(?![\w%])/g);
  return Array.from(found).flatMap(([, digits = "", last, unit = ""]) => {
    const first = Number(digits.replaceAll(" ", ""));
    if (last === undefined) return [round(first * (UNITS[unit] ?? 1))];
    return Array.from({ length: Number(last) - first + 1 }, (_, at) => first + at);
  });
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * The values that a source gives to a name: a constant or a field (`NAME`), a field of a constant object (`OBJECT.field`),
 * or a number that stands in it. A constant of numbers has all of them.
 */
export function codeValues(source: string, name: string): number[][] {
  if (/^\d/.test(name)) return new RegExp(`(?<![\\w.])${name}(?![\\w.])`).test(source) ? [[plain(name)]] : [];
  const [object, field] = name.split(".");
  if (field === undefined) return valuesOf(source, name);
  const [, fields = ""] = new RegExp(`\\b${object}\\b[^{}]*\\{([^}]*)\\}`).exec(source) ?? [];
  return valuesOf(fields, field, source);
}

function valuesOf(text: string, name: string, source = text): number[][] {
  const form = new RegExp(
    `\\b${name}\\b(?:: \\[[^\\]]*\\]|: \\w+)?(?: = |: )(\\[[^\\]]*\\]|[^;,\\n}]+)`,
    "g",
  );
  return Array.from(text.matchAll(form)).flatMap(([, value = ""]) => {
    if (value.startsWith("[")) return [Array.from(value.matchAll(/\d[\d_]*/g), ([one]) => plain(one))];
    const number = productOf(value, source);
    return number === undefined ? [] : [[inMilliseconds(name, number)]];
  });
}

function inMilliseconds(name: string, value: number): number {
  return /(?:_S|_SECONDS)$/.test(name) ? value * 1_000 : value;
}

/** The value of a product of numbers and of constants of the same source. */
export function productOf(expression: string, source: string): number | undefined {
  const factors = expression.split("*").map((factor) => {
    const text = factor.trim();
    if (/^[\d._]+$/.test(text)) return plain(text);
    const [, constant] = new RegExp(`const ${text}\\b[^=]*= ([^;]+);`).exec(source) ?? [];
    return /^\w+$/.test(text) && constant !== undefined ? productOf(constant, source) : undefined;
  });
  return factors.reduce(
    (product, factor) => (product === undefined || factor === undefined ? undefined : product * factor),
    1,
  );
}

function plain(digits: string): number {
  return Number(digits.replaceAll("_", ""));
}
