//! What a tree answers. A row that is out of range answers like a unit without anything.

use core::ops::Range;
use std::borrow::Cow;

use super::numbers::get;
use super::{Defect, NONE, Tree};
use crate::unit::{Field, OutOfMemory, Units};

impl Tree {
    /// How many units there are.
    pub fn len(&self) -> u32 {
        self.rows.len()
    }

    /// Whether there are no units.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// The depth of the deepest unit; 0 where there is none.
    pub fn height(&self) -> u32 {
        self.rows.height
    }

    /// Returns the name of the provider of the units.
    pub fn provider(&self) -> &'static str {
        self.units.source().provider
    }

    /// The account that was asked for, else the first one that a unit names.
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    /// What is wrong, in the order sent.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// The units as they were sent.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// A text of the unit in a row.
    pub fn text(&self, field: Field, row: u32) -> Option<Cow<'_, str>> {
        self.units.text(field, self.index_of(row))
    }

    /// The name of the unit in a row, without a copy.
    pub fn name(&self, row: u32) -> Option<&str> {
        self.units.name(self.index_of(row))
    }

    /// The id of the unit in a row; empty where the service sent none.
    pub fn id(&self, row: u32) -> Cow<'_, str> {
        self.units.id(self.index_of(row))
    }

    /// Whether the service sent an id with the unit in a row.
    pub fn has_id(&self, row: u32) -> bool {
        !self.units.key(self.index_of(row)).is_empty()
    }

    /// The place, in the order sent, of the unit in a row.
    pub fn index_of(&self, row: u32) -> u32 {
        self.rows.get(row).index
    }

    /// How far below its root a row stands; a root has 0.
    pub fn depth(&self, row: u32) -> u32 {
        self.rows.get(row).depth
    }

    /// How many units a row and everything below it are.
    pub fn subtree_size(&self, row: u32) -> u32 {
        self.rows.get(row).size
    }

    /// The row after the last one below `row`.
    pub fn end_of(&self, row: u32) -> u32 {
        row.saturating_add(self.subtree_size(row))
    }

    /// The row of the parent; none for a root.
    pub fn parent_row(&self, row: u32) -> Option<u32> {
        Some(self.rows.get(row).parent).filter(|parent| *parent != NONE)
    }

    /// The row of the unit with that very id: of several, the first one sent.
    pub fn row_of(&self, id: &str) -> Option<u32> {
        let index = self.by_id.find(&self.units, self.units.key_of(id)?)?;
        Some(get(&self.rows.row_of, index))
    }

    /// The rows of the roots, in the order sent.
    pub fn roots(&self) -> impl Iterator<Item = u32> + Clone {
        self.siblings(0, self.len())
    }

    /// The rows of the children, in the order sent.
    pub fn children(&self, row: u32) -> impl Iterator<Item = u32> + Clone {
        self.siblings(row.saturating_add(1), self.end_of(row))
    }

    /// A row and everything above it, up to its root.
    pub fn ancestors(&self, row: u32) -> impl Iterator<Item = u32> + Clone {
        core::iter::successors((row < self.len()).then_some(row), |row| self.parent_row(*row))
    }

    /// A row and everything below it, in preorder.
    pub fn descendants(&self, row: u32) -> impl Iterator<Item = u32> + Clone {
        row..self.end_of(row)
    }

    /// The ids of a unit and everything below it; none for an unknown id. Units without an id are left out.
    pub fn subtree_ids(&self, id: &str) -> impl Iterator<Item = Cow<'_, str>> {
        let rows = self.row_of(id).map_or(0..0, |row| row..self.end_of(row));
        rows.filter(|row| self.has_id(*row)).map(|row| self.id(row))
    }

    /// The rows reached from the roots by those very names. Names repeat, so it is a list, never a guess.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn at(&self, names: &[impl AsRef<str>]) -> Result<Vec<u32>, OutOfMemory> {
        let Some((first, rest)) = names.split_first() else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        self.add_named(first.as_ref(), 0..self.len(), &mut rows)?;
        for name in rest {
            let mut below = Vec::new();
            for row in rows {
                self.add_named(name.as_ref(), row + 1..self.end_of(row), &mut below)?;
            }
            rows = below;
        }
        Ok(rows)
    }

    /// Adds those of the siblings in some rows that have that very name.
    fn add_named(
        &self,
        name: &str,
        rows: Range<u32>,
        found: &mut Vec<u32>,
    ) -> Result<(), OutOfMemory> {
        let mut row = rows.start;
        while row < rows.end {
            if self.name(row) == Some(name) {
                found.try_reserve(1)?;
                found.push(row);
            }
            row = self.end_of(row);
        }
        Ok(())
    }

    /// The columns by row: depth, size, the parent's row (`u32::MAX` for a root), and the place in the order sent.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn columns(&self) -> Result<[Vec<u32>; 4], OutOfMemory> {
        let [mut depth, mut size, mut parent, mut index] = [const { Vec::new() }; 4];
        for column in [&mut depth, &mut size, &mut parent, &mut index] {
            column.try_reserve_exact(self.rows.iter().len())?;
        }
        for placed in self.rows.iter() {
            depth.push(placed.depth);
            size.push(placed.size);
            parent.push(placed.parent);
            index.push(placed.index);
        }
        Ok([depth, size, parent, index])
    }

    fn siblings(&self, first: u32, end: u32) -> impl Iterator<Item = u32> + Clone {
        core::iter::successors(Some(first), |row| Some(self.end_of(*row)))
            .take_while(move |row| *row < end)
    }
}

/// Rows as a list of just that length, so that handing it on moves nothing.
///
/// # Errors
/// [`OutOfMemory`].
pub fn listed(rows: impl Iterator<Item = u32> + Clone) -> Result<Vec<u32>, OutOfMemory> {
    let mut list = Vec::new();
    list.try_reserve_exact(rows.clone().count())?;
    list.extend(rows);
    Ok(list)
}
