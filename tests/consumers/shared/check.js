// What every consumer does with the package, wherever it runs; `small` is all of business-units/tree. `init` is given
// where the modules are not there at import: the call comes first then, to show that it needs no init().
export async function check({ init, buildTree, fetchImochaUnits, small }, sandbox) {
  const tree = async () => {
    await init?.();
    return drawnWith(buildTree);
  };
  const smallTree = async () => {
    if (init !== undefined) await small.init();
    return "fetchImochaUnits" in small ? "it has calls" : drawnWith(small.buildTree);
  };
  const fetched = async () => {
    const built = await fetchImochaUnits({ apiKey: "sandbox-imocha-documented", baseUrl: sandbox });
    const names = Array.from(built, (unit) => unit.name).join(", ");
    built.free();
    return names === "Default BU 1, Default BU 2" || names;
  };
  const outcome = { import: await attempt(() => typeof buildTree === "function") };
  const trees = { tree, small: smallTree };
  const claims = init === undefined ? { ...trees, fetch: fetched } : { fetch: fetched, ...trees };
  for (const [claim, work] of Object.entries(claims)) outcome[claim] = await attempt(work);
  return outcome;
}

function drawnWith(buildTree) {
  const built = buildTree([
    { id: "2", parentId: "1", name: "Norway" },
    { id: 1n, name: "Europe" },
  ]);
  const drawn = Array.from(built, (unit) => `${unit.depth} ${unit.name}`).join(", ");
  built.free();
  return drawn === "0 Europe, 1 Norway" || drawn;
}

async function attempt(work) {
  try {
    const result = await work();
    return result === true ? "ok" : `wrong: ${result}`;
  } catch (error) {
    return String(error);
  }
}
