// @ts-check
// Makes the objects of a block that table.rs has filled. The typed arrays are views of the module's memory: nothing here
// keeps them or calls the module, which could grow that memory. The objects of a kind come from one literal, so that an
// engine sees one shape.

// The numbers for what a block holds, as in table.rs.
const RECORDS = 0;
const TEXTS = 1;
const RECORD = 3;

/**
 * Adds the objects of a block to `into` and returns the last one; of a block with one record, only returns that.
 * @param {number} of
 * @param {unknown[]} into not used for one record
 * @param {Uint32Array} numbers
 * @param {number} count
 * @param {Uint8Array} plain
 * @param {Uint8Array} [wide]
 */
export function makeObjects(of, into, numbers, count, plain, wide) {
  const texts = cut(numbers, count, plain, wide);
  if (of === RECORD) return record(numbers, 0, texts);
  // A loop for each, so that an engine sees one callee.
  if (of === RECORDS) for (let at = 0; at < count; at += 12) into.push(record(numbers, at, texts));
  else if (of === TEXTS) for (let at = 0; at < count; at++) into.push(texts[numbers[at]]);
  else for (let at = 0; at < count; at += 8) into.push(defect(numbers, at, texts));
  return into.at(-1);
}

/**
 * Adds the rows and ids of the last defect, a `Cycle`, which may not fit a block.
 * @param {unknown[]} defects
 * @param {Uint32Array} rows
 * @param {unknown[]} ids
 */
export function addLoop(defects, rows, ids) {
  Object.assign(Object(defects.at(-1)), { rows: Array.from(rows), ids });
}

/**
 * @param {unknown[]} into
 * @param {Uint32Array} numbers for each hit its row, the number of its ranges, and the ranges
 */
export function makeHits(into, numbers) {
  let at = 0;
  while (at < numbers.length) {
    const row = numbers[at];
    const end = at + 2 + 2 * numbers[at + 1];
    const ranges = [];
    for (at += 2; at < end; at += 2) ranges.push([numbers[at], numbers[at + 1]]);
    into.push({ row, ranges });
  }
}

/**
 * @param {Uint32Array} numbers
 * @param {number} at
 * @param {unknown[]} texts
 */
function record(numbers, at, texts) {
  return {
    row: numbers[at],
    index: numbers[at + 1],
    id: texts[numbers[at + 2]],
    parentId: texts[numbers[at + 3]],
    name: texts[numbers[at + 4]],
    description: texts[numbers[at + 5]],
    path: texts[numbers[at + 6]],
    accountId: texts[numbers[at + 7]],
    createdAt: texts[numbers[at + 8]],
    updatedAt: texts[numbers[at + 9]],
    depth: numbers[at + 10],
    size: numbers[at + 11],
  };
}

/**
 * @param {Uint32Array} numbers
 * @param {number} at
 * @param {unknown[]} texts
 */
function defect(numbers, at, texts) {
  const kind = texts[numbers[at]];
  const severity = texts[numbers[at + 1]];
  const message = texts[numbers[at + 2]];
  const row = numbers[at + 3];
  const id = texts[numbers[at + 4]];
  const first = numbers[at + 5];
  const second = numbers[at + 6];
  const third = numbers[at + 7];
  switch (kind) {
    case "DuplicateId":
      return { kind, severity, row, id, message, rows: [first, second] };
    case "MissingParent": {
      const own = { kind, severity, row, id, message, parentId: texts[first] };
      return third !== 0 ? { ...own, suggestion: { row: second, by: texts[third] } } : own;
    }
    case "OtherAccount":
      return { kind, severity, row, id, message, accountId: texts[first] };
    case "PathMismatch":
      return { kind, severity, row, id, message, expected: texts[first], found: texts[second] };
    case "CountMismatch":
      return { kind, severity, message, count: Number(texts[first]), listed: second };
    default:
      return { kind, severity, row, id, message };
  }
}

/**
 * Slices the texts of a block.
 * @param {Uint32Array} numbers
 * @param {number} count
 * @param {Uint8Array} plainBytes
 * @param {Uint8Array} [wideBytes]
 */
function cut(numbers, count, plainBytes, wideBytes) {
  /** @type {(string | null)[]} */
  const texts = [null, ""];
  const plain = decode(plainBytes);
  const wide = wideBytes ? decode(wideBytes) : "";
  let plainStart = 0;
  let wideStart = 0;
  for (let at = count; at < numbers.length; at++) {
    const end = numbers[at] >>> 1;
    if (numbers[at] & 1) {
      texts.push(wide.slice(wideStart, end));
      wideStart = end;
    } else {
      texts.push(plain.slice(plainStart, end));
      plainStart = end;
    }
  }
  return texts;
}

// A text may begin with what looks like a byte order mark.
const newDecoder = () => new TextDecoder("utf-8", { ignoreBOM: true });
// Safari's decoder fails after 2 GiB, so it is replaced in time. The generated glue does the same.
const DECODER_BYTES = 2 ** 30;
let decoder = newDecoder();
let left = DECODER_BYTES;

/** @param {Uint8Array} bytes */
function decode(bytes) {
  left -= bytes.length;
  if (left < 0) {
    decoder = newDecoder();
    left = DECODER_BYTES;
  }
  return decoder.decode(bytes);
}
