import type { ImportOptions } from "./types.js";

/** A table's text, and whether its bytes were not the UTF-8 that they had to be. */
export interface Decoded {
  readonly text: string;
  readonly isDamaged: boolean;
}

/** Decodes bytes by their byte order mark, else by the option, else as UTF-8. A mark is not part of the text. */
export function decode(data: Uint8Array | string, encoding: ImportOptions["encoding"]): Decoded {
  const decoded = decodeBytes(data, encoding);
  // Programs that copy a file write a second mark before the first one.
  return { ...decoded, text: decoded.text.replace(/^\ufeff+/, "") };
}

function decodeBytes(data: Uint8Array | string, encoding: ImportOptions["encoding"]): Decoded {
  if (typeof data === "string") return { text: data, isDamaged: false };
  const [first, second, third] = data;
  if (first === 0xfe && second === 0xff) return whole(swapped(data), "utf-16le");
  if (first === 0xff && second === 0xfe) return whole(data, "utf-16le");
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  if (encoding === "windows-1252" && !isMarked) return { text: western(data), isDamaged: false };
  if (encoding === "utf-16le" && !isMarked) return whole(data, encoding);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(data), isDamaged: false };
  } catch {
    return { ...whole(data, "utf-8"), isDamaged: true };
  }
}

function whole(data: Uint8Array, encoding: string): Decoded {
  return { text: new TextDecoder(encoding).decode(data), isDamaged: false };
}

const CHUNK = 8_192;
const C1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

// NOTE: TextDecoder of Node 20 takes windows-1252 for Latin-1, and loses the euro sign.
function western(data: Uint8Array): string {
  let text = "";
  for (let at = 0; at < data.length; at += CHUNK)
    text += String.fromCharCode(...data.subarray(at, at + CHUNK));
  return text.replace(/[\x80-\x9f]/g, (character) => C1[character.charCodeAt(0) - 0x80] ?? character);
}

// Not every runtime decodes big-endian UTF-16.
function swapped(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length - (data.length % 2));
  for (let at = 0; at < bytes.length; at += 2) {
    bytes[at] = data[at + 1] ?? 0;
    bytes[at + 1] = data[at] ?? 0;
  }
  return bytes;
}
