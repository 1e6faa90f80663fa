import type { Module } from "./module.js";

/**
 * Fetches the module for a page. Some bundlers leave the file out, and some servers answer with a page instead: only then
 * the copy in a script of its own is fetched.
 */
export async function fileOrCopy(
  module: Module,
  file: URL,
  copy: () => Promise<{ default: BufferSource }>,
): Promise<Response | BufferSource> {
  try {
    return await module.download(file);
  } catch (cause) {
    // Another load succeeded first and aborted this one.
    if (cause instanceof Error && cause.name === "AbortError") throw cause;
    const { default: bytes } = await copy().catch(() => {
      throw cause;
    });
    console.warn(
      `business-units: ${module.glue.file} was not found, so a larger copy was loaded in its place.`,
      cause,
    );
    return bytes;
  }
}
