import type { AUTODESK_ACCOUNTS } from "../../catalog/autodesk.ts";
import { type Answer, bare, json, text } from "../answer.ts";
import type { Refusing } from "../refusals.ts";

/** Autodesk's answer for an account that does not exist, is in another region, or is not open to the app. */
export const NO_SUCH_ACCOUNT = json(404, { code: 1004, message: "this account doesn't exist." });

/** Makes an answer of Autodesk's platform, before the service itself sees the request. */
export function platformError(status: number, errorCode: string, developerMessage: string): Answer {
  return json(status, {
    developerMessage,
    userMessage: "",
    errorCode,
    "more info": "https://aps.autodesk.com/en/docs/oauth/v2/developers_guide/error_handling/",
  });
}

const QUOTA_EXCEEDED = json(429, { developerMessage: "Quota limit exceeded." }, { "retry-after": "2" });

const GATEWAY_PAGE = `<html>
<head><title>503 Service Temporarily Unavailable</title></head>
<body><center><h1>503 Service Temporarily Unavailable</h1></center></body>
</html>
`;

/** The answers of the Autodesk accounts that refuse: every shape of a refusal that was ever seen. */
export const AUTODESK_REFUSALS = {
  badRequest: platformError(400, "ACC-400", "The request could not be understood: malformed syntax."),
  unauthorized: bare(401, { "x-ads-troubleshooting": "The access token was revoked." }),
  forbidden: text(403, "text/plain", "Access denied: the app is not provisioned for this account."),
  notFound: NO_SUCH_ACCOUNT,
  conflict: json(409, {
    errors: [{ code: "ACC-409", title: "Conflict", detail: "The account is being merged." }],
  }),
  unprocessable: json(422, {
    jsonapi: { version: "1.0" },
    errors: [
      {
        id: "7f0c7cf2-6a4f-4c39-9b6d-1f30b1d5a422",
        status: "422",
        code: "RESTRICTED",
        title: "Unable to follow the request",
        detail: "Business units are disabled for this account.",
      },
    ],
  }),
  rateLimited: QUOTA_EXCEEDED,
  serverError: json(500, { errors: ["An unexpected error occurred on the server."] }),
  unavailable: text(503, "text/html", GATEWAY_PAGE),
} satisfies Partial<Record<Refusing<typeof AUTODESK_ACCOUNTS>, Answer>>;
