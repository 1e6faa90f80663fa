//! The units of one listing, as they were sent.

use std::borrow::Cow;

use super::column::{Column, Run};
use super::once::Once;
use super::paths::{Path, Paths};
use super::texts::{Mark, Texts};
use super::{Field, Full, Id, Provider, Seed, TextKey, moment, room, without_hub_prefix};
use crate::simd;

/// The units of one listing as columns, in the order sent.
#[derive(Clone, Debug)]
pub struct Units {
    provider: Provider,
    seed: Seed,
    rows: usize,
    columns: Columns,
    staged: Row,
    last: Row,
    texts: Texts,
    /// Where `texts` and `paths` ended with the last row.
    marks: [Mark; 2],
    /// Long ids, and account ids.
    once: Once,
    paths: Paths,
    account_id: Option<String>,
    claimed_count: Option<i64>,
    warnings: Vec<String>,
}

/// What tends to repeat together stands together: a page of the same is compared at once.
#[derive(Clone, Debug)]
struct Columns {
    ids: [Column<[u64; 2]>; 2],
    kinds: Column<[u8; 2]>,
    places: Column<[u32; 2]>,
    accounts: Column<u32>,
    moments: Column<[u64; 2]>,
}

/// One row of the columns.
#[derive(Clone, Copy, Debug)]
struct Row {
    ids: [[u64; 2]; 2],
    kinds: [u8; 2],
    /// Of the name and the description.
    places: [u32; 2],
    path: u32,
    account: u32,
    moments: [u64; 2],
}

const NAME: usize = 0;
const DESCRIPTION: usize = 1;

impl Row {
    const EMPTY: Self = Self {
        ids: [Id::ABSENT.words; 2],
        kinds: [Id::ABSENT.kind; 2],
        places: [Texts::ABSENT; 2],
        path: Paths::ABSENT,
        account: Texts::ABSENT,
        moments: [moment::ABSENT; 2],
    };

    fn set_id(&mut self, place: usize, id: Id) {
        if let (Some(words), Some(kind)) = (self.ids.get_mut(place), self.kinds.get_mut(place)) {
            (*words, *kind) = (id.words, id.kind);
        }
    }
}

impl Columns {
    fn new() -> Self {
        let Row { ids, kinds, places, account, moments, .. } = Row::EMPTY;
        Self {
            ids: ids.map(Column::new),
            kinds: Column::new(kinds),
            places: Column::new(places),
            accounts: Column::new(account),
            moments: Column::new(moments),
        }
    }

    #[inline(always)]
    fn push(&mut self, rows: usize, row: &Row) -> Result<(), Full> {
        self.ids[0].push(rows, row.ids[0])?;
        self.ids[1].push(rows, row.ids[1])?;
        self.kinds.push(rows, row.kinds)?;
        self.places.push(rows, row.places)?;
        self.accounts.push(rows, row.account)?;
        self.moments.push(rows, row.moments)
    }

    fn in_order(&self, order: &[u32]) -> Result<Self, Full> {
        Ok(Self {
            ids: [self.ids[0].in_order(order)?, self.ids[1].in_order(order)?],
            kinds: self.kinds.in_order(order)?,
            places: self.places.in_order(order)?,
            accounts: self.accounts.in_order(order)?,
            moments: self.moments.in_order(order)?,
        })
    }
}

