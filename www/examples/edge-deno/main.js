import { serving } from "./server/index.js";

const answer = serving(Deno.env.toObject());

Deno.serve(
  {
    hostname: "127.0.0.1",
    port: Number(Deno.env.get("PORT") ?? 8787),
    onListen: ({ port }) => console.log(`http://127.0.0.1:${port}`),
  },
  // Behind a proxy of your own, give the address that it tells.
  (request, { remoteAddr }) => answer(request, remoteAddr.hostname),
);
