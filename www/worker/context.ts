import type { Env } from "./env.ts";
import type { Principal } from "./principal.ts";
import type { Timing } from "./timing.ts";

/** The types of Hono's context: the settings, the caller that the gate identified, and the timing of the answer. */
export type App = { Bindings: Env; Variables: { principal: Principal; timing: Timing } };
