//! Texts of units: stores them in the smallest form, and makes them again.

use super::arena::{Mark, StringArena, TextRef};
use super::hash::Seed;
use super::id::Id;
use super::interner::Interner;
use super::memory::{OutOfMemory, append};
use super::moment::Moment;

/// Stores what does not fit into a column.
#[derive(Clone, Debug)]
pub(super) struct TextStore {
    seed: Seed,
    /// Names, descriptions, paths, and times of an undocumented form.
    arena: StringArena,
    /// Long ids, and account ids.
    interner: Interner,
    /// The account id that was stored last: most rows repeat it.
    account: TextRef,
}

impl TextStore {
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            seed,
            arena: StringArena::default(),
            interner: Interner::default(),
            account: TextRef::ABSENT,
        }
    }

    pub(super) fn seed(&self) -> &Seed {
        &self.seed
    }

    /// Stores the first `len` bytes of a slice, as the arena does.
    #[inline(always)]
    pub(super) fn put_prefix(&mut self, bytes: &[u8], len: usize) -> Result<TextRef, OutOfMemory> {
        self.arena.put_prefix(bytes, len)
    }

    #[inline(never)]
    pub(super) fn put_id(&mut self, text: &[u8]) -> Result<Id, OutOfMemory> {
        match Id::of_short(text) {
            Some(id) => Ok(id),
            None => self.interner.intern(&self.seed, text).map(Id::of_long),
        }
    }

    #[inline(never)]
    pub(super) fn put_account(&mut self, text: &[u8]) -> Result<TextRef, OutOfMemory> {
        if !self.interner.is(self.account, text) {
            self.account = self.interner.intern(&self.seed, text)?;
        }
        Ok(self.account)
    }

    #[inline(never)]
    pub(super) fn put_moment(&mut self, text: &[u8]) -> Result<Moment, OutOfMemory> {
        match Moment::of_digits(text) {
            Some(moment) => Ok(moment),
            None => self.arena.put(text).map(Moment::of_text),
        }
    }

    /// Returns where the arena ends.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        self.arena.mark()
    }

    /// Drops from the arena what was stored after the mark was taken.
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.arena.rewind(mark);
    }

    /// Returns the id with a text; none if no unit has it.
    pub(super) fn find_id(&self, text: &[u8]) -> Option<Id> {
        Id::of_short(text).or_else(|| self.interner.find(&self.seed, text).map(Id::of_long))
    }

    /// Returns the bytes of a name, a description or a path.
    #[inline(always)]
    pub(super) fn bytes(&self, text: TextRef) -> Option<&[u8]> {
        self.arena.bytes(text)
    }

    /// Returns a name, a description or a path.
    pub(super) fn str(&self, text: TextRef) -> Option<&str> {
        self.arena.text(text)
    }

    /// Returns an account id.
    pub(super) fn account(&self, account: TextRef) -> Option<&str> {
        self.interner.text(account)
    }

    /// Returns the bytes of an account id.
    #[inline(always)]
    pub(super) fn account_bytes(&self, account: TextRef) -> Option<&[u8]> {
        self.interner.bytes(account)
    }

    /// Returns an id that is too long for the columns; none for any other id.
    pub(super) fn long_id(&self, id: Id) -> Option<&str> {
        self.interner.text(id.long()?)
    }

    /// Appends the text of an id; returns whether there is one.
    pub(super) fn push_id(&self, id: Id, to: &mut Vec<u8>) -> Result<bool, OutOfMemory> {
        match id.long() {
            Some(text) => push(self.interner.bytes(text), to),
            None => id.push_short(to),
        }
    }

    /// Appends the text of a time; returns whether there is one.
    pub(super) fn push_moment(
        &self,
        moment: Moment,
        to: &mut Vec<u8>,
    ) -> Result<bool, OutOfMemory> {
        match moment.text() {
            Some(text) => push(self.arena.bytes(text), to),
            None => moment.push_digits(to).map(|()| true),
        }
    }
}

/// Appends a text, if there is one, and returns whether there is.
#[inline]
pub(super) fn push(bytes: Option<&[u8]>, to: &mut Vec<u8>) -> Result<bool, OutOfMemory> {
    bytes.map_or(Ok(false), |bytes| append(to, bytes).map(|()| true))
}
