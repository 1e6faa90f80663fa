import { autodeskToken, BusinessUnitsError, fetchAutodeskUnits } from "business-units";

export default {
  async fetch(request, env, ctx) {
    try {
      return Response.json(await idsBelow(new URL(request.url).pathname.slice(1), env, ctx));
    } catch (error) {
      // What an upstream answered is for the log; whoever asks hears the code.
      if (!(error instanceof BusinessUnitsError)) throw error;
      console.error(JSON.stringify(error));
      return Response.json({ code: error.code }, { status: 502 });
    }
  },
};

async function idsBelow(id, env, ctx) {
  const {
    ACCOUNT_ID: accountId,
    APS_CLIENT_ID: clientId,
    APS_CLIENT_SECRET: clientSecret,
    BASE_URL: baseUrl,
  } = env;
  const token = autodeskToken({ clientId, clientSecret, baseUrl });
  const waitUntil = (work) => ctx.waitUntil(work);
  const tree = await fetchAutodeskUnits({ accountId, token, baseUrl, waitUntil });
  try {
    return tree.get(id) === undefined ? [] : tree.subtreeIds(id);
  } finally {
    tree.free();
  }
}
