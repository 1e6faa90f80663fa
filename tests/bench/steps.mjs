// @ts-check
import { modulesStepIn } from "../../pkg/scripts/modules.mjs";
import { place } from "../../pkg/scripts/place.mjs";

/** The packages that the benchmarks compare with, and what the baseline is built with. */
export const peersStep = modulesStepIn("peers", place("tests", "bench"));
