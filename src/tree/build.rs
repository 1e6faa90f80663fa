//! Builds a tree of units.

use super::Tree;
use super::cycles::cut_cycles;
use super::defects::find_defects;
use super::links::ById;
use super::preorder::Preorder;
use crate::unit::{OutOfMemory, Units, owned};

impl Tree {
    /// Places every unit, and lists what is wrong.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    ///
    /// # Cost
    /// O(n) in units and in bytes of text, for any shape.
    pub fn build(units: impl Into<Box<Units>>) -> Result<Self, OutOfMemory> {
        let units = units.into();
        let mut found = Vec::new();
        let by_id = ById::of(&units, &mut found)?;
        let mut parents = by_id.parents(&units, &mut found)?;
        let mut rows = Preorder::of(&parents)?;
        // A loop is reached from no root, so its units have no rows yet.
        if rows.len() < units.len() {
            cut_cycles(&mut parents, &mut found)?;
            rows = Preorder::of(&parents)?;
        }
        let account_id = account_id(&units)?;
        let tree = Self::new(units, by_id, rows, account_id);
        let defects = find_defects(&tree, found, &parents)?;
        Ok(tree.with_defects(defects))
    }
}

/// Returns the account that the caller asked for, else the first one that a unit names.
fn account_id(units: &Units) -> Result<Option<String>, OutOfMemory> {
    let source = units.source();
    let named = || {
        let named = units.account_changes().filter_map(|(_, account)| account);
        named.map(|id| source.account_id(id)).find(|account| !account.is_empty())
    };
    units.account_id().or_else(named).map(owned).transpose()
}
