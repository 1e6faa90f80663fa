//! The columns of a listing side by side, and one row of them.

use super::arena::TextRef;
use super::column::{Column, Run};
use super::field::Field;
use super::id::Id;
use super::memory::OutOfMemory;
use super::moment::Moment;

/// A row number has 32 bits, and the highest one means "no row".
const MAX_ROWS: usize = u32::MAX as usize - 1;

/// Where the columns store a field: several fields of one kind are numbered.
#[derive(Clone, Copy)]
pub(super) enum Slot {
    /// [`OWN`] or [`PARENT`].
    Id(usize),
    /// [`NAME`], [`DESCRIPTION`] or [`PATH`].
    Text(usize),
    Account,
    /// [`CREATED`] or [`UPDATED`].
    Moment(usize),
}

pub(super) const OWN: usize = 0;
pub(super) const PARENT: usize = 1;

pub(super) const NAME: usize = 0;
const DESCRIPTION: usize = 1;
pub(super) const PATH: usize = 2;

const CREATED: usize = 0;
const UPDATED: usize = 1;

impl Slot {
    #[inline(always)]
    pub(super) fn of(field: Field) -> Self {
        match field {
            Field::Id => Self::Id(OWN),
            Field::ParentId => Self::Id(PARENT),
            Field::Name => Self::Text(NAME),
            Field::Description => Self::Text(DESCRIPTION),
            Field::Path => Self::Text(PATH),
            Field::AccountId => Self::Account,
            Field::CreatedAt => Self::Moment(CREATED),
            Field::UpdatedAt => Self::Moment(UPDATED),
        }
    }
}

/// One row of the columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    ids: [[u64; 2]; 2],
    kinds: [u8; 2],
    texts: [TextRef; 3],
    account: TextRef,
    moments: [Moment; 2],
}

impl Row {
    /// A row in which every field is absent.
    pub(super) const EMPTY: Self = {
        let (words, kind) = Id::ABSENT.parts();
        Self {
            ids: [words; 2],
            kinds: [kind; 2],
            texts: [TextRef::ABSENT; 3],
            account: TextRef::ABSENT,
            moments: [Moment::ABSENT; 2],
        }
    };

    /// Copies another row. Field by field: copying the whole row compiles to a call of `memory.copy`, which costs more than
    /// everything else that is done for a row.
    #[inline(always)]
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.ids[OWN] = other.ids[OWN];
        self.ids[PARENT] = other.ids[PARENT];
        self.kinds = other.kinds;
        self.texts = other.texts;
        self.account = other.account;
        self.moments = other.moments;
    }

    #[inline(always)]
    pub(super) fn set_id(&mut self, slot: usize, id: Id) {
        if let (Some(words), Some(kind)) = (self.ids.get_mut(slot), self.kinds.get_mut(slot)) {
            (*words, *kind) = id.parts();
        }
    }

    #[inline(always)]
    pub(super) fn set_text(&mut self, slot: usize, text: TextRef) {
        if let Some(stored) = self.texts.get_mut(slot) {
            *stored = text;
        }
    }

    pub(super) fn set_account(&mut self, account: TextRef) {
        self.account = account;
    }

    pub(super) fn set_moment(&mut self, slot: usize, moment: Moment) {
        if let Some(stored) = self.moments.get_mut(slot) {
            *stored = moment;
        }
    }
}

/// A column for each field. Fields that tend to repeat together share one: a page of equal values is compared at once.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    len: usize,
    ids: [Column<[u64; 2]>; 2],
    kinds: [Column<u8>; 2],
    texts: Column<[TextRef; 3]>,
    accounts: Column<TextRef>,
    moments: Column<[Moment; 2]>,
}

impl Columns {
    pub(super) fn new() -> Self {
        let Row { ids, kinds, texts, account, moments } = Row::EMPTY;
        Self {
            len: 0,
            ids: ids.map(Column::new),
            kinds: kinds.map(Column::new),
            texts: Column::new(texts),
            accounts: Column::new(account),
            moments: Column::new(moments),
        }
    }

