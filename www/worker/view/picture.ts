import { svg } from "business-units/export";
import { overTree } from "./over-tree.ts";
import type { View } from "./view.ts";

/** The SHA-256 of what stands between `<style>` and `</style>` in every picture; a test tells when it has changed. */
export const STYLE = "sha256-DfARRV5OfGTi7DNBiBp/xqGq4H8WKxIu/iy5D3rqq8Y=";

// Opened by itself, a picture is a document: it may have its own colours, and nothing else.
const POLICY = `default-src 'none'; style-src '${STYLE}'; sandbox; frame-ancestors 'none'`;

/** The tree as a picture. */
export function picture(file: string): View {
  return overTree({
    name: "svg",
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "content-disposition": `inline; filename="${file}.svg"`,
      "content-security-policy": POLICY,
    },
    isDated: false,
    pieces: (tree) => [svg(tree)],
  });
}
