//! Units to a tree, then every check that needs the whole forest.

use super::cycles::cut_cycles;
use super::defect::{Defect, Kind};
use super::links::{ById, Flaw, Flaws};
use super::numbers::{filled, get};
use super::place::Rows;
use super::suggest::Suggestions;
use super::{Tree, path};
use crate::unit::{OutOfMemory, Units, order_of, owned};

impl Tree {
    /// Places every unit and lists what is wrong.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    ///
    /// # Cost
    /// O(n) in units and in bytes of text, for any shape.
    pub fn build(units: impl Into<Box<Units>>) -> Result<Self, OutOfMemory> {
        let units = units.into();
        let mut flaws = Flaws::new();
        let by_id = ById::of(&units, &mut flaws)?;
        let mut parents = by_id.parents(&units, &mut flaws)?;
        let mut rows = Rows::of(&parents)?;
        if rows.len() < units.len() {
            cut_cycles(&mut parents, &mut flaws)?;
            rows = Rows::of(&parents)?;
        }
        let account_id = account_id(&units)?;
        let mut tree = Self { units, by_id, rows, account_id, defects: Vec::new() };
        tree.defects = tree.all_defects(flaws, &parents)?;
        Ok(tree)
    }

    /// Every defect, in input order; of one row, in the order of the kinds.
    fn all_defects(&self, flaws: Flaws, parents: &[u32]) -> Result<Vec<Defect>, OutOfMemory> {
        let adrift = self.adrift(&flaws)?;
        let suggestions = Suggestions::of(self, &flaws, &adrift)?;
        let mut found: Vec<(u32, Kind)> = Vec::new();
        found.try_reserve(flaws.len())?;
        for (index, flaw) in flaws {
            found.push((index, self.kind_of(index, flaw, &suggestions)?));
        }
        self.note_other_accounts(&mut found)?;
        path::note_mismatches(self, (parents, &adrift), &mut found)?;
        let order = in_order(&found)?;
        let mut defects = Vec::new();
        let count = self.count_mismatch();
        defects.try_reserve_exact(found.len() + usize::from(count.is_some()))?;
        defects.extend(order.into_iter().filter_map(|place| {
            let (index, kind) = found.get_mut(place as usize)?;
            let kind = core::mem::replace(kind, Kind::EmptyId);
            Some(Defect { row: Some(get(&self.rows.row_of, *index)), kind })
        }));
        defects.extend(count);
        Ok(defects)
    }

    fn kind_of(
        &self,
        index: u32,
        flaw: Flaw,
        suggestions: &Suggestions,
    ) -> Result<Kind, OutOfMemory> {
        let row = |index: u32| get(&self.rows.row_of, index);
        Ok(match flaw {
            Flaw::EmptyId => Kind::EmptyId,
            Flaw::DuplicateId { first } => Kind::DuplicateId { rows: [row(first), row(index)] },
            Flaw::MissingParent => {
                Kind::MissingParent { suggestion: suggestions.suggest(self, row(index))? }
            }
            Flaw::SelfParent => Kind::SelfParent,
            Flaw::Cycle { mut indexes } => {
                for index in &mut indexes {
                    *index = row(*index);
                }
                Kind::Cycle { rows: indexes }
            }
        })
    }

    /// Which rows hang below a root that is none by right: their ancestors are not known. Nothing where none does.
    fn adrift(&self, flaws: &Flaws) -> Result<Vec<bool>, OutOfMemory> {
        let is_root = |flaw: &Flaw| match flaw {
            Flaw::EmptyId | Flaw::DuplicateId { .. } => false,
            Flaw::MissingParent | Flaw::SelfParent | Flaw::Cycle { .. } => true,
        };
        if !flaws.iter().any(|(_, flaw)| is_root(flaw)) {
            return Ok(Vec::new());
        }
        let mut adrift = filled(self.rows.iter().len(), false)?;
        for (index, flaw) in flaws {
            if let Some(slot) = adrift.get_mut(get(&self.rows.row_of, *index) as usize) {
                *slot |= is_root(flaw);
            }
        }
        for (row, placed) in self.rows.iter().enumerate() {
            let below = adrift.get(placed.parent as usize).copied().unwrap_or(false);
            if let Some(slot) = adrift.get_mut(row) {
                *slot |= below;
            }
        }
        Ok(adrift)
    }

    fn note_other_accounts(&self, found: &mut Vec<(u32, Kind)>) -> Result<(), OutOfMemory> {
        let Some(expected) = self.account_id() else { return Ok(()) };
        let source = self.units.source();
        let mut changes = self.units.account_changes().peekable();
        while let Some((start, account)) = changes.next() {
            let end = changes.peek().map_or(self.len(), |(next, _)| *next);
            let account = account.map(|id| source.account_id(id)).unwrap_or_default();
            if !account.is_empty() && !account.eq_ignore_ascii_case(expected) {
                found.try_reserve((end - start) as usize)?;
                found.extend((start..end).map(|index| (index, Kind::OtherAccount)));
            }
        }
        Ok(())
    }

    fn count_mismatch(&self) -> Option<Defect> {
        let count = self.units.claimed_count().filter(|_| self.units.source().has_count)?;
        let listed = self.len();
        (count != i64::from(listed))
            .then_some(Defect { row: None, kind: Kind::CountMismatch { count, listed } })
    }
}

/// The places of what was found in the order of its indexes. Of one index, what is of a kind before another was found
/// before it.
fn in_order(found: &[(u32, Kind)]) -> Result<Vec<u32>, OutOfMemory> {
    let order = order_of(found.iter().map(|(index, _)| *index))?;
    debug_assert!(
        order.is_sorted_by_key(|place| {
            found.get(*place as usize).map(|(index, kind)| (*index, kind.place()))
        }),
        "of one index, kinds are found in their order"
    );
    Ok(order)
}

/// The account that was asked for, else the first one that a unit names.
fn account_id(units: &Units) -> Result<Option<String>, OutOfMemory> {
    let source = units.source();
    let named = || {
        let named = units.account_changes().filter_map(|(_, account)| account);
        named.map(|id| source.account_id(id)).find(|account| !account.is_empty())
    };
    units.account_id().or_else(named).map(owned).transpose()
}
