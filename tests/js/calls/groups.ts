import type { Group } from "./case.ts";
import { abort } from "./groups/abort.ts";
import { bad200 } from "./groups/bad-200.ts";
import { deadline } from "./groups/deadline.ts";
import { forever } from "./groups/forever.ts";
import { mintFailures } from "./groups/mint-failures.ts";
import { mintRequests } from "./groups/mint-requests.ts";
import { mintSharing } from "./groups/mint-sharing.ts";
import { notRetried } from "./groups/not-retried.ts";
import { redirects } from "./groups/redirects.ts";
import { refusedTokens } from "./groups/refused-tokens.ts";
import { retryAfter } from "./groups/retry-after.ts";
import { retryAfterTooLong } from "./groups/retry-after-too-long.ts";
import { size } from "./groups/size.ts";
import { stalls } from "./groups/stalls.ts";
import { statusMixed } from "./groups/status-mixed.ts";
import { statusOnce } from "./groups/status-once.ts";
import { transport } from "./groups/transport.ts";

/** The table of the policies "Calls" and "Tokens", as far as it needs sockets; groups of the table, in its order. */
export const GROUPS: readonly Group[] = [
  statusOnce,
  statusMixed,
  notRetried,
  retryAfter,
  retryAfterTooLong,
  transport,
  stalls,
  bad200,
  forever,
  size,
  abort,
  deadline,
  redirects,
  mintRequests,
  mintSharing,
  mintFailures,
  refusedTokens,
];
