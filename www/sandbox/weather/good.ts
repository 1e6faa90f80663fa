import { providerAt, providers } from "../providers/list.ts";
import type { SandboxProvider } from "../providers/provider.ts";

/** The request that a behaviour answers. */
export interface CaseRequest {
  path: string;
  /** How many requests of this kind came before it. */
  before: number;
  /** The case's own address, as the client wrote it, and the one of the other host. */
  here: string;
  elsewhere: string;
}

/** Answers whether a path is a token endpoint's. */
export function isMint(path: string): boolean {
  return providers.some(({ mint }) => mint !== undefined && path.endsWith(mint));
}

/** Returns the provider whose listing answers at a path; an unknown path counts as the first one's. */
export function listedAt(path: string): SandboxProvider | undefined {
  return providerAt(path) ?? providers[0];
}

/** Returns the documented answer of the address. */
export function goodBody(asked: CaseRequest): string {
  if (!isMint(asked.path)) return [...(listedAt(asked.path)?.documented() ?? [])].join("");
  return JSON.stringify({ access_token: tokenOf(asked), token_type: "Bearer", expires_in: 3599 });
}

/** Returns the token of a case's mint: `case-token-1` for the first. */
export function tokenOf({ before }: Pick<CaseRequest, "before">): string {
  return `case-token-${before + 1}`;
}
