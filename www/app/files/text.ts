/** A file's text, and how its bytes were read. */
export interface Decoded {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
}

/** Reads bytes as what they say they are, else as UTF-8, else as what Excel writes in western countries. */
export function decoded(bytes: ArrayBuffer): Decoded {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return as("utf-16le", bytes);
  if (first === 0xfe && second === 0xff) return as("utf-16be", bytes);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return as("windows-1252", bytes);
  }
}

function as(encoding: Decoded["encoding"], bytes: ArrayBuffer): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
