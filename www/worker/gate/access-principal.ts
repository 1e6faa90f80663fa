import type { JWTPayload } from "jose";
import { OWN_TENANT, type Principal } from "../principal.ts";
import type { AccessSettings, Person } from "./access-settings.ts";
import { refused } from "./access-token.ts";
import { sha256, shortHex } from "./digest.ts";
import { anyOf, type MayRead } from "./grants.ts";

/** Whoever a token speaks of, with what ACCESS_ACCOUNTS lets them read. */
export async function principalOf(claims: JWTPayload, { people }: AccessSettings): Promise<Principal> {
  const id = `access:${shortHex(await sha256(holderIn(claims)), 8)}`;
  return { id, tenant: OWN_TENANT, mayRead: people ? rightsOf(claims, people) : () => true };
}

// A digest stands for the holder, since an address is personal, and ids go into logs.
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

// Groups are there when the identity provider's claim of that name is passed on; Access puts it under "custom".
function namesIn({ email, common_name, custom, groups }: JWTPayload) {
  const passedOn = groups ?? (custom as { groups?: unknown } | null | undefined)?.groups;
  return {
    email: text(email)?.toLowerCase(),
    service: text(common_name),
    groups: Array.isArray(passedOn) ? passedOn : [],
  };
}

function text(claim: unknown): string | undefined {
  return typeof claim === "string" && claim !== "" ? claim : undefined;
}
