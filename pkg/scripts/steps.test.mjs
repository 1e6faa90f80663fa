// @ts-check
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { describe, test } from "node:test";
import { suites, testFolders } from "../../tests/steps/suites.mjs";
import { startSteps, wwwSteps } from "../../www/build.mjs";
import { referenceStep } from "../../www/reference.mjs";
import { buildSteps } from "./build.mjs";
import { run } from "./child.mjs";
import { setUpSteps } from "./setup.mjs";
import { Stop, takeSteps } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

/** Steps that note when they begin and when they end, and how many of them were under way at most. */
function noted() {
  /** @type {string[]} */
  const notes = [];
  let [running, most] = [0, 0];
  const step = (/** @type {string} */ name, /** @type {Partial<Step>} */ more = {}) => ({
    title: name,
    name,
    run: async () => {
      notes.push(`${name} begins`);
      most = Math.max(most, ++running);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      running--;
      notes.push(`${name} ends`);
      return name;
    },
    ...more,
  });
  return { notes, step, most: () => most };
}

describe("takeSteps()", () => {
  test("takes steps that say nothing one after another, and gives their outcomes", async () => {
    const { notes, step } = noted();
    assert.deepEqual(await takeSteps([step("a"), step("b")]), ["a", "b"]);
    assert.deepEqual(notes, ["a begins", "a ends", "b begins", "b ends"]);
  });

  test("takes steps side by side that wait for nothing", async () => {
    const met = new EventEmitter();
    /** @type {Step} */
    const first = { title: "first", after: [], run: async () => String(await once(met, "second")) };
    /** @type {Step} */
    const second = { title: "second", after: [], run: () => String(met.emit("second", "hello")) };
    assert.deepEqual(await takeSteps([first, second]), ["hello", "true"]);
  });

  test("has a step wait for those that it names, where they are taken, and gives outcomes in order", async () => {
    const { notes, step } = noted();
    const steps = [
      step("late", { after: ["early", "not taken"] }),
      step("early", { after: [] }),
      step("other", { after: [] }),
    ];
    assert.deepEqual(await takeSteps(steps), ["late", "early", "other"]);
    assert.ok(notes.indexOf("late begins") > notes.indexOf("early ends"));
    assert.ok(notes.indexOf("other begins") < notes.indexOf("early ends"));
  });

  test("never takes two that share something, nor more than so many at once", async () => {
    const sharing = noted();
    await takeSteps(["a", "b", "c"].map((name) => sharing.step(name, { after: [], shares: ["x"] })));
    assert.equal(sharing.most(), 1);
    const many = noted();
    await takeSteps(
      ["a", "b", "c"].map((name) => many.step(name, { after: [] })),
      2,
    );
    assert.equal(many.most(), 2);
  });

  test("begins nothing more once a step has failed, and says which it was", async () => {
    const { notes, step } = noted();
    const fails = async () => {
      throw new Stop("broken");
    };
    const steps = [
      { title: "fails", name: "fails", after: [], run: fails },
      step("next", { after: ["fails"] }),
    ];
    await assert.rejects(takeSteps(steps), /^Error: \[1\/2\] fails … broken$/);
    assert.deepEqual(notes, []);
  });
});

test("the modules are compiled while node modules come and wasm-bindgen is built", () => {
  const steps = [...setUpSteps(["wasm", "modules"]), ...buildSteps];
  const before = (/** @type {string} */ name) => steps.find((step) => step.name === name)?.after ?? [];
  const waited = new Set(before("crate"));
  for (const name of waited) for (const earlier of before(name)) waited.add(earlier);
  assert.deepEqual([...waited].sort(), ["linker", "rust", "target"]);
  assert.ok(before("module").includes("bindgen") && before("module").includes("node modules"));
});

test("npm start leaves the API reference for when the page is served, and the site has it", () => {
  assert.equal(startSteps.includes(referenceStep), false);
  assert.equal(wwwSteps.includes(referenceStep), true);
});

test("suites that build in cargo's folder are not run at the same time", () => {
  const sharing = suites.filter((suite) => suite.shares?.includes("cargo's folder"));
  assert.deepEqual(
    sharing.map((suite) => suite.name),
    ["lint", "core", "wasm"],
  );
});

test("every test file for Node belongs to one suite, which runs all below its folder", async () => {
  const patterns = ["*.test.ts", "*.test.mjs"];
  const { output } = await run("git", [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    ...patterns,
  ]);
  const files = output.split("\n").filter((file) => file !== "");
  assert.ok(files.length > 50);
  const suitesOf = (/** @type {string} */ file) =>
    Object.entries(testFolders).filter(([, folder]) => file.startsWith(`${folder}/`));
  assert.deepEqual(
    files.filter((file) => suitesOf(file).length !== 1),
    [],
  );
  for (const name of Object.keys(testFolders))
    assert.ok(
      suites.some((suite) => suite.name === name),
      name,
    );
});
