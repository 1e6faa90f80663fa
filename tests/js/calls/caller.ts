import type { Attempt } from "business-units";
import type { AbortPlan, CallCase } from "./case.ts";
import { turn, turns } from "./turns.ts";

/** The caller of a case: the options that it passes, what they received, and the turns since its abort. */
export interface Caller {
  signal?: AbortSignal;
  fetch?: typeof fetch;
  onAttempt(attempt: Attempt): void;
  onProgress(): void;
  /** The attempts that `onAttempt` received. */
  readonly attempts: readonly Attempt[];
  /** Runs once the call has been made. */
  called(): void;
  /** Runs once the call has ended well. */
  succeeded(): void;
  /** How many turns of the event loop have passed since the abort. */
  turnsSinceAbort(): number;
  /** Listeners that are still on the signal. */
  listenersLeft(): number;
}

const REASON = { why: "the caller has left" };
/** Enough turns for a wait to begin after `onAttempt`. */
const A_FEW_TURNS = 3;

/** Makes what carries out the plan of a case; `asked` resolves once the sandbox has a request. */
export function callerOf({ abort, clockJumpMs }: CallCase, asked: () => Promise<void>): Caller {
  const controller = new AbortController();
  const leave = () => controller.abort(REASON);
  const once = typeof abort === "object" && "once" in abort ? abort.once : undefined;
  const signal = signalFor(abort, controller);
  const passed = turnsAfterAbort(signal);
  const listeners = counted(signal);
  const attempts: Attempt[] = [];
  if (abort === "before") leave();
  return {
    ...(abort !== undefined && { signal }),
    ...(abort === "with the response" && { fetch: leavingFetch(leave) }),
    attempts,
    onAttempt: (attempt) => {
      attempts.push(attempt);
      if (abort === "in onAttempt") leave();
      if (once === "it waits") turns(A_FEW_TURNS).then(leave);
      if (clockJumpMs !== undefined) jump(clockJumpMs);
    },
    onProgress: () => {
      if (once === "half a body is here") leave();
    },
    called: () => {
      if (abort === "next tick") queueMicrotask(leave);
      if (once === "the sandbox is asked") asked().then(leave);
    },
    succeeded: () => {
      if (abort === "after success") leave();
    },
    turnsSinceAbort: passed,
    listenersLeft: listeners,
  };
}

function signalFor(abort: AbortPlan | undefined, controller: AbortController): AbortSignal {
  if (typeof abort !== "object") return controller.signal;
  if ("afterMs" in abort) return AbortSignal.timeout(abort.afterMs);
  return abort.by === "any"
    ? AbortSignal.any([new AbortController().signal, controller.signal])
    : controller.signal;
}

/** Counts the turns from the abort to the first time that it is asked for them. */
function turnsAfterAbort(signal: AbortSignal): () => number {
  let count = 0;
  let isAsked = false;
  signal.addEventListener("abort", async () => {
    for (; !isAsked; count++) await turn();
  });
  return () => {
    isAsked = true;
    return count;
  };
}

function leavingFetch(leave: () => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    leave();
    return response;
  };
}

function counted(signal: AbortSignal): () => number {
  const held = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  Object.assign(signal, {
    addEventListener(type: string, listener: () => void, options?: AddEventListenerOptions) {
      if (options?.once !== true) held.add(listener);
      addEventListener.call(signal, type, listener, options);
    },
    removeEventListener(type: string, listener: () => void, options?: EventListenerOptions) {
      held.delete(listener);
      removeEventListener.call(signal, type, listener, options);
    },
  });
  return () => held.size;
}

const ownNow = Date.now;

function jump(byMs: number): void {
  Date.now = () => ownNow() + byMs;
}

/** Sets the clock right again. */
export function restoreClock(): void {
  Date.now = ownNow;
}
