/**
 * Builds trees of listings that are here already or arrive, and asks no service: half the download of `business-units`,
 * for pages that read from a worker of their own or from a file. Classes, types and errors are those of `business-units`.
 *
 * A tree lives in the memory of the module that built it. Both modules may be loaded at once; `business-units/export`
 * takes trees of either.
 *
 * @module business-units/tree
 */
export * from "../shared.js";
export { buildTree, init, initSync, readTree } from "./small.js";
