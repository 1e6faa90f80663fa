import path from "node:path";
import { askEdgeFunction } from "./edge.mjs";

const address = `http://edge.test/?sandbox=${encodeURIComponent(process.argv[2])}`;
console.log(await askEdgeFunction(path.resolve("function.js"), address));
