// @ts-check
import { readFileSync } from "node:fs";
import { place } from "./place.mjs";
import { runRust, wasmTarget } from "./rust.mjs";
import { Stop } from "./steps.mjs";

/**
 * A crate as cargo describes it, with what stands in Cargo.lock.
 * @typedef {{ id: string, name: string, version: string, license: string | null, source: string | null }} Crate
 * @typedef {{ pkg: string, dep_kinds: { kind: string | null }[] }} Dependency
 * @typedef {{ packages: Crate[], resolve: { root: string, nodes: { id: string, deps: Dependency[] }[] } }} Metadata
 */

/**
 * Writes what the module is compiled from as a CycloneDX bill of materials: build tools of crates too, tests not.
 * @returns {Promise<object>}
 */
export async function crateBill() {
  const args = ["metadata", "--locked", "--format-version", "1", "--filter-platform", wasmTarget];
  const { code, output } = await runRust("cargo", args);
  if (code !== 0) throw new Stop("cargo metadata failed: see its output above", output);
  /** @type {Metadata} */
  const metadata = JSON.parse(output.slice(output.indexOf("{")));
  return billOf(metadata, checksums(readFileSync(place("Cargo.lock"), "utf8")));
}

/**
 * @param {Metadata} metadata
 * @param {Map<string, string>} sums
 */
export function billOf({ packages, resolve }, sums) {
  const known = new Map(packages.map((crate) => [crate.id, crate]));
  const needs = new Map(
    resolve.nodes.map(({ id, deps }) => [id, deps.filter(isShipped).map(({ pkg }) => pkg)]),
  );
  const reached = new Set([resolve.root]);
  for (const id of reached) for (const next of needs.get(id) ?? []) reached.add(next);
  const component = (/** @type {string} */ id) => componentOf(/** @type {Crate} */ (known.get(id)), sums);
  const [root, ...others] = [...reached].map(component);
  const refs = new Map([...reached].map((id) => [id, component(id)["bom-ref"]]));
  const byRef = (/** @type {{ "bom-ref": string }} */ a, /** @type {{ "bom-ref": string }} */ b) =>
    a["bom-ref"] < b["bom-ref"] ? -1 : 1;
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: root },
    components: others.sort(byRef),
    dependencies: [...reached].map((id) => ({
      ref: refs.get(id),
      dependsOn: (needs.get(id) ?? []).map((need) => refs.get(need)).sort(),
    })),
  };
}

/** @param {Dependency} dependency */
function isShipped({ dep_kinds }) {
  return dep_kinds.some(({ kind }) => kind !== "dev");
}

/**
 * @param {Crate} crate
 * @param {Map<string, string>} sums
 */
function componentOf({ name, version, license }, sums) {
  const purl = `pkg:cargo/${name}@${version}`;
  const sum = sums.get(`${name} ${version}`);
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    ...(license !== null && { licenses: [{ expression: license.replaceAll("/", " OR ") }] }),
    ...(sum !== undefined && { hashes: [{ alg: "SHA-256", content: sum }] }),
  };
}

/**
 * Reads the checksums of Cargo.lock, by name and version.
 * @param {string} lockfile
 */
export function checksums(lockfile) {
  const entry =
    /name = "([^"]+)"\nversion = "([^"]+)"\n(?:source = "[^"]+"\n)?(?:checksum = "([0-9a-f]+)")?/g;
  const found = Array.from(lockfile.matchAll(entry), ([, name, version, sum]) => [`${name} ${version}`, sum]);
  return new Map(/** @type {[string, string][]} */ (found.filter(([, sum]) => sum !== undefined)));
}
