//! How units are filled: text by text into a row, and row by row into the columns.

use super::columns::{DESCRIPTION, NAME, OWN, PARENT, PATH, Row};
use super::order::order_of;
use super::{Field, Id, OutOfMemory, Units, moment};

/// A row number is 32 bits, and the highest one stands for no row.
const MOST_ROWS: usize = u32::MAX as usize - 1;

impl Units {
    /// Puts a text into the unfinished row; a second one for the same field replaces the first.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn set(&mut self, field: Field, text: Option<&str>) -> Result<(), OutOfMemory> {
        if let Some(text) = text {
            return self.set_bytes(field, text.as_bytes());
        }
        self.unset(field);
        Ok(())
    }

    /// As [`Units::set`], of bytes that are known to be UTF-8; of others, the text is lost.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(never)]
    pub fn set_bytes(&mut self, field: Field, text: &[u8]) -> Result<(), OutOfMemory> {
        self.set_prefix(field, text, text.len())
    }

    /// As [`Units::set_bytes`], of the first `len` bytes of some: the bytes behind them allow copying in steps of a fixed size.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[expect(clippy::wildcard_enum_match_arm, reason = "one of the three that are listed above it")]
    #[inline(always)]
    pub fn set_prefix(
        &mut self,
        field: Field,
        bytes: &[u8],
        len: usize,
    ) -> Result<(), OutOfMemory> {
        let text = bytes.get(..len).unwrap_or_default();
        match field {
            // One copy of the code that copies a text.
            Field::Name | Field::Description | Field::Path => {
                let place = self.texts.put_prefix(bytes, len)?;
                let slot = match field {
                    Field::Name => &mut self.staged.places[NAME],
                    Field::Description => &mut self.staged.places[DESCRIPTION],
                    _ => &mut self.staged.places[PATH],
                };
                *slot = place;
            }
            Field::Id | Field::ParentId => {
                let id = self.id_of(text)?;
                self.staged.set_id(if field == Field::Id { OWN } else { PARENT }, id);
            }
            Field::AccountId => self.staged.account = self.account_of(text)?,
            Field::CreatedAt => self.staged.moments[0] = self.moment_of(text)?,
            Field::UpdatedAt => self.staged.moments[1] = self.moment_of(text)?,
        }
        Ok(())
    }

    /// As [`Units::set`], of a UUID in its canonical form, which is told by its bytes as two little-endian words.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(always)]
    pub fn set_uuid(&mut self, field: Field, words: [u64; 2]) -> Result<(), OutOfMemory> {
        let id = Id::of_uuid(words);
        match field {
            Field::Id => self.staged.set_id(0, id),
            Field::ParentId => self.staged.set_id(1, id),
            Field::Name
            | Field::Description
            | Field::Path
            | Field::AccountId
            | Field::CreatedAt
            | Field::UpdatedAt => return self.set_uuid_text(field, id),
        }
        Ok(())
    }

    /// A UUID where none is usual is a text.
    #[cold]
    fn set_uuid_text(&mut self, field: Field, id: Id) -> Result<(), OutOfMemory> {
        self.set_bytes(field, &id.uuid_text())
    }

    /// Takes a text out of the unfinished row.
    pub fn unset(&mut self, field: Field) {
        let (row, empty) = (&mut self.staged, Row::EMPTY);
        match field {
            Field::Id => (row.ids[OWN], row.kinds[OWN]) = (empty.ids[OWN], empty.kinds[OWN]),
            Field::ParentId => {
                (row.ids[PARENT], row.kinds[PARENT]) = (empty.ids[PARENT], empty.kinds[PARENT]);
            }
            Field::Name => row.places[NAME] = empty.places[NAME],
            Field::Description => row.places[DESCRIPTION] = empty.places[DESCRIPTION],
            Field::Path => row.places[PATH] = empty.places[PATH],
            Field::AccountId => row.account = empty.account,
            Field::CreatedAt => row.moments[0] = empty.moments[0],
            Field::UpdatedAt => row.moments[1] = empty.moments[1],
        }
    }

    /// Keeps the unfinished row as a template for others.
    pub fn keep_as_template(&mut self) {
        self.template = self.staged;
    }

    /// Fills the unfinished row with all that the template has.
    #[inline(always)]
    pub fn begin_from_template(&mut self) {
        self.staged.become_like(&self.template);
    }

    /// Ends the unfinished row and begins the next one.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(always)]
    pub fn end_row(&mut self) -> Result<(), OutOfMemory> {
        if self.rows >= MOST_ROWS {
            return Err(OutOfMemory);
        }
        self.columns.push(self.rows, &self.staged)?;
        self.rows += 1;
        self.mark = self.texts.mark();
        self.staged.become_like(&Row::EMPTY);
        Ok(())
    }

    /// Forgets the unfinished row.
    pub fn drop_row(&mut self) {
        self.texts.rewind(self.mark);
        self.staged = Row::EMPTY;
    }

    /// Forgets every row; what was said of the listing as a whole stays.
    pub fn clear(&mut self) {
        if self.rows == 0 {
            return self.drop_row();
        }
        let empty = Self { seed: self.seed.clone(), ..Self::new(self.source) };
        let Self { account_id, claimed_count, warnings, .. } = core::mem::replace(self, empty);
        (self.account_id, self.claimed_count, self.warnings) =
            (account_id, claimed_count, warnings);
    }

    /// Puts the rows into the order of `place`, which holds one number a row; equal numbers keep their order.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn sort_by_place(&mut self, place: &[u32]) -> Result<(), OutOfMemory> {
        let places =
            (0..self.len()).map(|row| place.get(row as usize).copied().unwrap_or(u32::MAX));
        let order = order_of(places)?;
        self.columns = self.columns.in_order(&order)?;
        Ok(())
    }

    #[inline(never)]
    fn id_of(&mut self, text: &[u8]) -> Result<Id, OutOfMemory> {
        match Id::of_short(text) {
            Some(id) => Ok(id),
            None => self.interner.intern(&self.seed, text).map(Id::of_long),
        }
    }

    #[inline(never)]
    fn account_of(&mut self, text: &[u8]) -> Result<u32, OutOfMemory> {
        if !self.interner.is(self.account, text) {
            self.account = self.interner.intern(&self.seed, text)?;
        }
        Ok(self.account)
    }

    #[inline(never)]
    fn moment_of(&mut self, text: &[u8]) -> Result<u64, OutOfMemory> {
        match moment::digits_of(text) {
            Some(digits) => Ok(digits),
            None => self.texts.put(text).map(moment::elsewhere),
        }
    }
}
