// @ts-check

/**
 * The texts that name a version.
 * @typedef {{ manifest: string, cargo: string, changelog: string, tags: readonly string[] }} Named
 */

/**
 * Says what keeps a version from being released: the same in both manifests and the newest in the changelog, no such
 * tag yet, and nothing left to be put under it.
 * @param {Named} named
 */
export function versionProblems({ manifest, cargo, changelog, tags }) {
  const { version } = JSON.parse(manifest);
  const crate = /^version = "([^"]+)"/m.exec(cargo)?.[1];
  const newest = /^## \[(\d[^\]]*)\]/m.exec(changelog)?.[1];
  const unreleased = /^## \[Unreleased\]\n(.*?)(?=^## \[|(?![\s\S]))/ms.exec(changelog)?.[1] ?? "";
  return [
    ...(crate === version ? [] : [`Cargo.toml says ${crate}, pkg/package.json ${version}`]),
    ...(newest === version
      ? []
      : [`CHANGELOG.md's newest version is ${newest}, pkg/package.json's ${version}`]),
    ...(tags.includes(`v${version}`) ? [`v${version} is tagged already: raise the version`] : []),
    ...(/^- /m.test(unreleased)
      ? ["CHANGELOG.md has entries under Unreleased: put them under a version"]
      : []),
  ];
}
