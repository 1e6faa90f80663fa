import { init } from "business-units";
import { init as initSmall } from "business-units/tree";
import { pageLoading } from "./suite/page-loading.ts";
import { addSuite, type Outcome, run } from "./suite.ts";

/** Runs in a page what only a page can show, then the suite. */
export async function runInPage(sandbox: string): Promise<Outcome[]> {
  await Promise.all([init(), initSmall()]);
  return run(() => {
    pageLoading();
    addSuite(sandbox);
  });
}