    /// Returns the number of rows.
    #[inline(always)]
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.len).unwrap_or(u32::MAX)
    }

    /// Appends a row.
    #[inline(always)]
    pub(super) fn push(&mut self, row: &Row) -> Result<(), OutOfMemory> {
        let len = self.len;
        if len >= MAX_ROWS {
            return Err(OutOfMemory);
        }
        self.ids[OWN].push(len, row.ids[OWN])?;
        self.ids[PARENT].push(len, row.ids[PARENT])?;
        self.kinds[OWN].push(len, row.kinds[OWN])?;
        self.kinds[PARENT].push(len, row.kinds[PARENT])?;
        self.texts.push(len, row.texts)?;
        self.accounts.push(len, row.account)?;
        self.moments.push(len, row.moments)?;
        self.len += 1;
        Ok(())
    }

    /// Returns an id of a row; an absent one if there is no such row.
    #[inline(always)]
    pub(super) fn id(&self, slot: usize, row: u32) -> Id {
        if row >= self.len() {
            return Id::ABSENT;
        }
        let kind = self.kinds.get(slot).and_then(|kinds| kinds.get(row));
        match (self.ids.get(slot).and_then(|words| words.get(row)), kind) {
            (Some(words), Some(kind)) => Id::of_parts(words, kind),
            _ => Id::ABSENT,
        }
    }

    /// Yields the ids in a slot: of all rows, then of the unused slots of the last page.
    #[inline(always)]
    pub(super) fn ids<const SLOT: usize>(&self) -> impl Iterator<Item = Id> {
        let [own, parents] = &self.ids;
        let mut words = if SLOT == OWN { own } else { parents }.values();
        let [own, parents] = &self.kinds;
        let mut kinds = if SLOT == OWN { own } else { parents }.values();
        core::iter::from_fn(move || Some(Id::of_parts(words.next()?, kinds.next()?)))
    }

    /// Returns a name, a description or a path; none if there is no such row.
    #[inline(always)]
    pub(super) fn text(&self, slot: usize, row: u32) -> Option<TextRef> {
        let texts = self.texts.get(row).filter(|_| row < self.len())?;
        texts.get(slot).copied()
    }

    /// Yields the path and the name of each row, then of the unused slots of the last page.
    #[inline(always)]
    pub(super) fn paths_and_names(&self) -> impl Iterator<Item = (TextRef, TextRef)> {
        self.texts.values().map(|texts| (texts[PATH], texts[NAME]))
    }

    /// Yields the row and the account of each row whose account differs from that of the row before it.
    pub(super) fn account_changes(&self) -> impl Iterator<Item = (u32, TextRef)> {
        let mut last = None;
        let starts = (0..self.len()).step_by(Run::<TextRef>::ROWS);
        let accounts = starts.zip(self.accounts.runs()).flat_map(|(start, run)| {
            // One value is enough for a run of equal ones.
            let (same, each) = match run {
                Run::Same(account) => (Some(account), &[][..]),
                Run::Each(accounts) => (None, accounts),
            };
            (start..self.len()).zip(same.into_iter().chain(each.iter().copied()))
        });
        accounts.filter(move |(_, account)| last.replace(*account) != Some(*account))
    }

    /// Returns the account of a row; none if there is no such row.
    #[inline(always)]
    pub(super) fn account(&self, row: u32) -> Option<TextRef> {
        self.accounts.get(row).filter(|_| row < self.len())
    }

    /// Returns a time of a row; none if there is no such row.
    #[inline(always)]
    pub(super) fn moment(&self, slot: usize, row: u32) -> Option<Moment> {
        let moments = self.moments.get(row).filter(|_| row < self.len())?;
        moments.get(slot).copied()
    }

    /// Reads one row from memory into the caches of the processor, and returns its texts.
    pub(super) fn touch(&self, row: u32) -> [TextRef; 3] {
        let [ids, parent_ids] = &self.ids;
        core::hint::black_box((
            ids.get(row),
            parent_ids.get(row),
            self.kinds.each_ref().map(|kinds| kinds.get(row)),
            self.moments.get(row),
        ));
        self.texts.get(row).unwrap_or(Row::EMPTY.texts)
    }

    /// Returns a copy with the rows in another order.
    pub(super) fn in_order(&self, order: &[u32]) -> Result<Self, OutOfMemory> {
        Ok(Self {
            len: self.len,
            ids: [self.ids[OWN].in_order(order)?, self.ids[PARENT].in_order(order)?],
            kinds: [self.kinds[OWN].in_order(order)?, self.kinds[PARENT].in_order(order)?],
            texts: self.texts.in_order(order)?,
            accounts: self.accounts.in_order(order)?,
            moments: self.moments.in_order(order)?,
        })
    }
}
