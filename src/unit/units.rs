//! The units of one listing, as they were sent.

use std::borrow::Cow;

use super::column::Run;
use super::columns::{Columns, DESCRIPTION, NAME, Row};
use super::links::Links;
use super::once::Once;
use super::paths::{Path, Paths};
use super::texts::{Mark, Texts};
use super::{Field, Full, Id, Provider, Seed, TextKey, append, moment, without_hub_prefix};

/// The units of one listing as columns, in the order sent.
#[derive(Clone, Debug)]
pub struct Units {
    pub(super) provider: Provider,
    pub(super) seed: Seed,
    pub(super) rows: usize,
    pub(super) columns: Columns,
    pub(super) staged: Row,
    /// What other rows are like.
    pub(super) model: Row,
    /// The last account that was not the one before.
    pub(super) account: u32,
    pub(super) texts: Texts,
    /// Where `texts` and `paths` ended with the last row.
    pub(super) marks: [Mark; 2],
    /// Long ids, and account ids.
    pub(super) once: Once,
    pub(super) paths: Paths,
    pub(super) links: Links,
    pub(super) is_linked: bool,
    /// Whether rows may give up what can be made again: not where they are put into another order.
    pub(super) settles: bool,
    pub(super) account_id: Option<String>,
    pub(super) claimed_count: Option<i64>,
    pub(super) warnings: Vec<String>,
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
            model: Row::EMPTY,
            account: Texts::ABSENT,
            texts: Texts::default(),
            marks: [Mark::default(); 2],
            once: Once::default(),
            paths: Paths::new(),
            links: Links::default(),
            is_linked: false,
            settles: true,
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

