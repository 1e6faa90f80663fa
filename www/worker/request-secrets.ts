/** The secrets that a caller has shown: nothing that is told or logged may hold them. */
export function secretsIn(headers: Headers): string[] {
  const key = headers.get("authorization")?.replace(/^\S+ /, "") ?? "";
  return [key, headers.get("cf-access-jwt-assertion") ?? ""];
}
