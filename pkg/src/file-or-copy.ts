import type { Module } from "./module.js";

const vite = (import.meta as { env?: { PROD: boolean; MODE: string } }).env;

/**
 * Vite ships the file, and cannot split off a copy from the script of a classic worker. So what it builds goes without: it
 * replaces this by a constant. Its development server needs the copy, also where NODE_ENV is "production".
 */
export const isBuiltByVite: boolean | undefined = vite?.PROD && vite.MODE !== "development";

/**
 * Fetches the module for a page. Some bundlers leave the file out, and some servers answer with a page instead: only then
 * the copy in a script is used. A script that is no ES module has no address, so `file` throws there, and the bundler has
 * put the copy into that script.
 */
export async function fileOrCopy(
  module: Module,
  file: () => URL,
  copy: (() => Promise<{ default: BufferSource }>) | undefined,
): Promise<Response | BufferSource> {
  try {
    return await module.download(file());
  } catch (cause) {
    // Another load succeeded first and aborted this one.
    const isAborted = cause instanceof Error && cause.name === "AbortError";
    if (isAborted || copy === undefined) throw cause;
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
