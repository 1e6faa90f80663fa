import "./print-sheet.ts";
import "./listing-bar.ts";
import "./loaded-scene.ts";

export { loadedTree } from "../loaded.ts";
