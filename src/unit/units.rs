//! The units of one listing, as sent.

use std::borrow::Cow;

use super::columns::{Columns, NAME, OWN, PARENT, PATH, Slot};
use super::draft::Draft;
use super::field::Field;
use super::hash::Seed;
use super::id::Id;
use super::key::{Stored, TextKey};
use super::memory::OutOfMemory;
use super::order::order_of;
use super::source::Source;
use super::text_store::{TextStore, push};

/// The units of one listing, as columns. The index of a unit is its position in the listing.
#[derive(Clone, Debug)]
pub struct Units {
    source: Source,
    account_id: Option<String>,
    claimed_count: Option<i64>,
    warnings: Vec<String>,
    columns: Columns,
    texts: TextStore,
    draft: Draft,
}

/// The listing as a whole.
impl Units {
    /// Makes a listing without units.
    pub fn new(source: impl Into<Source>) -> Self {
        Self {
            source: source.into(),
            account_id: None,
            claimed_count: None,
            warnings: Vec::new(),
            columns: Columns::new(),
            texts: TextStore::new(Seed::new(0)),
            draft: Draft::new(),
        }
    }

    /// Returns the number of units.
    #[inline(always)]
    pub fn len(&self) -> u32 {
        self.columns.len()
    }

    /// Tells whether the listing has no units.
    pub fn is_empty(&self) -> bool {
        self.columns.len() == 0
    }

    /// Returns the provider of the listing, and what it promises.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Returns the account that the caller asked for, without its prefix; none if there was none.
    pub fn account_id(&self) -> Option<&str> {
        let account_id = self.account_id.as_deref().map(|id| self.source.account_id(id));
        account_id.filter(|id| !id.is_empty())
    }

    /// Returns the number of units that the listing claims to have, if it claims one.
    pub fn claimed_count(&self) -> Option<i64> {
        self.claimed_count
    }

    /// Returns what the reader had to repair, with counts.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns the seed that ids are hashed with.
    pub fn seed(&self) -> &Seed {
        self.texts.seed()
    }

    /// Sets the seed that ids are hashed with, before the first row. A random one prevents chosen ids from colliding.
    pub fn set_seed(&mut self, seed: Seed) {
        self.texts = TextStore::new(seed);
    }

    /// Sets the provider of the listing, and what it promises.
    pub fn set_source(&mut self, source: impl Into<Source>) {
        self.source = source.into();
    }

    /// Sets the account that the caller asked for.
    pub fn set_account_id(&mut self, account_id: Option<String>) {
        self.account_id = account_id;
    }

    /// Sets the number of units that the listing claims to have.
    pub fn set_claimed_count(&mut self, count: Option<i64>) {
        self.claimed_count = count;
    }

    /// Adds warnings.
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
}

/// Filling: field by field into a draft of a row, and row by row into the columns.
impl Units {
    /// Sets a field of the draft; a second text for the same field replaces the first.
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

    /// As [`Units::set`], of bytes that are UTF-8. Other bytes read as an empty text.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(never)]
    pub fn set_bytes(&mut self, field: Field, text: &[u8]) -> Result<(), OutOfMemory> {
        self.set_prefix(field, text, text.len())
    }

    /// As [`Units::set_bytes`], of the first `len` bytes. The bytes after them allow copying in steps of a fixed size.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(always)]
    pub fn set_prefix(
        &mut self,
        field: Field,
        bytes: &[u8],
        len: usize,
    ) -> Result<(), OutOfMemory> {
        self.draft.set_prefix(&mut self.texts, field, (bytes, len))
    }

    /// As [`Units::set`], of a UUID in canonical form: its sixteen bytes as two little-endian words.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(always)]
    pub fn set_uuid(&mut self, field: Field, words: [u64; 2]) -> Result<(), OutOfMemory> {
        let id = Id::of_uuid(words);
        match field {
            Field::Id => self.draft.set_own_id(id),
            Field::ParentId => self.draft.set_parent_id(id),
            Field::Name
            | Field::Description
            | Field::Path
            | Field::AccountId
            | Field::CreatedAt
            | Field::UpdatedAt => return self.set_uuid_text(field, id),
        }
        Ok(())
    }

    /// Only the fields for ids store a UUID as such.
    #[cold]
    fn set_uuid_text(&mut self, field: Field, id: Id) -> Result<(), OutOfMemory> {
        self.set_bytes(field, &id.uuid_text())
    }

