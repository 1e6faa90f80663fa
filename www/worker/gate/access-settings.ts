import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";
import { grantsFrom, type MayRead } from "./grants.ts";
import { GRANT_FORMS } from "./key-forms.mjs";
import { entriesOf, type Members, onlyMembers, WrongEntry } from "./settings.ts";

/** The team and audiences of accepted tokens, and the rights of people. */
export interface AccessSettings {
  team: string;
  audiences: string[];
  /** Absent: everybody behind Access may read everything. */
  people?: readonly Person[];
}

/** The rights of one person, one group or one service token. */
export interface Person {
  kind: "email" | "group" | "service";
  name: string;
  mayRead: MayRead;
}

const TEAM = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const TAG = /^[0-9a-f]{64}$/;
const KINDS = ["email", "group", "service"] as const;

/** Reads the settings of Cloudflare Access; undefined without any. Throws NOT_PROTECTED for an invalid one. */
export function accessSettings(env: Env): AccessSettings | undefined {
  const { ACCESS_TEAM: team, ACCESS_AUD: tags, ACCESS_ACCOUNTS: listed } = env;
  if (!team && !tags && !listed) return undefined;
  const audiences = (tags ?? "").split(",").map((tag) => tag.trim());
  if (!TEAM.test(team ?? "")) throw wrong("ACCESS_TEAM is not the name in front of .cloudflareaccess.com.");
  if (!audiences.every((tag) => TAG.test(tag))) {
    throw wrong("ACCESS_AUD is not an application's audience tag: 64 digits and letters from a to f.");
  }
  const known = { team: team ?? "", audiences };
  return listed ? { ...known, people: entriesOf("ACCESS_ACCOUNTS", listed, person) } : known;
}

function person(entry: Members): Person {
  onlyMembers(entry, ...KINDS, "accounts");
  const kinds = KINDS.filter((kind) => entry.has(kind));
  const [kind] = kinds;
  const name = entry.get(kind ?? "");
  if (kind === undefined || kinds.length > 1 || typeof name !== "string" || name === "") {
    throw new WrongEntry("does not name one email, one group or one service");
  }
  const mayRead = grantsFrom(entry.get("accounts"));
  if (!mayRead) throw new WrongEntry(`has no list "accounts" of ${GRANT_FORMS}`);
  return { kind, name: kind === "email" ? name.toLowerCase() : name, mayRead };
}

function wrong(detail: string): Problem {
  return new Problem("NOT_PROTECTED", detail);
}
