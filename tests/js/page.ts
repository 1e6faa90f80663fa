import { init } from "business-units";
import { pageLoading } from "./suite/page-loading.ts";
import { addSuite, type Outcome, run } from "./suite.ts";

/** Runs in a page what only a page can show, then the suite. */
export async function runInPage(sandbox: string): Promise<Outcome[]> {
  await init();
  return run(() => {
    pageLoading();
    addSuite(sandbox);
  });
}
