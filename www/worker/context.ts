import type { Account } from "./account.ts";
import type { Env } from "./env.ts";
import type { Principal } from "./principal.ts";
import type { Timing } from "./timing.ts";

interface Variables {
  /** The caller, as the gate identified it. */
  principal: Principal;
  /** The accounts that the request names, each of which the caller may read. */
  accounts: readonly Account[];
  timing: Timing;
}

/** The types of Hono's context. */
export type App = { Bindings: Env; Variables: Variables };
