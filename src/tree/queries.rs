//! The tree and its queries. They treat a row out of range as a unit without texts, parent and children.

use core::ops::Range;
use std::borrow::Cow;

use super::defect::Defect;
use super::links::ById;
use super::numbers::NONE;
use super::preorder::{Preorder, Row};
use crate::unit::{Field, OutOfMemory, Units};

/// A forest of units, to query by row.
///
/// ```
/// use business_units::json::Limits;
/// use business_units::provider::{Accept, Decoder};
/// use business_units::tree::Tree;
///
/// let body = br#"{"business_units":[
///   {"id":"west","parent_id":"na","name":"West"},
///   {"id":"na","parent_id":null,"name":"North America"}
/// ]}"#;
/// let mut decoder = Decoder::new(Accept::Any, Limits { bytes: None, records: 1_000_000 });
/// decoder.push(body)?;
/// let tree = Tree::build(decoder.finish()?)?;
/// // North America   row 0
/// // └─ West         row 1
/// assert_eq!(tree.subtree_ids("na").collect::<Vec<_>>(), ["na", "west"]);
/// # Ok::<(), business_units::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Tree {
    units: Box<Units>,
    by_id: ById,
    rows: Preorder,
    account_id: Option<String>,
    defects: Vec<Defect>,
}

/// For the other files of this module.
impl Tree {
    pub(super) fn new(
        units: Box<Units>,
        by_id: ById,
        rows: Preorder,
        account_id: Option<String>,
    ) -> Self {
        Self { units, by_id, rows, account_id, defects: Vec::new() }
    }

    pub(super) fn with_defects(self, defects: Vec<Defect>) -> Self {
        Self { defects, ..self }
    }

    /// Returns the row of an index.
    pub(super) fn row_at(&self, index: u32) -> u32 {
        self.rows.row_of(index)
    }

    /// Returns the row of each index.
    pub(super) fn rows_by_index(&self) -> &[u32] {
        self.rows.rows_by_index()
    }

    /// Yields the rows in order.
    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = Row> {
        self.rows.iter()
    }

    /// Yields the index of each unit that an id leads to, in no particular order.
    pub(super) fn indexes_by_id(&self) -> impl Iterator<Item = u32> {
        self.by_id.indexes()
    }
}

impl Tree {
    /// Returns the number of units.
    pub fn len(&self) -> u32 {
        self.rows.len()
    }

    /// Tells whether there are no units.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }

    /// Returns the depth of the deepest unit; 0 if there are no units.
    pub fn height(&self) -> u32 {
        self.rows.height()
    }

    /// Returns the name of the provider of the units.
    pub fn provider(&self) -> &'static str {
        self.units.source().provider
    }

    /// Returns the account that the caller asked for, else the first one that a unit names.
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    /// Returns what is wrong, in the order of the listing.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// Returns the units as sent.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// Returns a text of the unit in a row.
    pub fn text(&self, field: Field, row: u32) -> Option<Cow<'_, str>> {
        self.units.text(field, self.index_of(row))
    }

    /// Returns the name of the unit in a row, without copying it.
    pub fn name(&self, row: u32) -> Option<&str> {
        self.units.name(self.index_of(row))
    }

    /// Returns the id of the unit in a row; an empty one if none was sent.
    pub fn id(&self, row: u32) -> Cow<'_, str> {
        self.units.id(self.index_of(row))
    }

    /// Tells whether the unit in a row has an id that is not empty.
    pub fn has_id(&self, row: u32) -> bool {
        !self.units.key(self.index_of(row)).is_empty()
    }

    /// Returns the index of the unit in a row: its position in the listing.
    pub fn index_of(&self, row: u32) -> u32 {
        self.rows.get(row).index
    }

    /// Returns the number of ancestors; 0 for a root.
    pub fn depth(&self, row: u32) -> u32 {
        self.rows.get(row).depth
    }

    /// Returns the number of descendants, the unit itself included.
    pub fn subtree_size(&self, row: u32) -> u32 {
        self.rows.get(row).size
    }

    /// Returns the row behind the last descendant.
    pub fn end_of(&self, row: u32) -> u32 {
        row.saturating_add(self.subtree_size(row))
    }

    /// Returns the row of the parent; none for a root.
    pub fn parent_row(&self, row: u32) -> Option<u32> {
        Some(self.rows.get(row).parent).filter(|parent| *parent != NONE)
    }

    /// Returns the row of the first unit with exactly this id.
    pub fn row_of(&self, id: &str) -> Option<u32> {
        let index = self.by_id.find(&self.units, self.units.key_of(id)?)?;
        Some(self.rows.row_of(index))
    }

    /// Yields the rows of the roots, in the order of the listing.
    pub fn roots(&self) -> impl Iterator<Item = u32> + Clone {
        self.siblings(0, self.len())
    }

    /// Yields the rows of the children, in the order of the listing.
    pub fn children(&self, row: u32) -> impl Iterator<Item = u32> + Clone {
        self.siblings(row.saturating_add(1), self.end_of(row))
    }

    /// Yields a row and its ancestors, up to the root.
    pub fn ancestors(&self, row: u32) -> impl Iterator<Item = u32> + Clone {
        core::iter::successors((row < self.len()).then_some(row), |row| self.parent_row(*row))
    }

    /// Yields a row and its descendants, in preorder.
    pub fn descendants(&self, row: u32) -> impl Iterator<Item = u32> + Clone {
        row..self.end_of(row)
    }

    /// Yields the ids of a unit and its descendants; nothing for an unknown id. Leaves out units without an id.
    pub fn subtree_ids(&self, id: &str) -> impl Iterator<Item = Cow<'_, str>> {
        let rows = self.row_of(id).map_or(0..0, |row| row..self.end_of(row));
        rows.filter(|row| self.has_id(*row)).map(|row| self.id(row))
    }

    /// Returns the rows that these exact names lead to from the roots. Names repeat, so there may be several.
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

    /// Appends the siblings in a range of rows that have exactly this name.
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

    /// Returns the columns by row: depth, size, the row of the parent (`u32::MAX` for a root), and index.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn columns(&self) -> Result<[Vec<u32>; 4], OutOfMemory> {
        let [mut depth, mut size, mut parent, mut index] = [const { Vec::new() }; 4];
        for column in [&mut depth, &mut size, &mut parent, &mut index] {
            column.try_reserve_exact(self.rows.iter().len())?;
        }
        for row in self.rows.iter() {
            depth.push(row.depth);
            size.push(row.size);
            parent.push(row.parent);
            index.push(row.index);
        }
        Ok([depth, size, parent, index])
    }

    fn siblings(&self, first: u32, end: u32) -> impl Iterator<Item = u32> + Clone {
        core::iter::successors(Some(first), |row| Some(self.end_of(*row)))
            .take_while(move |row| *row < end)
    }
}

/// Collects rows into a list without spare capacity, so that converting it copies nothing.
///
/// # Errors
/// [`OutOfMemory`].
pub fn listed(rows: impl Iterator<Item = u32> + Clone) -> Result<Vec<u32>, OutOfMemory> {
    let mut list = Vec::new();
    list.try_reserve_exact(rows.clone().count())?;
    list.extend(rows);
    Ok(list)
}
