// What every consumer does with the package, wherever it runs. `init` is given where the module is not there at import:
// the call comes first then, to show that it needs no init().
export async function check({ init, buildTree, fetchImochaUnits }, sandbox) {
  const tree = async () => {
    await init?.();
    const built = buildTree([
      { id: "2", parentId: "1", name: "Norway" },
      { id: 1n, name: "Europe" },
    ]);
    const drawn = Array.from(built, (unit) => `${unit.depth} ${unit.name}`).join(", ");
    built.free();
    return drawn === "0 Europe, 1 Norway" || drawn;
  };
  const fetched = async () => {
    const built = await fetchImochaUnits({ apiKey: "sandbox-imocha-documented", baseUrl: sandbox });
    const names = Array.from(built, (unit) => unit.name).join(", ");
    built.free();
    return names === "Default BU 1, Default BU 2" || names;
  };
  const outcome = { import: await attempt(() => typeof buildTree === "function") };
  const claims = Object.entries(init === undefined ? { tree, fetch: fetched } : { fetch: fetched, tree });
  for (const [claim, work] of claims) outcome[claim] = await attempt(work);
  return outcome;
}

async function attempt(work) {
  try {
    const result = await work();
    return result === true ? "ok" : `wrong: ${result}`;
  } catch (error) {
    return String(error);
  }
}
