import { SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET, SANDBOX_TOKEN } from "../../catalog/autodesk.ts";
import { type Answer, headerOf, json, type Question } from "../answer.ts";
import { platformError } from "./autodesk-refusals.ts";

interface Grant {
  scopes: readonly string[];
  expiresAt: number;
}

/** The tokens that a sandbox has granted, by their text. */
export type Grants = Map<string, Grant>;

const LIFETIME_S = 3599;

const SCOPES = new Set(
  (
    "account:read account:write bucket:create bucket:delete bucket:read bucket:update code:all " +
    "data:create data:read data:search data:write openid user-profile:read user:read user:write viewables:read"
  ).split(" "),
);

/** Returns the grants of a new sandbox: only the fixed token, which never expires. */
export function firstGrants(): Grants {
  return new Map([[SANDBOX_TOKEN, { scopes: ["account:read"], expiresAt: Number.POSITIVE_INFINITY }]]);
}

const refused = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description });

const invalidClient = refused(401, "invalid_client", "The client id or the client secret is not valid.");

const fromBasic = (header: string): string | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
};

/** Returns the refusal of a client, if any. Credentials come as Basic or in the body, never both. */
function clientRefusal(authorization: string | undefined, form: URLSearchParams): Answer | undefined {
  const inBody = form.has("client_id") || form.has("client_secret");
  if (authorization !== undefined && inBody) {
    return platformError(400, "AUTH-008", "Client credentials were sent in the header and in the body.");
  }
  const sent =
    authorization === undefined
      ? `${form.get("client_id")}:${form.get("client_secret")}`
      : fromBasic(authorization);
  return sent === `${SANDBOX_CLIENT_ID}:${SANDBOX_CLIENT_SECRET}` ? undefined : invalidClient;
}

function formOf(question: Question): URLSearchParams | undefined {
  const type = headerOf(question, "content-type")?.split(";")[0]?.trim().toLowerCase();
  return type === "application/x-www-form-urlencoded" ? new URLSearchParams(question.body) : undefined;
}

function granted(grants: Grants, scopes: readonly string[], nowMs: number): Answer {
  for (const [token, grant] of grants) if (grant.expiresAt <= nowMs) grants.delete(token);
  const access_token = `sandbox-token-${crypto.randomUUID()}`;
  grants.set(access_token, { scopes, expiresAt: nowMs + LIFETIME_S * 1000 });
  return json(200, { access_token, token_type: "Bearer", expires_in: LIFETIME_S });
}

/** Answers a request for a two-legged token, and records the grant. */
export function mint(question: Question, grants: Grants, nowMs: number): Answer {
  const form = formOf(question);
  if (form === undefined) return platformError(400, "AUTH-008", "The body is not a form.");
  const refusal = clientRefusal(headerOf(question, "authorization"), form);
  if (refusal !== undefined) return refusal;
  if (form.get("grant_type") !== "client_credentials") {
    return refused(400, "unsupported_grant_type", "Only client_credentials is supported.");
  }
  const scopes = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  if (scopes.length === 0) return platformError(400, "AUTH-008", "The parameter scope is required.");
  const known = scopes.every((scope) => SCOPES.has(scope));
  return known ? granted(grants, scopes, nowMs) : refused(400, "invalid_scope", "A scope is not known.");
}

/** Returns the refusal of a bearer token that lacks a scope, if any. */
export function bearerRefusal(
  question: Question,
  scope: string,
  grants: Grants,
  nowMs: number,
): Answer | undefined {
  const token = /^Bearer (\S+)$/i.exec(headerOf(question, "authorization") ?? "")?.[1];
  if (token === undefined) return platformError(401, "AUTH-010", "No token is provided in the request.");
  const grant = grants.get(token);
  if (grant === undefined || grant.expiresAt <= nowMs) {
    return platformError(401, "AUTH-006", "The access token provided is invalid or has expired.");
  }
  if (grant.scopes.includes(scope)) return undefined;
  return platformError(403, "AUTH-003", `The token does not have the scope ${scope}.`);
}
