//! The units of one listing, as they were sent.

use super::arena::{Mark, StringArena};
use super::column::Run;
use super::columns::{Columns, NAME, OWN, PARENT, PATH, Row};
use super::interner::Interner;
use super::{Id, Seed, Source};

/// The units of one listing as columns, in the order sent.
#[derive(Clone, Debug)]
pub struct Units {
    pub(super) source: Source,
    pub(super) seed: Seed,
    pub(super) rows: usize,
    pub(super) columns: Columns,
    pub(super) staged: Row,
    /// What other rows begin as.
    pub(super) template: Row,
    /// The last account that was not the one before.
    pub(super) account: u32,
    pub(super) texts: StringArena,
    /// Where `texts` ended with the last row.
    pub(super) mark: Mark,
    /// Long ids, and account ids.
    pub(super) interner: Interner,
    pub(super) account_id: Option<String>,
    pub(super) claimed_count: Option<i64>,
    pub(super) warnings: Vec<String>,
}

impl Units {
    /// Makes a listing without units.
    pub fn new(source: impl Into<Source>) -> Self {
        Self {
            source: source.into(),
            seed: Seed::new(0),
            rows: 0,
            columns: Columns::new(),
            staged: Row::EMPTY,
            template: Row::EMPTY,
            account: StringArena::ABSENT,
            texts: StringArena::default(),
            mark: Mark::default(),
            interner: Interner::default(),
            account_id: None,
            claimed_count: None,
            warnings: Vec::new(),
        }
    }

    /// How many units were sent.
    #[inline(always)]
    pub fn len(&self) -> u32 {
        u32::try_from(self.rows).unwrap_or(u32::MAX)
    }

    /// Whether no unit was sent.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Returns the provider of the listing, and what it promises.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Returns the account that the caller asked for, without its prefix; none where there was none.
    pub fn account_id(&self) -> Option<&str> {
        let account_id = self.account_id.as_deref().map(|id| self.source.account_id(id));
        account_id.filter(|id| !id.is_empty())
    }

    /// How many units the service says it sent, where it says so.
    pub fn claimed_count(&self) -> Option<i64> {
        self.claimed_count
    }

    /// What the reader had to mend, counted.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// What ids are hashed with.
    pub fn seed(&self) -> &Seed {
        &self.seed
    }

    /// The id of the unit at `index`, to compare it with others of this listing.
    #[inline(always)]
    pub fn key(&self, index: u32) -> Id {
        self.id_at(0, index)
    }

    /// The id of the parent of the unit at `index`, to compare it with others of this listing.
    #[inline]
    pub fn parent_key(&self, index: u32) -> Id {
        self.id_at(1, index)
    }

    /// The id with that text, to compare it; none where this listing has no such text.
    pub fn key_of(&self, text: &str) -> Option<Id> {
        let text = text.as_bytes();
        Id::of_short(text).or_else(|| self.interner.find(&self.seed, text).map(Id::of_long))
    }

    /// The name of the unit at `index`, without a copy.
    pub fn name(&self, index: u32) -> Option<&str> {
        self.kept(NAME, index)
    }

    /// Yields the id of each unit in the order sent, and then any number of others.
    #[inline(always)]
    pub fn keys(&self) -> impl Iterator<Item = Id> {
        self.columns.ids::<OWN>()
    }

    /// Yields the id of each unit's parent in the order sent, and then any number of others.
    #[inline(always)]
    pub fn parent_keys(&self) -> impl Iterator<Item = Id> {
        self.columns.ids::<PARENT>()
    }

    /// The path of the unit at `index`, without a copy.
    pub fn path(&self, index: u32) -> Option<&str> {
        self.kept(PATH, index)
    }

