import { download, loadFrom } from "./load.js";

loadFrom(() => download(new URL("../wasm/business_units_bg.wasm", import.meta.url)).catch(useTheCopy));

// Some bundlers leave the file behind, and some servers answer a page in its place. The copy is a script of its own,
// which is fetched only then.
async function useTheCopy(cause: unknown): Promise<BufferSource> {
  // Another load was faster.
  if (cause instanceof Error && cause.name === "AbortError") throw cause;
  const { default: bytes } = await import("./bytes.js").catch(() => {
    throw cause;
  });
  console.warn(
    "business-units: business_units_bg.wasm was not found, so a larger copy was loaded in its place.",
    cause,
  );
  return bytes;
}

export * from "./index.js";
