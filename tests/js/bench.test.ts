import assert from "node:assert/strict";
import { test } from "node:test";
import { addLine, addRun, replaceSection } from "../bench/keep.mjs";
import { compare, medianRatio } from "../bench/measure.mjs";
import { baselineRow, type Results } from "../bench/plan.mjs";
import { historyCells, report, targetsOf } from "../bench/report.mjs";
import { targetsOf as sizeTargets } from "../bench/sizes.mjs";
import { table } from "../bench/table.mjs";
import { conclusion, isMet, type Target, targetTable } from "../bench/targets.mjs";

const SIZES = [100, 1_000, 10_000, 100_000];
const MIB = 1024 * 1024;

/** What a run measures: the baseline takes `beside` times as long as the package, and parse + Map `ahead` times. */
function resultsOf({ beside = 1, ahead = 9, mebibytes = 300 }): Results {
  const taken = { wasm: mebibytes * MIB, addedRss: MIB, heap: MIB };
  return {
    baselines: SIZES.map((size) => baselineRow(size, [{ today: 1, baseline: beside, ahead: beside }])),
    trees: [...SIZES, 1_000_000].map((size) => ({
      size,
      shape: "random",
      times: { bytes: 1, ours: 1, map: ahead, parse: 1, ahead, rounds: 9 },
    })),
    forms: [],
    searches: [],
    arrays: [],
    memory: { ours: taken, map: taken },
    commandLine: { bare: 40, first: 90, ours: 1, script: 2.5, ahead: 2.5 },
    failures: [],
  };
}

const missedIn = (results: Results) =>
  targetsOf(results, false)
    .filter((target) => !isMet(target))
    .map(({ what }) => what);

test("a target is met at its figure, and missed beyond it or when nothing was measured", () => {
  const targets: Target[] = [
    { what: "a", measured: 0.95, least: 0.95 },
    { what: "b", measured: 0.94, least: 0.95 },
    { what: "c", measured: 144_000, most: 144_000 },
    { what: "d", measured: 144_001, most: 144_000 },
    { what: "e", measured: undefined, most: 144_000 },
  ];
  assert.equal(
    table(targetTable(targets)),
    [
      "### Targets",
      "",
      "| what | measured |    target | verdict |",
      "|------|---------:|----------:|--------:|",
      "| a    |    0.950 |   ≥ 0.950 |     met |",
      "| b    |    0.940 |   ≥ 0.950 |  missed |",
      "| c    |  144 000 | ≤ 144 000 |     met |",
      "| d    |  144 001 | ≤ 144 000 |  missed |",
      "| e    |        - | ≤ 144 000 |  missed |",
    ].join("\n"),
  );
  assert.equal(conclusion(targets), "2 of 5 targets were met.");
  assert.equal(conclusion(targets.slice(0, 1)), "Every target was met.");
});

test("npm run bench judges the baseline, parse + Map and the memory, and fails on any of them", () => {
  const good = report(resultsOf({}), false);
  assert.ok(good.isGood && good.text.endsWith("Every target was met."), good.text);
  assert.deepEqual(
    missedIn(resultsOf({ beside: 0.94 })),
    SIZES.map((size) => `${String(size).replace(/000$/, " 000")} units, baseline / ours`),
  );
  assert.deepEqual(missedIn(resultsOf({ ahead: 8 })), ["100 000 units, parse + Map / ours"]);
  assert.deepEqual(missedIn(resultsOf({ mebibytes: 341 })), ["1 000 000 units, MiB of the module's memory"]);
  assert.equal(report(resultsOf({ mebibytes: 341 }), false).isGood, false);
});

test("npm run bench judges the command line", () => {
  const commandLine = { bare: 40, first: 101, ours: 1, script: 1.9, ahead: 1.9 };
  assert.deepEqual(missedIn({ ...resultsOf({}), commandLine }), [
    "command line, ms to the first byte beyond Node",
    "command line, script / ours",
  ]);
});

