import { tell } from "./page.js";

// An import map is the page's own: a worker names the file.
const worker = new Worker("worker.js", { type: "module" });
worker.onmessage = ({ data }) => tell(data);
worker.onerror = ({ message }) => tell({ import: message || "the worker did not start" });
worker.postMessage(new URLSearchParams(location.search).get("sandbox"));
