import { SANDBOX_ACME_KEY } from "../../catalog/acme.ts";
import { type Answer, headerOf, json, type Question, streamed } from "../answer.ts";
import type { SandboxProvider } from "./provider.ts";

const DOCUMENTED = JSON.stringify({
  departments: [
    { departmentKey: "d2", reportsTo: "d1", title: "Tunnels" },
    { departmentKey: "d1", reportsTo: null, title: "Acme North" },
    { departmentKey: "d3", reportsTo: "d2", title: "Paint" },
  ],
});

function departments(question: Question): Answer {
  const key = headerOf(question, "x-acme-key");
  return key === SANDBOX_ACME_KEY
    ? streamed([DOCUMENTED])
    : json(401, { message: `The key ${key} opens nothing.` });
}

/** Acme, with one company. */
export const acme: SandboxProvider = {
  id: "acme",
  prefix: "/org/",
  listKey: "departments",
  documented: () => [DOCUMENTED],
  headers: () => ({}),
  routes: () => [{ method: "GET", path: /^\/org\/v2\/companies\/north\/departments$/, answer: departments }],
};
