import type { Account } from "./server/account.ts";

/** How the units are shown. */
export type View = "tree" | "icicle";

/** What of the page stands in its address. It holds no secret, because addresses are shared and logged. */
export interface Address {
  /** `autodesk/<account id>`, `autodesk/<account id>/<region>`, `imocha` or `imocha/<account>`. */
  readonly account?: string | undefined;
  /** The name of a file that was read. The file itself is not in the address. */
  readonly file?: string | undefined;
  readonly view: View;
  /** The id of the selected unit. */
  readonly sel?: string | undefined;
  /** What is searched for. */
  readonly q: string;
}

// An address may hold any text; no name, id or search that people use is longer.
const LONGEST = 1_000;

/** Reads a fragment, with or without its #. What cannot be meant is left out: whatever it says, it is only text. */
export function addressFrom(fragment: string): Address {
  const sent = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = (name: string) => (sent.get(name) ?? "").slice(0, LONGEST) || undefined;
  const view = text("view") === "icicle" ? "icicle" : "tree";
  return { account: text("account"), file: text("file"), view, sel: text("sel"), q: text("q") ?? "" };
}

/** The fragment that says this, `""` where it would say nothing. */
export function fragmentOf({ account, file, view, sel, q }: Address): string {
  const said = Object.entries({ account, file, view: account || file ? view : "", sel, q });
  const given = said.flatMap(([name, text]) => (text ? [[name, text.slice(0, LONGEST)]] : []));
  return given.length > 0 ? `#${new URLSearchParams(given)}` : "";
}

/** How an address names an account. */
export function nameInAddress({ provider, accountId, region }: Account): string {
  return [provider, accountId, region].flatMap((part) => (part ? [encodeURIComponent(part)] : [])).join("/");
}

/** The account that an address names: one of those offered, or any of Autodesk's where any may be asked for. */
export function accountNamed(
  name: string,
  { sandbox, accounts }: { readonly sandbox: boolean; readonly accounts: readonly Account[] },
): Account | undefined {
  const offered = accounts.find((account) => nameInAddress(account) === name);
  if (offered || sandbox) return offered;
  const [, accountId, region] =
    /^autodesk\/((?:b\.)?[A-Za-z0-9-]{1,64})(?:\/([A-Z]{2,8}))?$/.exec(name) ?? [];
  return accountId
    ? { provider: "autodesk", accountId, name: accountId, ...(region && { region }) }
    : undefined;
}
