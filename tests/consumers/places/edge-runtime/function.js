import { buildTree, fetchImochaUnits, init } from "business-units";
import { check } from "./check.js";

addEventListener("fetch", (event) => {
  const sandbox = new URL(event.request.url).searchParams.get("sandbox");
  const answer = check({ init, buildTree, fetchImochaUnits }, sandbox).then((outcome) =>
    Response.json(outcome),
  );
  event.respondWith(answer);
});
