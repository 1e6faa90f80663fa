import { listing as autodesk } from "../datasets/documented-autodesk.ts";
import { listing as imocha } from "../datasets/documented-imocha.ts";

/** What a behaviour may know of the request that it answers. */
export interface Asked {
  path: string;
  /** How many requests of this kind came before it. */
  before: number;
  /** The case's own address, as the client wrote it, and the one of the other host. */
  here: string;
  elsewhere: string;
}

const listings = { autodesk: [...autodesk()].join(""), imocha: [...imocha()].join("") };

/** Which of the three documented addresses a path is. */
export function addressOf(path: string): "mint" | "imocha" | "autodesk" {
  if (path.endsWith("/authentication/v2/token")) return "mint";
  return path.includes("/v3/") ? "imocha" : "autodesk";
}

/** The documented answer of the address that was asked. */
export function goodBody(asked: Asked): string {
  const address = addressOf(asked.path);
  if (address !== "mint") return listings[address];
  return JSON.stringify({ access_token: tokenOf(asked), token_type: "Bearer", expires_in: 3599 });
}

/** The token of a case's mint: `case-token-1` for the first. */
export function tokenOf({ before }: Pick<Asked, "before">): string {
  return `case-token-${before + 1}`;
}
