import type { JWTPayload } from "jose";
import { OWN_TENANT, type Principal } from "../principal.ts";
import type { AccessSettings, Person } from "./access-settings.ts";
import { refused } from "./access-token.ts";
import { sha256, shortHex } from "./digest.ts";
import { anyOf, type MayRead } from "./grants.ts";

/** Returns the caller that a token names, with its rights from ACCESS_ACCOUNTS. */
export async function principalOf(claims: JWTPayload, { people }: AccessSettings): Promise<Principal> {
  const id = `access:${shortHex(await sha256(holderIn(claims)), 8)}`;
  return { id, tenant: OWN_TENANT, mayRead: people ? rightsOf(claims, people) : () => true };
}

// An id goes into logs and an address is personal, so the id is a digest.
function holderIn(claims: JWTPayload): string {
  const { email, service } = namesIn(claims);
  if (email !== undefined) return `email:${email}`;
  if (service !== undefined) return `service:${service}`;
  if (claims.sub) return `sub:${claims.sub}`;
  throw refused();
}

function rightsOf(claims: JWTPayload, people: readonly Person[]): MayRead {
  const { email, service, groups } = namesIn(claims);
  const isMeant = ({ kind, name }: Person) => {
    if (kind === "group") return groups.includes(name);
    return name === (kind === "email" ? email : service);
  };
  return anyOf(people.filter(isMeant).map(({ mayRead }) => mayRead));
}

// The claim `groups` comes from the identity provider; Access passes it on under "custom".
function namesIn({ email, common_name, custom, groups }: JWTPayload) {
  const passedOn = groups ?? (custom as { groups?: unknown } | null | undefined)?.groups;
  return {
    email: text(email)?.toLowerCase(),
    service: text(common_name),
    groups: (Array.isArray(passedOn) ? passedOn : [passedOn]).flatMap(namesOfGroup),
  };
}

/** Returns the names of one group: identity providers send a text, or an object with an id, a name or both. */
function namesOfGroup(group: unknown): string[] {
  if (typeof group !== "object" || group === null) return [text(group)].flatMap((name) => name ?? []);
  const { id, name } = group as { id?: unknown; name?: unknown };
  return [text(id), text(name)].flatMap((known) => known ?? []);
}

function text(claim: unknown): string | undefined {
  return typeof claim === "string" && claim !== "" ? claim : undefined;
}
