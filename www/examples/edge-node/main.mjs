import { serve } from "@hono/node-server";
import { serving } from "./server/index.js";

const answer = serving({ ...process.env });

serve(
  {
    // Behind a proxy of your own, give the address that it tells.
    fetch: (request, { incoming }) => answer(request, incoming.socket.remoteAddress),
    hostname: "127.0.0.1",
    port: Number(process.env.PORT ?? 8787),
  },
  ({ port }) => console.log(`http://127.0.0.1:${port}`),
);
