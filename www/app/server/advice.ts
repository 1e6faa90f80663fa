import type { Problem } from "./problem.ts";

const IN_ITS_WORDS = "The service refused the request. Its own words above say more than the status does.";

const steps = new Map([
  [
    "NOT_PROTECTED",
    "The administrator of this server has to settle who may ask: the sentence above says what is missing.",
  ],
  [
    "ACCESS_REFUSED",
    "Open the page at the address that your organisation's sign-in leads to, and sign in again.",
  ],
  ["ACCOUNT_FORBIDDEN", "Ask the administrator of this server for the right to read this account."],
  ["ORIGIN_FORBIDDEN", "Open the page at the server's own address."],
  ["TOO_MANY_REQUESTS", "Wait, then try again."],
  ["ACCESS_UNAVAILABLE", "Try again in a minute. If it stays so, tell the administrator of this server."],
  ["NOT_CONFIGURED", "The administrator of this server has to complete its settings."],
  ["ERR_OPTION", "Check the account id and the region, then ask again."],
  ["OFFLINE", "Connect it to the network: the page then tries again by itself."],
  ["ERR_NETWORK", "Check the connection, then try again."],
  ["BREAKER_OPEN", "The service is failing and gets some rest. Try again in a minute."],
  ["PACED", "Many are asking at the moment. Wait, then try again."],
  ["ERR_TIMEOUT", "The service is slow at the moment. Try again in a minute."],
  [
    "ERR_UNAUTHORIZED",
    "The administrator of this server has to renew the credentials it uses for the service.",
  ],
  [
    "ERR_TOKEN",
    "The administrator of this server has to check the client id and secret it uses for the service.",
  ],
  ["ERR_FORBIDDEN", "Ask an account administrator to give this server's app access to the account."],
  [
    "ERR_NOT_FOUND",
    "Check the account id and its region, and that the account has added the app under Custom Integrations.",
  ],
  ["ERR_RATE_LIMITED", "The service accepts no more requests for now. Wait, then try again."],
  ["ERR_SERVER", "The fault is not on your side. Try again in a few minutes."],
  [
    "ERR_STATUS",
    "The status is all that is known. Try again; if it stays so, tell the administrator of this server.",
  ],
  [
    "ERR_REDIRECT",
    "The administrator of this server has to check the service address that it is set up with.",
  ],
  [
    "ERR_TOO_LARGE",
    "The listing is larger than this server passes on. Its administrator can raise the limit.",
  ],
  ["ERR_TOO_DEEP", "The answer is nested deeper than any listing is. Report it to the service."],
  [
    "ERR_JSON",
    "The answer was cut short or is no listing. Try again; if it stays so, report it to the service.",
  ],
  [
    "ERR_SHAPE",
    "The service answered with something that is not a listing. Check the account, then report it to the service.",
  ],
  [
    "ERR_STATE",
    "A part that builds the tree did not load. Reload the page; if that does not help, try another browser or tell the administrator of this server.",
  ],
  ["ERR_INTERNAL", "Reload the page. If it happens again, report it with the code and request id below."],
]);

/** What to do next: the hint that came with the problem, else the step that its code calls for. */
export function problemAdvice({ code, hint, reason }: Problem): string {
  if (!hint && reason && code === "ERR_STATUS") return IN_ITS_WORDS;
  return (
    hint ?? steps.get(code) ?? "Try again. If it happens again, report it with the code and request id below."
  );
}

/** How long to wait as a sentence. */
export function waitSentence(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000);
  if (seconds < 120) return `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"} before you try again.`;
  return `Wait ${Math.ceil(seconds / 60)} minutes before you try again.`;
}
