//! The columns side by side, and one row of them.

use super::arena::StringArena;
use super::column::Column;
use super::{Id, OutOfMemory, moment};

/// What tends to repeat together stands together: a page of the same is compared at interner.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) ids: [Column<[u64; 2]>; 2],
    pub(super) kinds: [Column<u8>; 2],
    pub(super) places: Column<[u32; 3]>,
    pub(super) accounts: Column<u32>,
    pub(super) moments: Column<[u64; 2]>,
}

/// One row of the columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) ids: [[u64; 2]; 2],
    pub(super) kinds: [u8; 2],
    /// Of the name, the description and the path.
    pub(super) places: [u32; 3],
    pub(super) account: u32,
    pub(super) moments: [u64; 2],
}

/// Where the ids of units stand among the ids.
pub(super) const OWN: usize = 0;
/// Where those of their parents do.
pub(super) const PARENT: usize = 1;
/// Where the place of a name stands among the places.
pub(super) const NAME: usize = 0;
/// Where that of a description does.
pub(super) const DESCRIPTION: usize = 1;
/// Where that of a path does.
pub(super) const PATH: usize = 2;

impl Row {
    pub(super) const EMPTY: Self = Self {
        ids: [Id::ABSENT.words; 2],
        kinds: [Id::ABSENT.kind; 2],
        places: [StringArena::ABSENT; 3],
        account: StringArena::ABSENT,
        moments: [moment::ABSENT; 2],
    };

    /// Becomes like another one. Field by field, since all of it at once is so long that a call to `memory.copy` is made,
    /// which costs more than the rest of what is done for a row.
    #[inline(always)]
    pub(super) fn become_like(&mut self, other: &Self) {
        self.ids[OWN] = other.ids[OWN];
        self.ids[PARENT] = other.ids[PARENT];
        self.kinds = other.kinds;
        self.places = other.places;
        self.account = other.account;
        self.moments = other.moments;
    }

    pub(super) fn set_id(&mut self, place: usize, id: Id) {
        if let (Some(words), Some(kind)) = (self.ids.get_mut(place), self.kinds.get_mut(place)) {
            (*words, *kind) = (id.words, id.kind);
        }
    }
}

impl Columns {
    pub(super) fn new() -> Self {
        let Row { ids, kinds, places, account, moments } = Row::EMPTY;
        Self {
            ids: ids.map(Column::new),
            kinds: kinds.map(Column::new),
            places: Column::new(places),
            accounts: Column::new(account),
            moments: Column::new(moments),
        }
    }

    #[inline(always)]
    pub(super) fn push(&mut self, rows: usize, row: &Row) -> Result<(), OutOfMemory> {
        self.ids[0].push(rows, row.ids[0])?;
        self.ids[1].push(rows, row.ids[1])?;
        self.kinds[0].push(rows, row.kinds[0])?;
        self.kinds[1].push(rows, row.kinds[1])?;
        self.places.push(rows, row.places)?;
        self.accounts.push(rows, row.account)?;
        self.moments.push(rows, row.moments)
    }

    /// The id in a row that there is.
    #[inline(always)]
    pub(super) fn id(&self, column: usize, row: u32) -> Id {
        let kind = self.kinds.get(column).and_then(|kinds| kinds.get(row));
        match (self.ids.get(column).and_then(|words| words.get(row)), kind) {
            (Some(words), Some(kind)) => Id { words, kind },
            _ => Id::ABSENT,
        }
    }

    /// Yields the ids in a column: of all rows, then of the unused slots of the last page.
    #[inline(always)]
    pub(super) fn ids<const COLUMN: usize>(&self) -> impl Iterator<Item = Id> {
        let [own, parents] = &self.ids;
        let mut words = if COLUMN == OWN { own } else { parents }.values();
        let [own, parents] = &self.kinds;
        let mut kinds = if COLUMN == OWN { own } else { parents }.values();
        core::iter::from_fn(move || Some(Id { words: words.next()?, kind: kinds.next()? }))
    }

    pub(super) fn in_order(&self, order: &[u32]) -> Result<Self, OutOfMemory> {
        Ok(Self {
            ids: [self.ids[0].in_order(order)?, self.ids[1].in_order(order)?],
            kinds: [self.kinds[0].in_order(order)?, self.kinds[1].in_order(order)?],
            places: self.places.in_order(order)?,
            accounts: self.accounts.in_order(order)?,
            moments: self.moments.in_order(order)?,
        })
    }
}
