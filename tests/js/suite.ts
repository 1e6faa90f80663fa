import QUnit from "qunit";
import { aborting } from "./suite/aborting.ts";
import { bodies } from "./suite/bodies.ts";
import { building } from "./suite/building.ts";
import { calling } from "./suite/calling.ts";
import { crossing } from "./suite/crossing.ts";
import { defects } from "./suite/defects.ts";
import { ofTreesOnly } from "./suite/entry.ts";
import { errors } from "./suite/errors.ts";
import { exporting } from "./suite/exporting.ts";
import { exportingPictures } from "./suite/exporting-pictures.ts";
import { exportingTables } from "./suite/exporting-tables.ts";
import { exportingTexts } from "./suite/exporting-texts.ts";
import { grammar } from "./suite/grammar.ts";
import { importing } from "./suite/importing.ts";
import { lifetimes } from "./suite/lifetimes.ts";
import { options } from "./suite/options.ts";
import { queries } from "./suite/queries.ts";
import { reading } from "./suite/reading.ts";
import { refusals } from "./suite/refusals.ts";
import { refusedInputs } from "./suite/refused-inputs.ts";
import { retrying } from "./suite/retrying.ts";
import { secrets } from "./suite/secrets.ts";
import { sideBySide } from "./suite/side-by-side.ts";
import { snapshots } from "./suite/snapshots.ts";
import { tokens } from "./suite/tokens.ts";

/** How one test went; without failures it passed. */
export interface Outcome {
  title: string;
  failures: string[];
}

interface Failure {
  message?: string;
  actual?: unknown;
  expected?: unknown;
  stack?: string;
}

interface TestEnd {
  fullName: string[];
  status: "passed" | "failed" | "skipped" | "todo";
  errors: Failure[];
}

// QUnit's published types lack the events that every runtime can listen to.
const events = QUnit as unknown as {
  on(event: "testEnd", listener: (test: TestEnd) => void): void;
  on(event: "runEnd", listener: () => void): void;
};

/** Runs the whole suite once against the sandbox at this address. */
export function runSuite(sandbox: string): Promise<Outcome[]> {
  return run(() => addSuite(sandbox));
}

/** Adds every test that holds in all runtimes. */
export function addSuite(sandbox: string): void {
  const offline = [
    bodies,
    building,
    crossing,
    defects,
    errors,
    grammar,
    lifetimes,
    queries,
    reading,
    refusedInputs,
    retrying,
    secrets,
  ];
  const exports = [exporting, exportingTables, exportingTexts, exportingPictures, snapshots];
  for (const add of [...offline, ...exports, importing, sideBySide]) add();
  QUnit.module("business-units/tree", (hooks) => {
    ofTreesOnly(hooks);
    const both = [
      building,
      crossing,
      defects,
      exporting,
      lifetimes,
      queries,
      reading,
      refusedInputs,
      snapshots,
    ];
    for (const add of both) add();
  });
  const online = [aborting, calling, options, refusals, tokens];
  for (const add of online) add(sandbox);
}

/** Runs the tests that `add` adds, and resolves when all are over. */
export function run(add: () => void): Promise<Outcome[]> {
  Object.assign(QUnit.config, { autostart: false, testTimeout: 120_000, reorder: false });
  add();
  const outcomes: Outcome[] = [];
  events.on("testEnd", ({ fullName, status, errors }) => {
    const failures = errors.map(describe);
    const odd = status === "passed" || failures.length > 0 ? [] : [`the test was ${status}`];
    outcomes.push({ title: fullName.join(": "), failures: [...failures, ...odd] });
  });
  return new Promise((resolve) => {
    events.on("runEnd", () => resolve(outcomes));
    QUnit.start();
  });
}

function describe({ message, actual, expected, stack }: Failure): string {
  const values =
    actual === undefined && expected === undefined
      ? ""
      : `\n  expected ${show(expected)}\n  but got  ${show(actual)}`;
  return `${message ?? "it does not hold"}${values}\n${stack ?? ""}`;
}

function show(value: unknown): string {
  try {
    return (
      JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)) ?? String(value)
    );
  } catch {
    return String(value);
  }
}
