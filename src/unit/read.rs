//! What units are asked for: their texts, which are handed out or made again.

use std::borrow::Cow;

use super::arena::StringArena;
use super::columns::{Columns, DESCRIPTION, NAME, PATH, Row};
use super::{Field, Id, OutOfMemory, TextKey, Units, append, moment};

impl Units {
    /// A text of the unit at `index`, in the order sent; none where the service sent none, or where there is no memory to
    /// make it: whoever must know asks [`Units::push_bytes`].
    pub fn text(&self, field: Field, index: u32) -> Option<Cow<'_, str>> {
        match field {
            Field::Name => self.kept(NAME, index).map(Cow::Borrowed),
            Field::Description => self.kept(DESCRIPTION, index).map(Cow::Borrowed),
            Field::AccountId => self.interner.text(self.account(index)?).map(Cow::Borrowed),
            Field::Id => self.id_text(self.id_at(0, index)),
            Field::ParentId => self.id_text(self.id_at(1, index)),
            Field::Path => self.path(index).map(Cow::Borrowed),
            Field::CreatedAt | Field::UpdatedAt => {
                made(|bytes| self.push_bytes(field, index, bytes))
            }
        }
    }

    /// Appends the UTF-8 of a text of the unit at `index`; false where the service sent none.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn push_bytes(
        &self,
        field: Field,
        index: u32,
        to: &mut Vec<u8>,
    ) -> Result<bool, OutOfMemory> {
        let kept = match field {
            Field::Id => return self.id_at(0, index).push_to(to, &self.interner),
            Field::ParentId => return self.id_at(1, index).push_to(to, &self.interner),
            Field::CreatedAt => return self.push_moment(0, index, to),
            Field::UpdatedAt => return self.push_moment(1, index, to),
            Field::Path => self.place(PATH, index).and_then(|place| self.texts.get(place)),
            Field::Name => self.place(NAME, index).and_then(|place| self.texts.get(place)),
            Field::Description => {
                self.place(DESCRIPTION, index).and_then(|place| self.texts.get(place))
            }
            Field::AccountId => self.account(index).and_then(|place| self.interner.get(place)),
        };
        kept.map_or(Ok(false), |text| append(to, text).map(|()| true))
    }

    /// Reads a little of everything that is held of the unit at `index`, and makes nothing of it. Where units are not
    /// taken in the order sent, nearly each read is a cache miss; those of many units, touched one after the other, do not
    /// wait for each other.
    pub fn touch(&self, index: u32) {
        let Columns { ids: [ids, parent_ids], kinds, places, moments, .. } = &self.columns;
        let places = places.get(index).unwrap_or(Row::EMPTY.places);
        core::hint::black_box((
            ids.get(index),
            parent_ids.get(index),
            kinds.each_ref().map(|kinds| kinds.get(index)),
            moments.get(index),
            places.map(|place| self.texts.get(place).and_then(<[u8]>::first)),
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

    /// What tells that a text of the unit at `index` is the same as another, without making it; none where that is not
    /// known, or where no text was sent.
    #[inline]
    pub fn text_key(&self, field: Field, index: u32) -> Option<TextKey> {
        match field {
            Field::Id => Some(TextKey::Id(self.key(index))),
            Field::ParentId => Some(TextKey::Id(self.parent_key(index))),
            Field::Path => {
                let place = self.place(PATH, index).filter(|place| *place != StringArena::ABSENT);
                place.map(TextKey::Path)
            }
            Field::AccountId => self.account(index).map(TextKey::Account),
            Field::CreatedAt => self.moment(0, index).map(TextKey::Moment),
            Field::UpdatedAt => self.moment(1, index).map(TextKey::Moment),
            Field::Name | Field::Description => None,
        }
    }

    /// The text of an id, of a long one without a copy.
    fn id_text(&self, id: Id) -> Option<Cow<'_, str>> {
        if let Some(place) = id.place() {
            return self.interner.text(place).map(Cow::Borrowed);
        }
        made(|bytes| id.push_to(bytes, &self.interner))
    }

    fn push_moment(
        &self,
        column: usize,
        index: u32,
        to: &mut Vec<u8>,
    ) -> Result<bool, OutOfMemory> {
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
}

/// A text that is put together; none where none was sent, or where there is no memory for it.
fn made(push: impl FnOnce(&mut Vec<u8>) -> Result<bool, OutOfMemory>) -> Option<Cow<'static, str>> {
    let mut bytes = Vec::new();
    let is_sent = push(&mut bytes).unwrap_or_default();
    is_sent.then(|| Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Source;

    fn text_of(field: Field) -> String {
        format!("{field:?}, which is longer than what fits into itself")
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
        let before = format!("{:?}", units.interner).len();
        units.set(Field::ParentId, Some(&id)).unwrap();
        units.set(Field::AccountId, Some(&account_id)).unwrap();
        units.end_row().unwrap();
        assert_eq!(units.parent_key(2), units.key(0));
        assert_eq!(units.key_of(&id), Some(units.key(0)));
        assert_eq!(units.key_of("an id that nobody sent, and a long one"), None);
        assert_eq!(units.account(2), units.account(0));
        assert_eq!(format!("{:?}", units.interner).len(), before, "nothing was kept again");
    }

    #[test]
    fn texts_of_one_key_are_the_same_text() {
        let texts =
            ["", "a", "\0", "2016-04-11T03:49:09.176Z", "0123456789abcdef", "0123456789abcdefg"];
        let uuids =
            ["e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", "E3D5ef8d-5c37-4b9d-925d-1e6d24753ace"];
        let mut units = Units::new(Source::default());
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
    fn a_dropped_row_leaves_nothing_and_a_row_from_a_template_has_what_it_has() {
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
}
