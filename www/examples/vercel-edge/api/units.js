import { fetchImochaUnits } from "business-units";

export const config = { runtime: "edge" };

export default async function handler(request) {
  const text = new URL(request.url).searchParams.get("search") ?? "";
  // The module is loaded by the first call: only buildTree would need an init() before it.
  const { IMOCHA_API_KEY: apiKey, BASE_URL: baseUrl } = process.env;
  const tree = await fetchImochaUnits({ apiKey, baseUrl, signal: request.signal });
  const found = tree.search(text, { limit: 20 }).map(({ unit }) => ({
    id: unit.id,
    names: unit.ancestors().map((above) => above.name),
  }));
  tree.free();
  return Response.json(found);
}
