import { tell } from "./page.js";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => tell(data);
worker.onerror = ({ message }) => tell({ import: message || "the worker did not start" });
worker.postMessage(new URLSearchParams(location.search).get("sandbox"));
