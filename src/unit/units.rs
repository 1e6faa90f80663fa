//! The units of one listing, as they were sent.

use std::borrow::Cow;

use super::column::{Column, Run};
use super::hash::BLOCK;
use super::paths::Paths;
use super::table::Table;
use super::texts::Texts;
use super::{Field, Full, Id, Provider, Seed, moment, paths, room, without_hub_prefix};
use crate::simd;

/// The units of one listing as columns, in the order sent.
#[derive(Clone, Debug)]
pub struct Units {
    provider: Provider,
    seed: Seed,
    columns: Columns,
    rows: usize,
    staged: Row,
    last: Row,
    texts: Texts,
    /// The places of texts that are held once: long ids, and account ids.
    once: Table,
    paths: Paths,
    account_id: Option<String>,
    claimed_count: Option<i64>,
    warnings: Vec<String>,
}

#[derive(Clone, Debug)]
struct Columns {
    ids: [IdColumn; 2],
    /// Names and descriptions.
    texts: [Column<u32>; 2],
    paths: Column<u32>,
    accounts: Column<u32>,
    moments: [Column<u64>; 2],
}

/// Ids apart from their kinds, which are nearly always all the same.
#[derive(Clone, Debug)]
struct IdColumn {
    words: Column<[u64; 2]>,
    kinds: Column<u8>,
}

/// One row of the columns.
#[derive(Clone, Copy, Debug)]
struct Row {
    ids: [Id; 2],
    texts: [u32; 2],
    path: u32,
    account: u32,
    moments: [u64; 2],
}

impl Row {
    fn empty() -> Self {
        Self {
            ids: [Id::ABSENT; 2],
            texts: [Texts::ABSENT; 2],
            path: paths::NONE,
            account: Texts::ABSENT,
            moments: [moment::absent(); 2],
        }
    }
}

impl Columns {
    fn new() -> Self {
        let Row { ids, texts, path, account, moments } = Row::empty();
        Self {
            ids: ids.map(IdColumn::new),
            texts: texts.map(Column::new),
            paths: Column::new(path),
            accounts: Column::new(account),
            moments: moments.map(Column::new),
        }
    }
}

impl IdColumn {
    fn new(usual: Id) -> Self {
        Self { words: Column::new(usual.words), kinds: Column::new(usual.kind) }
    }

    fn push(&mut self, rows: usize, id: Id) -> Result<(), Full> {
        self.words.push(rows, id.words)?;
        self.kinds.push(rows, id.kind)
    }

    fn get(&self, index: u32) -> Id {
        match (self.words.get(index), self.kinds.get(index)) {
            (Some(words), Some(kind)) => Id { words, kind },
            _ => Id::ABSENT,
        }
    }
}

impl Units {
    /// No units yet, of that provider.
    pub fn new(provider: Provider) -> Self {
        Self {
            provider,
            seed: Seed::new(0),
            columns: Columns::new(),
            rows: 0,
            staged: Row::empty(),
            last: Row::empty(),
            texts: Texts::default(),
            once: Table::default(),
            paths: Paths::default(),
            account_id: None,
            claimed_count: None,
            warnings: Vec::new(),
        }
    }

    /// How many units were sent.
    pub fn len(&self) -> u32 {
        u32::try_from(self.rows).unwrap_or(u32::MAX)
    }

    /// Whether no unit was sent.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The service they came from.
    pub fn provider(&self) -> Provider {
        self.provider
    }

    /// The account that was asked for, without `b.`, where there was one.
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
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

