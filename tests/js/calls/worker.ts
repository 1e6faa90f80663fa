import { type AutodeskTokenOptions, autodeskToken } from "business-units";
import { playAll } from "./runner.ts";

interface Env {
  SELF: { fetch(url: string, init: RequestInit): Promise<Response> };
}

/** The table in workerd, where a mint that is forgotten is one of a request that has ended. */
export default {
  async fetch(request: Request, { SELF }: Env): Promise<Response> {
    if (request.method === "POST") return begin(await request.json());
    const forget = async (client: AutodeskTokenOptions) => {
      await (
        await SELF.fetch("http://worker.test/", { method: "POST", body: JSON.stringify(client) })
      ).text();
    };
    const { searchParams } = new URL(request.url);
    const [sandbox = "", only = ""] = [searchParams.get("sandbox") ?? "", searchParams.get("only") ?? ""];
    return Response.json(await playAll({ sandbox, runtime: "workerd", only, forget }));
  },
};

/** Long enough for the mint's request to be on its way. */
const ON_ITS_WAY_MS = 200;

async function begin(client: AutodeskTokenOptions): Promise<Response> {
  Promise.resolve(autodeskToken(client)({})).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, ON_ITS_WAY_MS));
  return new Response("forgotten");
}
