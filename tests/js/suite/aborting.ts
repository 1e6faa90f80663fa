import { fetchAutodeskUnits, fetchImochaUnits, type UnitTree } from "business-units";
import QUnit from "qunit";
import { AUTODESK_ACCOUNTS, IMOCHA_ACCOUNTS, SANDBOX_TOKEN } from "../../../www/sandbox/catalog.ts";
import { DOCUMENTED, failureOf, PATIENT, recording } from "./world.ts";

const REASONS: Record<string, unknown> = {
  "an Error": new RangeError("enough"),
  "a text": "enough",
  "an object": { enough: true },
  null: null,
  "the number 0": 0,
};

interface Options {
  signal: AbortSignal;
  fetch?: typeof fetch;
  onProgress?: () => void;
}

/** One service's call, to accounts that answer at once, never, or only half. */
interface Service {
  answers(options: Options): Promise<UnitTree>;
  silent(options: Options): Promise<UnitTree>;
  stalls(options: Options): Promise<UnitTree>;
}

/** The caller's own reason comes out, whatever it is and whenever it comes. */
export function aborting(sandbox: string): void {
  for (const [name, service] of Object.entries(servicesAt(sandbox))) {
    QUnit.module(`aborting ${name}`, () => {
      for (const [title, reason] of Object.entries(REASONS)) {
        QUnit.test(`before the start, with ${title}, sends nothing`, async (assert) => {
          const { fetch, seen } = recording(() => new Response(DOCUMENTED.autodesk));
          const signal = AbortSignal.abort(reason);
          assert.strictEqual(await failureOf(() => service.answers({ signal, fetch })), reason);
          assert.strictEqual(seen.length, 0);
        });

        QUnit.test(`while the headers are awaited, with ${title}, gives that very reason`, async (assert) => {
          const controller = new AbortController();
          const { fetch, seen } = recording((request) => {
            queueMicrotask(() => controller.abort(reason));
            return globalThis.fetch(request);
          });
          const { signal } = controller;
          assert.strictEqual(await failureOf(() => service.silent({ signal, fetch })), reason);
          assert.true(seen[0]?.signal.aborted, "the request was ended too");
        });

        QUnit.test(`while the body arrives, with ${title}, gives that very reason`, async (assert) => {
          const controller = new AbortController();
          const onProgress = () => controller.abort(reason);
          const { signal } = controller;
          assert.strictEqual(await failureOf(() => service.stalls({ signal, onProgress })), reason);
        });
      }

      QUnit.test("through the runtime's own fetch gives the reason of a timeout", async (assert) => {
        const signal = AbortSignal.timeout(50);
        const thrown = await failureOf(() => service.silent({ signal }));
        assert.strictEqual(thrown, signal.reason);
      });

      QUnit.test("without a reason gives the one that the runtime makes", async (assert) => {
        const controller = new AbortController();
        const promise = service.silent({ signal: controller.signal });
        controller.abort();
        assert.strictEqual(await failureOf(() => promise), controller.signal.reason);
      });

      QUnit.test("after the answer changes nothing", async (assert) => {
        const controller = new AbortController();
        using tree = await service.answers({ signal: controller.signal });
        controller.abort();
        assert.strictEqual(tree.size, 2);
        assert.strictEqual(tree.toArray().length, 2);
      });
    });
  }
}

function servicesAt(baseUrl: string): Record<string, Service> {
  const autodesk = (name: "documented" | "slowHeaders" | "slowBody") => (options: Options) => {
    const { accountId } = AUTODESK_ACCOUNTS[name];
    return fetchAutodeskUnits({ accountId, token: SANDBOX_TOKEN, baseUrl, ...PATIENT, ...options });
  };
  const imocha = (name: "documented" | "slowHeaders" | "slowBody") => (options: Options) =>
    fetchImochaUnits({ apiKey: IMOCHA_ACCOUNTS[name].apiKey, baseUrl, ...PATIENT, ...options });
  return {
    fetchAutodeskUnits: service(autodesk),
    fetchImochaUnits: service(imocha),
  };
}

function service(
  call: (name: "documented" | "slowHeaders" | "slowBody") => (options: Options) => Promise<UnitTree>,
): Service {
  return { answers: call("documented"), silent: call("slowHeaders"), stalls: call("slowBody") };
}
