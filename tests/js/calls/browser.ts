// A worker of a page: it has no `window`, so that tokens may be minted too.
import { playAll } from "./runner.ts";

addEventListener("message", async ({ data }: MessageEvent<{ sandbox: string; only: string }>) => {
  postMessage(await playAll({ ...data, runtime: "chromium" }));
});
postMessage("ready");