impl Units {
    /// No units yet, of that provider.
    pub fn new(provider: Provider) -> Self {
        Self {
            provider,
            seed: Seed::new(0),
            rows: 0,
            columns: Columns::new(),
            staged: Row::EMPTY,
            last: Row::EMPTY,
            texts: Texts::default(),
            marks: [Mark::default(); 2],
            once: Once::default(),
            paths: Paths::new(),
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
        match field {
            Field::Name => self.kept(NAME, index).map(Cow::Borrowed),
            Field::Description => self.kept(DESCRIPTION, index).map(Cow::Borrowed),
            Field::AccountId => self.once.text(self.account(index)?).map(Cow::Borrowed),
            Field::Id | Field::ParentId | Field::Path | Field::CreatedAt | Field::UpdatedAt => {
                let mut bytes = Vec::new();
                let is_sent = self.push_bytes(field, index, &mut bytes);
                is_sent.then(|| Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
            }
        }
    }

    /// Appends the UTF-8 of a text of the unit at `index`; false where the service sent none.
    pub fn push_bytes(&self, field: Field, index: u32, to: &mut Vec<u8>) -> bool {
        let kept = match field {
            Field::Id => return self.id_at(0, index).push_to(to, &self.once),
            Field::ParentId => return self.id_at(1, index).push_to(to, &self.once),
            Field::CreatedAt => return self.push_moment(0, index, to),
            Field::UpdatedAt => return self.push_moment(1, index, to),
            Field::Path => return self.push_path(index, to),
            Field::Name => self.place(NAME, index).and_then(|place| self.texts.get(place)),
            Field::Description => {
                self.place(DESCRIPTION, index).and_then(|place| self.texts.get(place))
            }
            Field::AccountId => self.account(index).and_then(|place| self.once.get(place)),
        };
        kept.map(|text| simd::append(to, text)).is_some()
    }

    /// Reads a little of everything that is held of the unit at `index`, and makes nothing of it. Where units are not
    /// taken in the order sent, nearly each read is a cache miss; those of many units, touched one after the other, do not
    /// wait for each other.
    pub fn touch(&self, index: u32) {
        let Columns { ids: [ids, parent_ids], kinds, places, moments, .. } = &self.columns;
        let [name, description] = places.get(index).unwrap_or(Row::EMPTY.places);
        let first = |place| self.texts.get(place).and_then(<[u8]>::first);
        core::hint::black_box((
            (ids.get(index), parent_ids.get(index), kinds.get(index), moments.get(index)),
            (
                first(name),
                first(description),
                self.path(index).and_then(|path| self.paths.first(path)),
            ),
        ));
    }

    /// Appends a text of the unit at `index`; false where the service sent none.
    pub fn push_text(&self, field: Field, index: u32, to: &mut String) -> bool {
        self.text(field, index).map(|text| to.push_str(&text)).is_some()
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
    #[inline(always)]
    pub fn key(&self, index: u32) -> Id {
        self.id_at(0, index)
    }

    /// The id of the parent of the unit at `index`, to compare it with others of this listing.
    #[inline]
    pub fn parent_key(&self, index: u32) -> Id {
        self.id_at(1, index)
    }

    /// The ids of all units in the order sent.
    pub fn keys(&self) -> impl Iterator<Item = Id> {
        let [words, _] = &self.columns.ids;
        let ids = words.values().zip(self.columns.kinds.values()).take(self.rows);
        ids.map(|(words, [kind, _])| Id { words, kind })
    }

    /// The ids of the parents of all units in the order sent.
    pub fn parent_keys(&self) -> impl Iterator<Item = Id> {
        let [_, words] = &self.columns.ids;
        let ids = words.values().zip(self.columns.kinds.values()).take(self.rows);
        ids.map(|(words, [_, kind])| Id { words, kind })
    }

    /// The id with that text, to compare it; none where this listing has no such text.
    pub fn key_of(&self, text: &str) -> Option<Id> {
        let text = text.as_bytes();
        Id::of_short(text).or_else(|| self.once.find(&self.seed, text).map(Id::of_long))
    }

    /// The name of the unit at `index`, without a copy.
    pub fn name(&self, index: u32) -> Option<&str> {
        self.kept(NAME, index)
    }

    /// The path of the unit at `index`, to compare it; none where no path was sent.
    #[inline(always)]
    pub fn path(&self, index: u32) -> Option<Path> {
        self.paths.of_row(index)
    }

    /// The hash of a path, in 64 bits with secret numbers.
    #[inline(always)]
    pub fn path_hash(&self, path: Path) -> u64 {
        self.paths.hash(&self.seed, path)
    }

    /// The hash of a path of no length.
    pub fn hash_of_empty_path(&self) -> u64 {
        self.seed.of_path(0, &[])
    }

    /// The hash of the path that a unit below the one at `index` has, if paths are joined by `/` from the root down;
    /// none without a name. `text` is written over.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    #[inline(always)]
    pub fn path_hash_below(&self, index: u32, text: &mut Vec<u8>) -> Result<Option<u64>, Full> {
        let name = self.place(NAME, index).and_then(|name| self.texts.get(name));
        // Below an empty name an empty path may be that of a root or not, and only one of them needs a separator.
        let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok(None) };
        self.paths.hash_below(&self.seed, (self.path(index), name), text).map(Some)
    }

    /// What tells that a text of the unit at `index` is the same as another, without making it; none where that is not
    /// known, or where no text was sent.
    #[inline]
    pub fn text_key(&self, field: Field, index: u32) -> Option<TextKey> {
        match field {
            Field::Id => Some(TextKey::Id(self.key(index))),
            Field::ParentId => Some(TextKey::Id(self.parent_key(index))),
            Field::Path => self.path(index).map(TextKey::Path),
            Field::AccountId => self.account(index).map(TextKey::Account),
            Field::CreatedAt => self.moment(0, index).map(TextKey::Moment),
            Field::UpdatedAt => self.moment(1, index).map(TextKey::Moment),
            Field::Name | Field::Description => None,
        }
    }

    /// Whether a path was sent with any unit.
    pub fn has_paths(&self) -> bool {
        self.paths.any()
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
            .map(|(index, place)| (index, self.once.text(place)))
    }

    /// Puts a text into the unfinished row; a second one for the same field replaces the first.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn set(&mut self, field: Field, text: Option<&str>) -> Result<(), Full> {
        if let Some(text) = text {
            return self.set_bytes(field, text.as_bytes());
        }
        self.unset(field);
        Ok(())
    }

    /// As [`Units::set`], of bytes that are known to be UTF-8; of others, the text is lost.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    #[inline(always)]
    pub fn set_bytes(&mut self, field: Field, text: &[u8]) -> Result<(), Full> {
        match field {
            Field::Name => self.staged.places[NAME] = self.texts.put(text)?,
            Field::Description => self.staged.places[DESCRIPTION] = self.texts.put(text)?,
            Field::Path => self.staged.path = self.paths.put(text)?,
            Field::Id => {
                let id = self.id_of(text)?;
                self.staged.set_id(0, id);
            }
            Field::ParentId => {
                let id = self.id_of(text)?;
                self.staged.set_id(1, id);
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
    /// [`Full`] when there is no room.
    #[inline(always)]
    pub fn set_uuid(&mut self, field: Field, words: [u64; 2]) -> Result<(), Full> {
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
    fn set_uuid_text(&mut self, field: Field, id: Id) -> Result<(), Full> {
        let mut text = Vec::new();
        id.push_to(&mut text, &self.once);
        self.set_bytes(field, &text)
    }

    /// Takes a text out of the unfinished row.
    pub fn unset(&mut self, field: Field) {
        self.copy(field, Row::EMPTY, Paths::ABSENT);
    }

    /// Puts into the unfinished row what the one before it has there.
    #[inline(always)]
    pub fn repeat(&mut self, field: Field) {
        self.copy(field, self.last, self.paths.last());
    }

    /// Ends the unfinished row and begins the next one.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    #[inline(always)]
    pub fn end_row(&mut self) -> Result<(), Full> {
        if self.rows >= i32::MAX as usize {
            return Err(Full);
        }
        self.columns.push(self.rows, &self.staged)?;
        self.paths.end_row(&self.seed, self.staged.path)?;
        self.rows += 1;
        self.marks = [self.texts.mark(), self.paths.mark()];
        self.last = self.staged;
        self.staged = Row::EMPTY;
        Ok(())
    }

    /// Forgets the unfinished row.
    pub fn drop_row(&mut self) {
        let [texts, paths] = self.marks;
        self.texts.rewind(texts);
        self.paths.rewind(paths);
        self.staged = Row::EMPTY;
    }

    /// Forgets every row; what was said of the listing as a whole stays.
    pub fn clear(&mut self) {
        let empty = Self::new(self.provider).with_seed(self.seed.clone());
        let Self { account_id, claimed_count, warnings, .. } = core::mem::replace(self, empty);
        (self.account_id, self.claimed_count, self.warnings) =
            (account_id, claimed_count, warnings);
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
        room(order.try_reserve_exact(self.rows))?;
        order.extend(0..self.len());
        let key = |row: u32| (place.get(row as usize).copied().unwrap_or(u32::MAX), row);
        order.sort_unstable_by_key(|row| key(*row));
        self.columns = self.columns.in_order(&order)?;
        self.paths.put_in_order(&self.seed, &order)?;
        Ok(())
    }

    #[inline(always)]
    fn id_at(&self, column: usize, index: u32) -> Id {
        let kind = self.columns.kinds.get(index).and_then(|kinds| kinds.get(column).copied());
        match (self.columns.ids.get(column).and_then(|words| words.get(index)), kind) {
            (Some(words), Some(kind)) if index < self.len() => Id { words, kind },
            _ => Id::ABSENT,
        }
    }

    #[inline(always)]
    fn place(&self, column: usize, index: u32) -> Option<u32> {
        let places = self.columns.places.get(index).filter(|_| index < self.len())?;
        places.get(column).copied()
    }

    fn kept(&self, column: usize, index: u32) -> Option<&str> {
        self.texts.text(self.place(column, index)?)
    }

    fn account(&self, index: u32) -> Option<u32> {
        self.columns.accounts.get(index).filter(|_| index < self.len())
    }

    fn moment(&self, column: usize, index: u32) -> Option<u64> {
        let moments = self.columns.moments.get(index).filter(|_| index < self.len())?;
        moments.get(column).copied()
    }

    fn push_moment(&self, column: usize, index: u32, to: &mut Vec<u8>) -> bool {
        let Some(moment) = self.moment(column, index) else { return false };
        match moment::place_of(moment) {
            None => moment::push_to(moment, to),
            Some(place) => match self.texts.get(place) {
                Some(text) => simd::append(to, text),
                None => return false,
            },
        }
        true
    }

    fn push_path(&self, index: u32, to: &mut Vec<u8>) -> bool {
        self.path(index).is_some_and(|path| self.paths.read(path, to).is_ok())
    }

    #[inline(never)]
    fn id_of(&mut self, text: &[u8]) -> Result<Id, Full> {
        match Id::of_short(text) {
            Some(id) => Ok(id),
            None => self.once.put(&self.seed, text).map(Id::of_long),
        }
    }

    #[inline(never)]
    fn account_of(&mut self, text: &[u8]) -> Result<u32, Full> {
        let last = self.last.account;
        if self.once.is(last, text) { Ok(last) } else { self.once.put(&self.seed, text) }
    }

    #[inline(never)]
    fn moment_of(&mut self, text: &[u8]) -> Result<u64, Full> {
        match moment::digits_of(text) {
            Some(digits) => Ok(digits),
            None => self.texts.put(text).map(moment::elsewhere),
        }
    }

    #[inline(always)]
    fn copy(&mut self, field: Field, from: Row, path: u32) {
        let row = &mut self.staged;
        match field {
            Field::Id => (row.ids[0], row.kinds[0]) = (from.ids[0], from.kinds[0]),
            Field::ParentId => (row.ids[1], row.kinds[1]) = (from.ids[1], from.kinds[1]),
            Field::Name => row.places[NAME] = from.places[NAME],
            Field::Description => row.places[DESCRIPTION] = from.places[DESCRIPTION],
            Field::Path => row.path = path,
            Field::AccountId => row.account = from.account,
            Field::CreatedAt => row.moments[0] = from.moments[0],
            Field::UpdatedAt => row.moments[1] = from.moments[1],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(field: Field) -> String {
        format!("{field:?}, which is longer than what fits into itself")
    }

    fn filled() -> Units {
        let mut units = Units::new(Provider::Autodesk);
        for row in 0..2 {
            for field in Field::ALL {
                units.set(field, (row == 0).then_some(&*text_of(field))).unwrap();
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
        for field in Field::ALL {
            assert_eq!(units.text(field, 0).as_deref(), Some(&*text_of(field)));
            assert_eq!(units.text(field, 1), None, "{field:?}");
            assert_eq!(units.text(field, 2).as_deref(), Some(""), "{field:?}");
            assert_eq!(units.text(field, 3), None, "{field:?} of no row");
            assert_eq!(Units::new(Provider::Autodesk).text(field, 0), None, "{field:?}");
        }
    }

    #[test]
    fn equal_ids_are_equal_and_equal_account_ids_are_stored_once() {
        let mut units = filled();
        let id = units.id(0).into_owned();
        let account_id = units.text(Field::AccountId, 0).unwrap().into_owned();
        let before = format!("{:?}", units.once).len();
        units.set(Field::ParentId, Some(&id)).unwrap();
        units.set(Field::AccountId, Some(&account_id)).unwrap();
        units.end_row().unwrap();
        assert_eq!(units.parent_key(2), units.key(0));
        assert_eq!(units.key_of(&id), Some(units.key(0)));
        assert_eq!(units.key_of("an id that nobody sent, and a long one"), None);
        assert_eq!(units.account(2), units.account(0));
        assert_eq!(format!("{:?}", units.once).len(), before, "nothing was kept again");
    }

    #[test]
    fn texts_of_one_key_are_the_same_text() {
        let texts =
            ["", "a", "\0", "2016-04-11T03:49:09.176Z", "0123456789abcdef", "0123456789abcdefg"];
        let uuids =
            ["e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", "E3D5ef8d-5c37-4b9d-925d-1e6d24753ace"];
        let mut units = Units::new(Provider::Autodesk);
        // The first of their sort: their places may be one number.
        for field in [Field::AccountId, Field::Path, Field::CreatedAt] {
            units.set(field, Some(&*text_of(field))).unwrap();
        }
        units.end_row().unwrap();
        for text in texts.into_iter().chain(uuids).flat_map(|text| [text, text]) {
            for field in Field::ALL {
                units.set(field, Some(text)).unwrap();
            }
            units.end_row().unwrap();
        }
        let all = || {
            Field::ALL.into_iter().flat_map(|field| (0..=units.len()).map(move |at| (field, at)))
        };
        let mut shared = 0;
        for (one, other) in all().flat_map(|one| all().map(move |other| (one, other))) {
            let key = |(field, index)| units.text_key(field, index);
            if one != other && key(one).is_some() && key(one) == key(other) {
                assert_eq!(units.text(one.0, one.1), units.text(other.0, other.1));
                shared += 1;
            }
        }
        assert!(shared > 6 * texts.len(), "{shared}");
    }

    #[test]
    fn bytes_are_appended_to_what_is_there() {
        let units = filled();
        for field in Field::ALL {
            let mut bytes = b"before ".to_vec();
            assert!(units.push_bytes(field, 0, &mut bytes));
            assert!(
                !units.push_bytes(field, 1, &mut bytes) && !units.push_bytes(field, 2, &mut bytes)
            );
            assert_eq!(bytes, format!("before {}", text_of(field)).into_bytes());
            units.touch(0);
            units.touch(2);
        }
    }

    #[test]
    fn a_dropped_row_leaves_nothing_and_a_repeated_field_is_what_it_was() {
        let mut units = filled();
        let before = units.texts.mark();
        for field in Field::ALL {
            units.set(field, Some("another text, of a row that never ends")).unwrap();
        }
        units.drop_row();
        assert_eq!(units.texts.mark(), before);
        for field in Field::ALL {
            units.set(field, Some(&*text_of(field))).unwrap();
        }
        units.end_row().unwrap();
        for field in Field::ALL {
            units.repeat(field);
        }
        units.end_row().unwrap();
        for field in Field::ALL {
            assert_eq!(units.text(field, 3).as_deref(), Some(&*text_of(field)));
        }
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