    /// Makes a field of the draft absent.
    pub fn unset(&mut self, field: Field) {
        self.draft.unset(field);
    }

    /// Keeps the draft as a template for further rows.
    pub fn keep_as_template(&mut self) {
        self.draft.keep_as_template();
    }

    /// Makes the draft equal to the template.
    #[inline(always)]
    pub fn begin_from_template(&mut self) {
        self.draft.begin_from_template();
    }

    /// Appends the draft as a row, and begins another one.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(always)]
    pub fn end_row(&mut self) -> Result<(), OutOfMemory> {
        self.draft.end(&mut self.columns, &self.texts)
    }

    /// Drops the draft.
    pub fn drop_row(&mut self) {
        self.draft.discard(&mut self.texts);
    }

    /// Drops every row, and keeps what is known of the listing as a whole.
    pub fn clear(&mut self) {
        if self.is_empty() {
            return self.drop_row();
        }
        self.columns = Columns::new();
        self.texts = TextStore::new(self.seed().clone());
        self.draft = Draft::new();
    }

    /// Sorts the rows by numbers, one for each row; equal numbers keep their order.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn sort_by(&mut self, numbers: &[u32]) -> Result<(), OutOfMemory> {
        let numbers =
            (0..self.len()).map(|index| numbers.get(index as usize).copied().unwrap_or(u32::MAX));
        self.columns = self.columns.in_order(&order_of(numbers)?)?;
        Ok(())
    }
}

