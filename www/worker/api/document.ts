import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import * as v from "valibot";
import { providers } from "../../providers/list.mjs";
import { type Code, kindOf } from "../problem.ts";
import type { Parameters } from "../query.ts";
import { type Operation, operations } from "./operations.ts";
import * as schemas from "./schemas.ts";

type Json = Record<string, unknown>;

// The schemas describe the answers, not the input that the schemas accept.
const HOW: ConversionConfig = {
  typeMode: "output",
  target: "draft-2020-12",
  errorMode: "throw",
  overrideAction({ valibotAction, jsonSchema }) {
    const { maxLength } = valibotAction as { maxLength?: number };
    return maxLength === undefined ? undefined : { ...jsonSchema, maxLength };
  },
};

const labels = providers.map(({ label }) => label).join(" and ");

/** Returns the description of the API in OpenAPI 3.1. */
export function openApi(): Json {
  const paths = operations.map((operation) => [operation.path, { get: operationObject(operation) }]);
  return {
    openapi: "3.1.0",
    info: {
      title: "business-units, the edge worker",
      version: "1",
      description: `The business units of ${labels} accounts as trees. Every address answers HEAD as it answers GET, without a body. An open sandbox needs no key.`,
      license: { name: "Apache-2.0 OR MIT", identifier: "Apache-2.0 OR MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }, { access: [] }],
    paths: Object.fromEntries(paths),
    components: { schemas: definitions(), headers: HEADERS, securitySchemes: DOORS },
  };
}

const DOORS = {
  key: { type: "http", scheme: "bearer", description: "An API key" },
  access: {
    type: "apiKey",
    in: "header",
    name: "Cf-Access-Jwt-Assertion",
    description: "Set by Cloudflare Access",
  },
};

const HEADERS = {
  ETag: headerObject("Identifies the document, whenever it was fetched"),
  Age: headerObject("Seconds since the listing was fetched", "integer"),
  "X-Cache": headerObject("HIT, SWR or SIE for a cached listing, MISS or BYPASS for a fetched one"),
  "Server-Timing": headerObject("How long the parts of the answer took, in milliseconds"),
};

function headerObject(description: string, type = "string"): Json {
  return { description, schema: { type } };
}

function definitions(): Json {
  const overrideRef = ({ referenceId }: { referenceId: string }) => referenceTo(referenceId);
  return toJsonSchemaDefs({ ...schemas }, { ...HOW, overrideRef }) as Json;
}

function operationObject(operation: Operation): Json {
  const { id, summary, inPath, query, scope } = operation;
  return {
    operationId: id,
    summary,
    ...(scope === "open" && { security: [] }),
    parameters: [...parameterObjects("path", inPath), ...parameterObjects("query", query)],
    responses: { "200": answer(operation), ...unchanged(operation), ...refusals(operation.refusals) },
  };
}

function parameterObjects(place: "path" | "query", parameters: Parameters): Json[] {
  return Object.entries(parameters).map(([name, schema]) => {
    const { wrapped = schema } = schema as { wrapped?: v.GenericSchema };
    const { $schema, description, ...json } = toJsonSchema(wrapped, HOW);
    const absent = v.safeParse(schema, undefined);
    const fallback = absent.success && absent.output !== undefined ? { default: absent.output } : {};
    return { name, in: place, required: !absent.success, description, schema: { ...json, ...fallback } };
  });
}

function answer({ summary, answers, isKept }: Operation): Json {
  const content = Object.entries(answers).map(([type, shapes]) => [type, { schema: anyOf(type, shapes) }]);
  return {
    description: summary,
    headers: isKept ? headers("ETag", "Age", "X-Cache", "Server-Timing") : {},
    content: Object.fromEntries(content),
  };
}

function anyOf(type: string, shapes: readonly v.GenericSchema[]): Json {
  const references = shapes.map((shape) => ({ $ref: referenceTo(nameOf(shape)) }));
  if (references.length === 0) return { type: type.endsWith("json") ? "object" : "string" };
  return references.length === 1 ? { ...references[0] } : { anyOf: references };
}

function unchanged({ isKept }: Operation): Json {
  return isKept
    ? { "304": { description: "The reader has this document", headers: headers("ETag", "Age", "X-Cache") } }
    : {};
}

function refusals(codes: readonly Code[]): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const [status, title] = kindOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${title}`]);
  }
  const content = { "application/problem+json": { schema: { $ref: referenceTo("Problem") } } };
  const described = [...byStatus].map(([status, titles]) => [
    status,
    { description: titles.join(". "), content },
  ]);
  return Object.fromEntries(described);
}

function headers(...names: (keyof typeof HEADERS)[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function nameOf(schema: v.GenericSchema): string {
  const found = Object.entries(schemas).find(([, named]) => named === schema);
  if (found) return found[0];
  throw new Error("a schema of an answer has no name");
}

function referenceTo(name: string): string {
  return `#/components/schemas/${name}`;
}