    /// Yields the path of each unit in the order sent, as bytes, with what gets the name; and then any number of others.
    #[inline(always)]
    pub fn paths_and_names<'a>(
        &'a self,
    ) -> impl Iterator<Item = (Option<&'a [u8]>, impl FnOnce() -> Option<&'a [u8]>)> {
        let text = |place| self.texts.get(place);
        self.columns
            .places
            .values()
            .map(move |places| (text(places[PATH]), move || text(places[NAME])))
    }

    /// Where another account than in the row before is named: the index, and the account's text.
    pub fn account_changes(&self) -> impl Iterator<Item = (u32, Option<&str>)> {
        let mut last = None;
        let starts = (0..self.len()).step_by(Run::<u32>::ROWS);
        let places = starts.zip(self.columns.accounts.runs()).flat_map(|(start, run)| {
            let (one, each) = match run {
                Run::Same(place) => (Some(place), &[][..]),
                Run::Each(places) => (None, places),
            };
            (start..self.len()).zip(one.into_iter().chain(each.iter().copied()))
        });
        places
            .filter(move |(_, place)| last.replace(*place) != Some(*place))
            .map(|(index, place)| (index, self.interner.text(place)))
    }

    /// Says what ids are hashed with: a random number keeps anybody from choosing ids that clash. For a listing that
    /// has no rows yet.
    pub fn set_seed(&mut self, seed: Seed) {
        self.seed = seed;
    }

    /// Sets the provider of the listing, and what it promises.
    pub fn set_source(&mut self, source: impl Into<Source>) {
        self.source = source.into();
    }

    /// Sets the account that the caller asked for.
    pub fn set_account_id(&mut self, account_id: Option<String>) {
        self.account_id = account_id;
    }

    /// Says how many units the service claims to have sent.
    pub fn set_claimed_count(&mut self, count: Option<i64>) {
        self.claimed_count = count;
    }

    /// Says what the reader had to mend, beside what an earlier one had to.
    pub fn add_warnings(&mut self, warnings: impl IntoIterator<Item = String>) {
        self.warnings.extend(warnings);
    }

    /// As [`Units::set_source`].
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.set_source(source);
        self
    }

    /// As [`Units::set_account_id`].
    #[must_use]
    pub fn with_account_id(mut self, account_id: Option<String>) -> Self {
        self.set_account_id(account_id);
        self
    }

    /// As [`Units::set_claimed_count`].
    #[must_use]
    pub fn with_claimed_count(mut self, count: Option<i64>) -> Self {
        self.set_claimed_count(count);
        self
    }

    /// As [`Units::add_warnings`].
    #[must_use]
    pub fn with_warnings(mut self, warnings: Vec<String>) -> Self {
        self.add_warnings(warnings);
        self
    }

    #[inline(always)]
    pub(super) fn id_at(&self, column: usize, index: u32) -> Id {
        if index < self.len() { self.columns.id(column, index) } else { Id::ABSENT }
    }

    #[inline(always)]
    pub(super) fn place(&self, column: usize, index: u32) -> Option<u32> {
        let places = self.columns.places.get(index).filter(|_| index < self.len())?;
        places.get(column).copied()
    }

    pub(super) fn kept(&self, column: usize, index: u32) -> Option<&str> {
        self.texts.text(self.place(column, index)?)
    }

    pub(super) fn account(&self, index: u32) -> Option<u32> {
        self.columns.accounts.get(index).filter(|_| index < self.len())
    }

    pub(super) fn moment(&self, column: usize, index: u32) -> Option<u64> {
        let moments = self.columns.moments.get(index).filter(|_| index < self.len())?;
        moments.get(column).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Field;

    #[test]
    fn account_changes_name_the_first_row_of_each_stretch() {
        let mut units = Units::new(Source::default());
        for row in 0..10_000 {
            let account = ["a", "b"][usize::from(row >= 5_000)];
            units.set(Field::AccountId, (row != 9_000).then_some(account)).unwrap();
            units.end_row().unwrap();
        }
        let changes: Vec<_> = units.account_changes().collect();
        let expected = [(0, Some("a")), (5_000, Some("b")), (9_000, None), (9_001, Some("b"))];
        assert_eq!(changes, expected);
    }
}
