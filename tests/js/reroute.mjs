// Loaded with --import before an example: the hosts of both services become the sandbox.
const SERVICES = new Set(["https://developer.api.autodesk.com", "https://apiv3.imocha.io"]);
const sandbox = process.env.BUSINESS_UNITS_SANDBOX;
const ownFetch = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const { origin, pathname, search } = new URL(request.url);
  if (!SERVICES.has(origin)) return Promise.reject(new TypeError(`${origin} is no service of the examples`));
  return ownFetch(new Request(sandbox + pathname + search, request));
};
