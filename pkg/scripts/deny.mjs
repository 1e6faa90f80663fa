// @ts-check
import { toolProgram, toolStep } from "./tool.mjs";

/** @type {import("./tool.mjs").Tool} */
const deny = {
  name: "cargo-deny",
  crate: "cargo-deny",
  version: "0.20.2",
  args: ["--locked"],
  programs: ["cargo-deny"],
  says: { args: ["--version"], text: "cargo-deny 0.20.2" },
};

/** Brings cargo-deny into the user's cache. */
export const denyStep = toolStep(deny);

/** The whole path of cargo-deny. */
export const denyProgram = () => toolProgram(deny, "cargo-deny");
