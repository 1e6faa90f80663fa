import type { AbortPlan, CallCase } from "./case.ts";

/** The caller's half of an abort: the options that carry it, and when it came. */
export interface Caller {
  signal?: AbortSignal;
  fetch?: typeof fetch;
  onAttempt?: () => void;
  /** Runs once the call has been made. */
  called(): void;
  /** Runs once the call has ended well. */
  succeeded(): void;
  abortedAt(): number | undefined;
  /** Listeners on the signal that nobody took away. */
  listenersLeft(): number;
}

const REASON = { why: "the caller has left" };

/** Makes what carries out the plan of a case. */
export function callerOf({ abort, clockJumpMs }: CallCase): Caller {
  const controller = new AbortController();
  let at: number | undefined;
  const leave = () => {
    at ??= performance.now();
    controller.abort(REASON);
  };
  const signal = signalFor(abort, controller);
  signal.addEventListener("abort", () => {
    at ??= performance.now();
  });
  const listeners = counted(signal);
  if (abort === "before") leave();
  return {
    ...(abort !== undefined && { signal }),
    ...(abort === "with the response" && { fetch: leavingFetch(leave) }),
    ...(abort === "in onAttempt" && { onAttempt: leave }),
    ...(clockJumpMs !== undefined && { onAttempt: () => jump(clockJumpMs) }),
    called: () => {
      if (abort === "next tick") queueMicrotask(leave);
      if (typeof abort === "object" && abort.by !== "timeout") setTimeout(leave, abort.afterMs);
    },
    succeeded: () => {
      if (abort === "after success") leave();
    },
    abortedAt: () => at,
    listenersLeft: listeners,
  };
}

function signalFor(abort: AbortPlan | undefined, controller: AbortController): AbortSignal {
  if (typeof abort !== "object") return controller.signal;
  if (abort.by === "timeout") return AbortSignal.timeout(abort.afterMs);
  return abort.by === "any"
    ? AbortSignal.any([new AbortController().signal, controller.signal])
    : controller.signal;
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
