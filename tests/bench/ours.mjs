// @ts-check

/** @typedef {import("./listings.mjs").Listing} Listing */

/**
 * The contender that takes bytes to a tree that has answered, with a build of the package.
 * @param {Pick<typeof import("business-units"), "buildTree">} build
 */
export function ours({ buildTree }) {
  return {
    run(/** @type {Listing} */ { bytes, lastId }) {
      const tree = buildTree(bytes);
      const answers = { height: tree.height, defects: tree.defects.length, last: tree.get(lastId)?.id };
      if (answers.defects !== 0 || answers.last !== lastId) throw new Error("the package built a wrong tree");
      return tree;
    },
    done(/** @type {import("business-units").UnitTree} */ tree) {
      tree.free();
    },
  };
}
