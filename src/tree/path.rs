//! Checks the `path` of each unit against its parents.
//!
//! A path is advisory: neither its separator nor its order is documented. Nearly all paths are what [`are_usual`] expects,
//! which is cheap to see; only the others are compared name by name.

use super::Tree;
use super::decomposed::Letters;
use super::names::Names;
use super::numbers::{NONE, get};
use super::path_match::matches;
use super::usual_path::are_usual;
use crate::unit::OutOfMemory;

/// Returns the indexes of the units whose path does not match their parents. Leaves out units whose ancestors are
/// `uncertain`, by row; an empty slice means that none is.
pub(super) fn mismatches(
    tree: &Tree,
    parents: &[u32],
    uncertain: &[bool],
) -> Result<Vec<u32>, OutOfMemory> {
    let mut found = Vec::new();
    let mut usual = are_usual(tree.units(), parents)?;
    if usual.iter().all(|usual| *usual) {
        return Ok(found);
    }
    let mut letters = Letters::default();
    for row in 0..tree.len() {
        let index = tree.index_of(row);
        // A usual path is right only if the path of the parent is right as well.
        let above = get(parents, index);
        let above = above == NONE || usual.get(above as usize) == Some(&true);
        let Some(here) = usual.get_mut(index as usize) else { continue };
        *here &= above;
        if !*here
            && !uncertain.get(row as usize).copied().unwrap_or(false)
            && !matches_any(tree, row, &mut letters)?
        {
            found.try_reserve(1)?;
            found.push(index);
        }
    }
    Ok(found)
}

/// Tells whether the path of a row matches in any form; an absent one always does.
fn matches_any(tree: &Tree, row: u32, letters: &mut Letters) -> Result<bool, OutOfMemory> {
    let Some(path) = tree.units().path(tree.index_of(row)) else { return Ok(true) };
    let as_sent = matches(path, tree.name(row), &Names::above(tree, row));
    Ok(as_sent || letters.match_path(path, tree, row)?)
}