    /// A text of the unit at `index`, in the order sent; none where the service sent none, or where there is no memory to
    /// make it: whoever must know asks [`Units::push_bytes`].
    pub fn text(&self, field: Field, index: u32) -> Option<Cow<'_, str>> {
        match field {
            Field::Name => self.kept(NAME, index).map(Cow::Borrowed),
            Field::Description => self.kept(DESCRIPTION, index).map(Cow::Borrowed),
            Field::AccountId => self.once.text(self.account(index)?).map(Cow::Borrowed),
            Field::Id => self.id_text(self.id_at(0, index)),
            Field::ParentId => self.id_text(self.id_at(1, index)),
            Field::Path => self.path_text(index).unwrap_or_default(),
            Field::CreatedAt | Field::UpdatedAt => {
                made(|bytes| self.push_bytes(field, index, bytes))
            }
        }
    }

    /// The path of the unit at `index`; none where the service sent none.
    ///
    /// # Errors
    /// [`Full`] when there is no memory to put it together.
    pub fn path_text(&self, index: u32) -> Result<Option<Cow<'_, str>>, Full> {
        match self.path(index) {
            Some(Path::Text(place)) => {
                let text = self.paths.text(place).unwrap_or_default();
                Ok(Some(Cow::Borrowed(core::str::from_utf8(text).unwrap_or_default())))
            }
            Some(Path::Below(parent)) => {
                let mut text = Vec::new();
                self.push_path_below(parent, &mut text)?;
                Ok(Some(Cow::Owned(String::from_utf8(text).unwrap_or_default())))
            }
            None => Ok(None),
        }
    }

    /// Appends the UTF-8 of a text of the unit at `index`; false where the service sent none.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub fn push_bytes(&self, field: Field, index: u32, to: &mut Vec<u8>) -> Result<bool, Full> {
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
        kept.map_or(Ok(false), |text| append(to, text).map(|()| true))
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
                self.path(index).and_then(|path| match path {
                    Path::Text(place) => self.paths.text(place)?.first(),
                    Path::Below(_) => None,
                }),
            ),
        ));
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
        self.paths.of_row(index, || self.links.parent(index).unwrap_or(u32::MAX))
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

    /// Says what ids are hashed with: a random number keeps anybody from choosing ids that clash. For a listing that
    /// has no rows yet.
    pub fn set_seed(&mut self, seed: Seed) {
        self.seed = seed;
    }

    /// Lets rows give up their paths at so many bytes, and not only when there are very many.
    #[doc(hidden)]
    pub fn settle_at(&mut self, bytes: usize) {
        self.paths.wait_for_at_most(bytes);
    }

    /// Says which service sent them.
    pub fn set_provider(&mut self, provider: Provider) {
        self.provider = provider;
    }

    /// Says which account was asked for.
    pub fn set_account_id(&mut self, account_id: Option<String>) {
        let account_id = account_id.map(|mut id| {
            id.drain(..id.len() - without_hub_prefix(&id).len());
            id
        });
        self.account_id = account_id.filter(|id| !id.is_empty());
    }

    /// Says how many units the service claims to have sent.
    pub fn set_claimed_count(&mut self, count: Option<i64>) {
        self.claimed_count = count;
    }

    /// Says what the reader had to mend, beside what an earlier one had to.
    pub fn add_warnings(&mut self, warnings: impl IntoIterator<Item = String>) {
        self.warnings.extend(warnings);
    }

    /// As [`Units::set_provider`].
    #[must_use]
    pub fn with_provider(mut self, provider: Provider) -> Self {
        self.set_provider(provider);
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
    fn id_at(&self, column: usize, index: u32) -> Id {
        if index < self.len() { self.columns.id(column, index) } else { Id::ABSENT }
    }

    #[inline(always)]
    fn place(&self, column: usize, index: u32) -> Option<u32> {
        let places = self.columns.places.get(index).filter(|_| index < self.len())?;
        places.get(column).copied()
    }

    /// The text of an id, of a long one without a copy.
    fn id_text(&self, id: Id) -> Option<Cow<'_, str>> {
        if let Some(place) = id.place() {
            return self.once.text(place).map(Cow::Borrowed);
        }
        made(|bytes| id.push_to(bytes, &self.once))
    }

    #[inline(always)]
    pub(super) fn name_bytes(&self, index: u32) -> Option<&[u8]> {
        self.texts.get(self.name_place(index))
    }

    #[inline(always)]
    pub(super) fn name_place(&self, index: u32) -> u32 {
        self.place(NAME, index).unwrap_or(Texts::ABSENT)
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

    fn push_moment(&self, column: usize, index: u32, to: &mut Vec<u8>) -> Result<bool, Full> {
        let Some(moment) = self.moment(column, index) else { return Ok(false) };
        match moment::place_of(moment) {
            None => moment::push_to(moment, to)?,
            Some(place) => match self.texts.get(place) {
                Some(text) => append(to, text)?,
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    fn push_path(&self, index: u32, to: &mut Vec<u8>) -> Result<bool, Full> {
        match self.path(index) {
            Some(Path::Text(place)) => append(to, self.paths.text(place).unwrap_or_default())?,
            Some(Path::Below(parent)) => self.push_path_below(parent, to)?,
            None => return Ok(false),
        }
        Ok(true)
    }
}

/// A text that is put together; none where none was sent, or where there is no memory for it.
fn made(push: impl FnOnce(&mut Vec<u8>) -> Result<bool, Full>) -> Option<Cow<'static, str>> {
    let mut bytes = Vec::new();
    let is_sent = push(&mut bytes).unwrap_or_default();
    is_sent.then(|| Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
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
            assert_eq!(units.push_bytes(field, 0, &mut bytes), Ok(true));
            assert_eq!(units.push_bytes(field, 1, &mut bytes), Ok(false));
            assert_eq!(units.push_bytes(field, 2, &mut bytes), Ok(false));
            assert_eq!(bytes, format!("before {}", text_of(field)).into_bytes());
            units.touch(0);
            units.touch(2);
        }
    }

    #[test]
    fn a_dropped_row_leaves_nothing_and_a_row_like_the_model_has_what_it_has() {
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
        units.take_as_model();
        units.end_row().unwrap();
        units.begin_alike();
        units.unset(Field::Name);
        units.end_row().unwrap();
        for field in Field::ALL {
            let text = (field != Field::Name).then(|| text_of(field));
            assert_eq!(units.text(field, 3).as_deref(), text.as_deref());
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
