import { runSuite } from "./suite.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    const sandbox = new URL(request.url).searchParams.get("sandbox") ?? "";
    return Response.json(await runSuite(sandbox));
  },
};