/// Reading, by index.
impl Units {
    /// Returns a text of a unit; none if it is absent, or if it must be made and memory is used up. [`Units::push_bytes`]
    /// tells these two apart.
    #[inline(never)]
    pub fn text(&self, field: Field, index: u32) -> Option<Cow<'_, str>> {
        let borrowed = match Slot::of(field) {
            Slot::Text(slot) => self.texts.str(self.columns.text(slot, index)?),
            Slot::Account => self.texts.account(self.columns.account(index)?),
            Slot::Id(slot) => match self.texts.long_id(self.columns.id(slot, index)) {
                None => return self.made(field, index),
                long => long,
            },
            Slot::Moment(_) => return self.made(field, index),
        };
        borrowed.map(Cow::Borrowed)
    }

    fn made(&self, field: Field, index: u32) -> Option<Cow<'_, str>> {
        let mut bytes = Vec::new();
        let is_sent = self.push_bytes(field, index, &mut bytes).unwrap_or_default();
        is_sent.then(|| Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
    }

    /// Appends the UTF-8 of a text of a unit; returns whether there is one.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn push_bytes(
        &self,
        field: Field,
        index: u32,
        to: &mut Vec<u8>,
    ) -> Result<bool, OutOfMemory> {
        let bytes = match Slot::of(field) {
            Slot::Id(slot) => return self.texts.push_id(self.columns.id(slot, index), to),
            Slot::Moment(slot) => match self.columns.moment(slot, index) {
                Some(moment) => return self.texts.push_moment(moment, to),
                None => None,
            },
            Slot::Text(slot) => {
                self.columns.text(slot, index).and_then(|text| self.texts.bytes(text))
            }
            Slot::Account => {
                self.columns.account(index).and_then(|account| self.texts.account_bytes(account))
            }
        };
        push(bytes, to)
    }

    /// Returns a key of a text: equal keys mean equal texts, and the converse does not hold. None for a name or a
    /// description, which seldom repeat.
    #[inline]
    pub fn text_key(&self, field: Field, index: u32) -> Option<TextKey> {
        let stored = match Slot::of(field) {
            Slot::Id(slot) => Stored::Id(self.columns.id(slot, index)),
            Slot::Text(PATH) => Stored::Path(self.columns.text(PATH, index)?),
            Slot::Text(_) => return None,
            Slot::Account => Stored::Account(self.columns.account(index)?),
            Slot::Moment(slot) => Stored::Moment(self.columns.moment(slot, index)?),
        };
        Some(TextKey(stored))
    }

    /// Returns the text of an id; an empty one if it is absent.
    pub fn id(&self, index: u32) -> Cow<'_, str> {
        self.text(Field::Id, index).unwrap_or_default()
    }

    /// Returns the text of a parent's id; an empty one for a root.
    pub fn parent_id(&self, index: u32) -> Cow<'_, str> {
        self.text(Field::ParentId, index).unwrap_or_default()
    }

    /// Returns the id of a unit, to compare it with others of this listing.
    #[inline(always)]
    pub fn key(&self, index: u32) -> Id {
        self.columns.id(OWN, index)
    }

    /// Returns the id of a unit's parent, to compare it with others of this listing.
    #[inline]
    pub fn parent_key(&self, index: u32) -> Id {
        self.columns.id(PARENT, index)
    }

    /// Returns the id with a text, to compare it; none if no unit of this listing has it.
    pub fn key_of(&self, text: &str) -> Option<Id> {
        self.texts.find_id(text.as_bytes())
    }

    /// Yields the id of each unit, and then any number of others.
    #[inline(always)]
    pub fn keys(&self) -> impl Iterator<Item = Id> {
        self.columns.ids::<OWN>()
    }

    /// Yields the id of each unit's parent, and then any number of others.
    #[inline(always)]
    pub fn parent_keys(&self) -> impl Iterator<Item = Id> {
        self.columns.ids::<PARENT>()
    }

    /// Returns the name of a unit, without copying it.
    pub fn name(&self, index: u32) -> Option<&str> {
        self.texts.str(self.columns.text(NAME, index)?)
    }

    /// Returns the path of a unit, without copying it.
    pub fn path(&self, index: u32) -> Option<&str> {
        self.texts.str(self.columns.text(PATH, index)?)
    }

    /// Yields the path of each unit as bytes, with a function that returns the name; and then any number of others.
    #[inline(always)]
    pub fn paths_and_names<'a>(
        &'a self,
    ) -> impl Iterator<Item = (Option<&'a [u8]>, impl FnOnce() -> Option<&'a [u8]>)> {
        let bytes = |text| self.texts.bytes(text);
        self.columns.paths_and_names().map(move |(path, name)| (bytes(path), move || bytes(name)))
    }

    /// Yields the index and the account of each unit whose account differs from that of the unit before it.
    pub fn account_changes(&self) -> impl Iterator<Item = (u32, Option<&str>)> {
        let changes = self.columns.account_changes();
        changes.map(|(index, account)| (index, self.texts.account(account)))
    }

    /// Brings a unit into the caches of the processor. Out of order, nearly every read of a unit is a cache miss; the misses
    /// of several units that are touched one after another overlap.
    pub fn touch(&self, index: u32) {
        let texts = self.columns.touch(index);
        core::hint::black_box(
            texts.map(|text| self.texts.bytes(text).and_then(<[u8]>::first).copied()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(field: Field) -> String {
        format!("{field:?}, which is too long for the columns")
    }

    fn filled() -> Units {
        let mut units = Units::new(Source::default());
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
            assert_eq!(Units::new(Source::default()).text(field, 0), None, "{field:?}");
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
        assert_eq!(units.key_of("a long id that no unit has"), None);
        let account_key = |index| units.text_key(Field::AccountId, index);
        assert_eq!(account_key(2), account_key(0));
        assert_eq!(format!("{:?}", units.texts).len(), before, "no text is stored twice");
    }

    #[test]
    fn texts_of_equal_keys_are_equal() {
        let texts =
            ["", "a", "\0", "2016-04-11T03:49:09.176Z", "0123456789abcdef", "0123456789abcdefg"];
        let uuids =
            ["e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", "E3D5ef8d-5c37-4b9d-925d-1e6d24753ace"];
        let mut units = Units::new(Source::default());
        // The first text of each kind: their references may be the same number.
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
    fn bytes_are_appended() {
        let units = filled();
        for field in Field::ALL {
            let mut bytes = b"before ".to_vec();
            assert_eq!(units.push_bytes(field, 0, &mut bytes), Ok(true));
            assert_eq!(units.push_bytes(field, 1, &mut bytes), Ok(false));
            assert_eq!(units.push_bytes(field, 2, &mut bytes), Ok(false));
            assert_eq!(bytes, format!("before {}", text_of(field)).into_bytes());
            units.touch(0);
            units.touch(2);
        }
    }

    #[test]
    fn a_dropped_row_leaves_nothing_and_a_row_from_a_template_equals_the_template() {
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
        units.keep_as_template();
        units.end_row().unwrap();
        units.begin_from_template();
        units.unset(Field::Name);
        units.end_row().unwrap();
        for field in Field::ALL {
            let text = (field != Field::Name).then(|| text_of(field));
            assert_eq!(units.text(field, 3).as_deref(), text.as_deref());
        }
    }

    #[test]
    fn account_changes_begin_each_stretch_of_one_account() {
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
