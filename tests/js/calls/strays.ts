interface Process {
  on?(event: "uncaughtException" | "unhandledRejection", listener: (thrown: unknown) => void): void;
}

/** Records uncaught errors and unhandled rejections. */
export function watchStrays(): () => string[] {
  const strays: string[] = [];
  const note = (thrown: unknown) => {
    strays.push(`nobody could catch ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  };
  const { process } = globalThis as { process?: Process };
  if (process?.on) {
    process.on("uncaughtException", note);
    process.on("unhandledRejection", note);
  } else {
    addEventListener("error", ({ error, message }) => note(error ?? message));
    addEventListener("unhandledrejection", ({ reason }) => note(reason));
  }
  return () => strays;
}
