import { svg } from "business-units/export";
import { overTree } from "./over-tree.ts";
import type { View } from "./view.ts";

/** The SHA-256 of the text between `<style>` and `</style>` in every picture; a test compares it. */
export const STYLE = "sha256-DfARRV5OfGTi7DNBiBp/xqGq4H8WKxIu/iy5D3rqq8Y=";

// A picture that is opened by itself is a document: it may use its own style, and nothing else.
const POLICY = `default-src 'none'; style-src '${STYLE}'; sandbox; frame-ancestors 'none'`;

/** Makes the view of the tree as a picture. */
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