    /// A text of the unit at `index`, in the order sent; none where the service sent none.
    pub fn text(&self, field: Field, index: u32) -> Option<Cow<'_, str>> {
        if index >= self.len() {
            return None;
        }
        match field {
            Field::Name => self.kept(0, index).map(Cow::Borrowed),
            Field::Description => self.kept(1, index).map(Cow::Borrowed),
            Field::AccountId => self.texts.text(self.account(index)).map(Cow::Borrowed),
            Field::Id | Field::ParentId | Field::Path | Field::CreatedAt | Field::UpdatedAt => {
                let mut text = String::new();
                self.push_text(field, index, &mut text).then_some(Cow::Owned(text))
            }
        }
    }

    /// Appends a text of the unit at `index`; false where the service sent none.
    pub fn push_text(&self, field: Field, index: u32, to: &mut String) -> bool {
        if index >= self.len() {
            return false;
        }
        match field {
            Field::Id => self.columns.ids[0].get(index).push_to(to, &self.texts),
            Field::ParentId => self.columns.ids[1].get(index).push_to(to, &self.texts),
            Field::CreatedAt => self.push_moment(0, index, to),
            Field::UpdatedAt => self.push_moment(1, index, to),
            Field::Path => self.push_path(index, to),
            Field::Name | Field::Description | Field::AccountId => {
                self.text(field, index).map(|text| to.push_str(&text)).is_some()
            }
        }
    }

    /// The text of the id of the unit at `index`; empty where the service sent none.
    pub fn id(&self, index: u32) -> Cow<'_, str> {
        self.text(Field::Id, index).unwrap_or_default()
    }

    /// The text of the id of the parent of the unit at `index`; empty for a root.
    pub fn parent_id(&self, index: u32) -> Cow<'_, str> {
        self.text(Field::ParentId, index).unwrap_or_default()
    }

    /// The id of the unit at `index`, to compare it with others of this listing.
    pub fn key(&self, index: u32) -> Id {
        self.columns.ids[0].get(index)
    }

    /// The id of the parent of the unit at `index`, to compare it with others of this listing.
    pub fn parent_key(&self, index: u32) -> Id {
        self.columns.ids[1].get(index)
    }

    /// The id with that text, to compare it; none where this listing has no such text.
    pub fn key_of(&self, text: &str) -> Option<Id> {
        Id::of_short(text.as_bytes()).or_else(|| self.find_once(text.as_bytes()).map(Id::of_long))
    }

    /// The name of the unit at `index`, without a copy.
    pub fn name(&self, index: u32) -> Option<&str> {
        self.kept(0, index)
    }

    /// Whether a path was sent with the unit at `index`, and whether it is the same as another's: a number a path.
    pub fn path_key(&self, index: u32) -> Option<u32> {
        self.columns.paths.get(index).filter(|path| *path != paths::NONE)
    }

    /// Whether a path was sent with any unit.
    pub fn has_paths(&self) -> bool {
        self.columns.paths.runs().any(|run| !matches!(run, Run::Same(paths::NONE)))
    }

    /// Whether the path with that number is that very text. `known` starts empty, and serves for texts that begin with
    /// the same after it was [`shortened`](Units::shorten).
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub fn is_path(&self, path: u32, text: &[u8], known: &mut Vec<u32>) -> Result<bool, Full> {
        self.paths.is(path, text, known)
    }

    /// What is still known of a text that has been cut to so many bytes.
    pub fn shorten(known: &mut Vec<u32>, len: usize) {
        known.truncate(len / BLOCK);
    }

    /// The places where another account than in the row before is named: the index, and its text.
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
            .map(|(index, place)| (index, self.texts.text(place)))
    }

    /// Puts a text into the unfinished row; a second one for the same field replaces the first.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn set(&mut self, field: Field, text: Option<&str>) -> Result<(), Full> {
        self.set_bytes(field, text.map(str::as_bytes))
    }

    /// As [`Units::set`], of bytes that are known to be UTF-8; of others, the text is lost.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn set_bytes(&mut self, field: Field, text: Option<&[u8]>) -> Result<(), Full> {
        match field {
            Field::Id => self.staged.ids[0] = self.id_of(text)?,
            Field::ParentId => self.staged.ids[1] = self.id_of(text)?,
            Field::Name => self.staged.texts[0] = self.place_of(text)?,
            Field::Description => self.staged.texts[1] = self.place_of(text)?,
            Field::AccountId => self.staged.account = self.account_of(text)?,
            Field::CreatedAt => {
                self.staged.moments[0] = self.moment_of(text, self.last.moments[0])?
            }
            Field::UpdatedAt => {
                self.staged.moments[1] = self.moment_of(text, self.last.moments[1])?
            }
            Field::Path => {
                self.staged.path =
                    text.map_or(Ok(paths::NONE), |path| self.paths.put(&self.seed, path))?;
            }
        }
        Ok(())
    }

    /// As [`Units::set`], of a UUID in its canonical form, which is told by its bytes as two little-endian words.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn set_uuid(&mut self, field: Field, words: [u64; 2]) -> Result<(), Full> {
        let id = Id::of_uuid(words);
        match field {
            Field::Id => self.staged.ids[0] = id,
            Field::ParentId => self.staged.ids[1] = id,
            _ => {
                let mut text = String::new();
                id.push_to(&mut text, &self.texts);
                self.set(field, Some(&text))?;
            }
        }
        Ok(())
    }

    /// Puts into the unfinished row what the one before it has there.
    pub fn repeat(&mut self, field: Field) {
        let (row, last) = (&mut self.staged, &self.last);
        match field {
            Field::Id => row.ids[0] = last.ids[0],
            Field::ParentId => row.ids[1] = last.ids[1],
            Field::Name => row.texts[0] = last.texts[0],
            Field::Description => row.texts[1] = last.texts[1],
            Field::Path => row.path = last.path,
            Field::AccountId => row.account = last.account,
            Field::CreatedAt => row.moments[0] = last.moments[0],
            Field::UpdatedAt => row.moments[1] = last.moments[1],
        }
    }

    /// Ends the unfinished row and begins the next one.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn end_row(&mut self) -> Result<(), Full> {
        if self.len() >= i32::MAX as u32 {
            return Err(Full);
        }
        let row = core::mem::replace(&mut self.staged, Row::empty());
        let Columns { ids, texts, paths, accounts, moments } = &mut self.columns;
        for (column, id) in ids.iter_mut().zip(row.ids) {
            column.push(self.rows, id)?;
        }
        for (column, place) in texts.iter_mut().zip(row.texts) {
            column.push(self.rows, place)?;
        }
        for (column, moment) in moments.iter_mut().zip(row.moments) {
            column.push(self.rows, moment)?;
        }
        accounts.push(self.rows, row.account)?;
        paths.push(self.rows, row.path)?;
        self.rows += 1;
        self.last = row;
        Ok(())
    }

    /// Forgets every row; what was said of the listing as a whole stays.
    pub fn clear(&mut self) {
        self.columns = Columns::new();
        self.rows = 0;
        self.staged = Row::empty();
        self.last = Row::empty();
        self.texts.clear();
        self.once = Table::default();
        self.paths.clear();
    }

    /// Says what ids are hashed with: a random number keeps anybody from choosing ids that clash. For a listing that
    /// has no rows yet.
    #[must_use]
    pub fn with_seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Says which service sent them.
    #[must_use]
    pub fn with_provider(mut self, provider: Provider) -> Self {
        self.provider = provider;
        self
    }

    /// Says which account was asked for.
    #[must_use]
    pub fn with_account_id(mut self, account_id: Option<String>) -> Self {
        let account_id = account_id.map(|id| without_hub_prefix(&id).to_owned());
        self.account_id = account_id.filter(|id| !id.is_empty());
        self
    }

    /// Says how many units the service claims to have sent.
    #[must_use]
    pub fn with_claimed_count(mut self, count: Option<i64>) -> Self {
        self.claimed_count = count;
        self
    }

    /// Says what the reader had to mend.
    #[must_use]
    pub fn with_warnings(mut self, warnings: Vec<String>) -> Self {
        self.warnings = warnings;
        self
    }

    /// Puts the rows into the order of `place`, which holds one number a row; equal numbers keep their order.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn sort_by_place(&mut self, place: &[u32]) -> Result<(), Full> {
        let mut order = Vec::new();
        room(order.try_reserve_exact(self.len() as usize))?;
        order.extend(0..self.len());
        let key = |row: u32| (place.get(row as usize).copied().unwrap_or(u32::MAX), row);
        order.sort_unstable_by_key(|row| key(*row));
        let Columns { ids, texts, paths, accounts, moments } = &mut self.columns;
        for IdColumn { words, kinds } in ids {
            *words = words.in_order(&order)?;
            *kinds = kinds.in_order(&order)?;
        }
        for column in texts.iter_mut().chain([paths, accounts]) {
            *column = column.in_order(&order)?;
        }
        for column in moments {
            *column = column.in_order(&order)?;
        }
        Ok(())
    }

    fn kept(&self, column: usize, index: u32) -> Option<&str> {
        if index >= self.len() {
            return None;
        }
        self.texts.text(self.columns.texts.get(column)?.get(index)?)
    }

    fn account(&self, index: u32) -> u32 {
        self.columns.accounts.get(index).unwrap_or(Texts::ABSENT)
    }

    fn push_moment(&self, column: usize, index: u32, to: &mut String) -> bool {
        let Some(moment) = self.columns.moments.get(column).and_then(|column| column.get(index))
        else {
            return false;
        };
        match moment::place_of(moment) {
            None => moment::push_to(moment, to),
            Some(place) => match self.texts.text(place) {
                Some(text) => to.push_str(text),
                None => return false,
            },
        }
        true
    }

    fn push_path(&self, index: u32, to: &mut String) -> bool {
        let Some(path) = self.path_key(index) else { return false };
        let mut bytes = Vec::new();
        let read = self.paths.read(path, &mut bytes);
        to.push_str(core::str::from_utf8(&bytes).unwrap_or_default());
        read.is_ok()
    }

    fn id_of(&mut self, text: Option<&[u8]>) -> Result<Id, Full> {
        let Some(text) = text else { return Ok(Id::ABSENT) };
        Id::of_short(text).map_or_else(|| Ok(Id::of_long(self.put_once(text)?)), Ok)
    }

    fn place_of(&mut self, text: Option<&[u8]>) -> Result<u32, Full> {
        text.map_or(Ok(Texts::ABSENT), |text| self.texts.put(text))
    }

    fn account_of(&mut self, text: Option<&[u8]>) -> Result<u32, Full> {
        let Some(text) = text else { return Ok(Texts::ABSENT) };
        let last = self.last.account;
        if self.texts.get(last).is_some_and(|last| simd::equal(last, text)) {
            return Ok(last);
        }
        self.put_once(text)
    }

    fn moment_of(&mut self, text: Option<&[u8]>, last: u64) -> Result<u64, Full> {
        let Some(text) = text else { return Ok(moment::absent()) };
        if let Some(digits) = moment::digits_of(text) {
            return Ok(digits);
        }
        let place = moment::place_of(last).filter(|last| self.texts.get(*last) == Some(text));
        Ok(moment::elsewhere(place.map_or_else(|| self.texts.put(text), Ok)?))
    }

    fn find_once(&self, text: &[u8]) -> Option<u32> {
        let is = |place| self.texts.get(place).is_some_and(|kept| simd::equal(kept, text));
        self.once.find(self.seed.of_text(text), is)
    }

    fn put_once(&mut self, text: &[u8]) -> Result<u32, Full> {
        if let Some(place) = self.find_once(text) {
            return Ok(place);
        }
        let place = self.texts.put(text)?;
        self.once.insert(self.seed.of_text(text), place)?;
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Units {
        let mut units = Units::new(Provider::Autodesk);
        for row in 0..2 {
            for field in Field::ALL {
                let text = format!("{field:?}, which is longer than what fits into itself");
                units.set(field, (row == 0).then_some(&*text)).unwrap();
            }
            units.end_row().unwrap();
        }
        units
    }

    #[test]
    fn absent_and_empty_texts_differ() {
        let mut units = filled();
        for field in Field::ALL {
            units.set(field, Some("")).unwrap();
        }
        units.end_row().unwrap();
        assert_eq!(Units::new(Provider::Autodesk).text(Field::Name, 0), None);
        for field in Field::ALL {
            assert_eq!(units.text(field, 1), None, "{field:?}");
            assert_eq!(units.text(field, 2).as_deref(), Some(""), "{field:?}");
            assert_eq!(units.text(field, 3), None, "{field:?} of no row");
        }
    }

    #[test]
    fn equal_ids_are_equal_and_equal_account_ids_are_stored_once() {
        let mut units = filled();
        let id = units.id(0).into_owned();
        let account_id = units.text(Field::AccountId, 0).unwrap().into_owned();
        let before = format!("{:?}", units.texts).len();
        units.set(Field::ParentId, Some(&id)).unwrap();
        units.set(Field::AccountId, Some(&account_id)).unwrap();
        units.end_row().unwrap();
        assert_eq!(units.parent_key(2), units.key(0));
        assert_eq!(units.key_of(&id), Some(units.key(0)));
        assert_eq!(units.key_of("an id that nobody sent, and a long one"), None);
        assert_eq!(units.account(2), units.account(0));
        assert_eq!(format!("{:?}", units.texts).len(), before, "nothing was kept again");
    }

    #[test]
    fn account_changes_name_the_first_row_of_each_stretch() {
        let mut units = Units::new(Provider::Autodesk);
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
