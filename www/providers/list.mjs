// @ts-check
import { autodesk } from "./autodesk.mjs";
import { imocha } from "./imocha.mjs";

/**
 * The facts of every provider, in the order in which they are offered.
 * @type {readonly import("./facts.ts").ProviderFacts[]}
 */
export const providers = [autodesk, imocha];

/**
 * Returns the facts of the provider with this id.
 * @param {string} id
 */
export function providerNamed(id) {
  return providers.find((provider) => provider.id === id);
}
