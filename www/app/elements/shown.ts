import "./print-sheet.ts";
import "./listing-bar.ts";
import "./listing-notes.ts";
import "./listing-renewal.ts";
import "./loaded-scene.ts";

export { loadedTree } from "../loaded.ts";