test("npm run bench fails when something could not be measured", () => {
  const broken = report({ ...resultsOf({}), failures: ["memory failed: out of memory"] }, false);
  assert.equal(broken.isGood, false);
  assert.match(broken.text, /\n- memory failed: out of memory$/);
  const { memory, ...others } = resultsOf({});
  assert.deepEqual(missedIn(others), ["1 000 000 units, MiB of the module's memory"]);
});

test("a quick run judges no large listing", () => {
  const judged = targetsOf(resultsOf({}), true).map(({ what }) => what);
  assert.deepEqual([judged.length, judged.some((what) => /^1\d* 000 000|^100 000/.test(what))], [7, false]);
});

test("the history holds the ratios and the memory of a run", () => {
  assert.deepEqual(historyCells(resultsOf({ ahead: 12.34 })), [
    "1.00 / 1.00 / 1.00 / 1.00",
    "12.3 / 12.3 / 12.3 / 12.3 / 12.3",
    "300",
  ]);
});

test("npm run size judges both modules, the reader of tables and the lines of code", () => {
  const size = { raw: 1, gzip: 90_000, brotli: 80_000 };
  const download = { module: size, code: size, both: size };
  const targets = sizeTargets({ "business-units": download, "business-units/tree": download }, 4_101, size);
  assert.deepEqual(
    targets.map((target) => isMet(target)),
    [true, true, true, true, false, false, false, false],
  );
});

test("the fastest sample of a round counts, and ratios are those of the rounds", ({ mock }) => {
  let now = 0;
  mock.method(performance, "now", () => now);
  mock.method(process, "cpuUsage", () => ({ user: now * 1_000, system: 0 }));
  Object.assign(globalThis, { gc() {} });
  // Warming up takes half a second at once. Then most calls are interrupted, and one in each round is not.
  const scripted = (rounds: number[]) => {
    const times = rounds.flatMap((fastest) => [...Array(7).fill(fastest * 9), fastest, ...Array(7).fill(99)]);
    return {
      run(input: string) {
        now += input === "small" ? 500 : (times.shift() ?? Number.NaN);
      },
    };
  };
  const contenders = { one: scripted([5, 9, 10]), other: scripted([15, 9, 25]) };
  const samples = compare(contenders, { input: "large", warmUpInput: "small", limitMs: 0 });
  assert.deepEqual(samples, { one: [5, 9, 10], other: [15, 9, 25] });
  assert.equal(medianRatio(samples.other, samples.one), 2.5);
});

test("the processes that compared with the baseline give their medians and how far they are apart", () => {
  const times = [0.9, 1.3, 1].map((ahead) => ({ today: 2, baseline: ahead * 2, ahead }));
  const row = { size: 100, today: 2, baseline: 2, ahead: 1, lowest: 0.9, highest: 1.3 };
  assert.deepEqual(baselineRow(100, times), row);
});

const RUN = (day: number, command = "npm run bench") =>
  `## 2026-01-0${day}, commit abc\n\n- command: \`${command}\`\n- machine\n\ntables\n`;

test("a line is added to the history, and a section is replaced, between others", () => {
  const before = "# R\n\n## History\n\n| date |\n|---|\n| old |\n\n## Parts\n\nold\n\n## Last\n\nx\n";
  assert.equal(addLine(before, "History", ["new", "1"]), before.replace("| old |", "| old |\n| new | 1 |"));
  assert.equal(replaceSection(before, "Parts", "new\n"), before.replace("\n\nold\n", "\n\nnew\n"));
  assert.throws(() => addLine(before, "Nothing", []), /no section "Nothing"/);
});

test("a run is added at the end, in the place of the oldest of its command", () => {
  const page = RUN(2, "npm run bench:page");
  const before = `# R\n\n${RUN(1)}\n${page}\n${RUN(3)}`;
  const after = addRun(before, { command: "npm run bench", report: RUN(4), most: 2 });
  assert.equal(after, `# R\n\n${page}\n${RUN(3)}\n${RUN(4)}`);
  assert.equal(addRun("# R\n", { command: "npm run bench", report: RUN(1), most: 2 }), `# R\n\n${RUN(1)}`);
});
