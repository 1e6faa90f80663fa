//! The row under construction: filled field by field, then appended to the columns.

use super::arena::Mark;
use super::arena::TextRef;
use super::columns::{Columns, OWN, PARENT, Row, Slot};
use super::field::Field;
use super::id::Id;
use super::memory::OutOfMemory;
use super::moment::Moment;
use super::text_store::TextStore;

/// The row under construction, and a template for further rows.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    row: Row,
    template: Row,
    /// Where the arena ended when the row began.
    mark: Mark,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self { row: Row::EMPTY, template: Row::EMPTY, mark: Mark::default() }
    }

    /// Sets a field to the first `len` bytes of a slice.
    #[inline(always)]
    pub(super) fn set_prefix(
        &mut self,
        texts: &mut TextStore,
        field: Field,
        (bytes, len): (&[u8], usize),
    ) -> Result<(), OutOfMemory> {
        let text = bytes.get(..len).unwrap_or_default();
        match Slot::of(field) {
            Slot::Text(slot) => self.row.set_text(slot, texts.put_prefix(bytes, len)?),
            Slot::Id(slot) => self.row.set_id(slot, texts.put_id(text)?),
            Slot::Account => self.row.set_account(texts.put_account(text)?),
            Slot::Moment(slot) => self.row.set_moment(slot, texts.put_moment(text)?),
        }
        Ok(())
    }

    /// Sets the id of the unit.
    #[inline(always)]
    pub(super) fn set_own_id(&mut self, id: Id) {
        self.row.set_id(OWN, id);
    }

    /// Sets the id of the parent.
    #[inline(always)]
    pub(super) fn set_parent_id(&mut self, id: Id) {
        self.row.set_id(PARENT, id);
    }

    /// Makes a field absent.
    pub(super) fn unset(&mut self, field: Field) {
        match Slot::of(field) {
            Slot::Text(slot) => self.row.set_text(slot, TextRef::ABSENT),
            Slot::Id(slot) => self.row.set_id(slot, Id::ABSENT),
            Slot::Account => self.row.set_account(TextRef::ABSENT),
            Slot::Moment(slot) => self.row.set_moment(slot, Moment::ABSENT),
        }
    }

    /// Keeps the row as a template.
    pub(super) fn keep_as_template(&mut self) {
        self.template = self.row;
    }

    /// Makes the row equal to the template.
    #[inline(always)]
    pub(super) fn begin_from_template(&mut self) {
        self.row.copy_from(&self.template);
    }

    /// Appends the row to the columns, and begins another one.
    #[inline(always)]
    pub(super) fn end(
        &mut self,
        columns: &mut Columns,
        texts: &TextStore,
    ) -> Result<(), OutOfMemory> {
        columns.push(&self.row)?;
        self.mark = texts.mark();
        self.row.copy_from(&Row::EMPTY);
        Ok(())
    }

    /// Drops the row, and what was stored for it in the arena.
    pub(super) fn discard(&mut self, texts: &mut TextStore) {
        texts.rewind(self.mark);
        self.row = Row::EMPTY;
    }
}
