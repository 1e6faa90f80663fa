//! What stands between the values of records, in which order.
//!
//! ```text
//!  ,{"id":"…","parent_id":null,"name":"…"}          separators   0  ,{"id":
//!  └──0───┘   └─────1─────┘    └──2───┘                          1  ,"parent_id":
//!                                                                2  ,"name":
//!  ,{"id":"…","parent_id":null,"path":"…","name":"…"}            3  ,"path":       the alternate behind 1
//! ```
//! Behind a separator comes the next one of the list, or else its alternate: the one that came there another time. If
//! neither fits, all are searched. If none fits, the key is read. None is ever replaced by another one, so a
//! record that differs from all others does no harm to them.
//!
//! A separator that opens a record cannot stand within one: the first of the list is the one that opened the last record,
//! and others that did are kept apart.

use super::outcome::{Stop, or_out_of_memory};
use super::schema::{Field, Type};
use crate::simd::{Prefix, WINDOW};

/// What is known of a key that is a field: its place among them, and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KnownField {
    pub(super) place: u32,
    pub(super) holds: Type,
}

impl KnownField {
    /// What is known of a key.
    pub(super) fn of<F>(key: &[u8], fields: &[Field<F>]) -> Option<Self> {
        let (place, field) =
            (0..u32::BITS).zip(fields).find(|(_, field)| field.key.matches(key))?;
        Some(Self { place, holds: field.holds })
    }

    /// A bit for it, among those of all fields.
    #[inline(always)]
    pub(super) fn bit(self) -> u32 {
        1_u32.wrapping_shl(self.place)
    }

    /// The name of the field, and what it holds.
    #[inline(always)]
    pub(super) fn field<F: Copy>(self, fields: &[Field<F>]) -> Result<(F, Type), Stop> {
        let field = fields.get(self.place as usize).ok_or(Stop::Fallback)?;
        Ok((field.name, self.holds))
    }
}

/// What comes next in a record.
pub(super) enum Next {
    /// A key: so many bytes up to its value, and the field that it is.
    Key(usize, Option<KnownField>),
    /// The end of the record, of so many bytes.
    End(usize),
}

/// What stands before a value, with its key.
#[derive(Debug)]
struct Separator {
    text: Prefix<WINDOW>,
    field: Option<KnownField>,
    /// The place of a separator that once followed this one out of order.
    alternate: Option<usize>,
}

/// At most this many separators are kept.
const MOST: usize = 64;
/// There is room for so many at first.
const FEW: usize = 12;
/// At most this many other opening separators are kept.
const MOST_OPENING: usize = 8;
/// After so many searches in a row that found nothing among [`MOST`] separators, there are no more searches.
const MOST_FAILED: u8 = 32;

/// The separators of a list's records.
#[derive(Debug, Default)]
pub(super) struct KeyOrder {
    separators: Vec<Separator>,
    opening: Vec<Separator>,
    end: Option<Prefix<WINDOW>>,
    failed: u8,
}

impl KeyOrder {
    /// What begins with the separator at that place.
    #[inline(always)]
    pub(super) fn match_at(&self, place: usize, rest: &[u8]) -> Option<Next> {
        let separator = self.separators.get(place)?;
        let begins = separator.begins(rest.first_chunk()?);
        begins.then_some(Next::Key(separator.text.len(), separator.field))
    }

    /// What begins instead of the separator at that place, and where in the list that is.
    pub(super) fn find(&mut self, place: usize, rest: &[u8]) -> Option<(usize, Next)> {
        let window = rest.first_chunk()?;
        let found = match place.checked_sub(1) {
            None => self.swap_in_opening(window)?,
            Some(before) => {
                if let Some(end) = self.end.filter(|end| end.begins(window)) {
                    return Some((place, Next::End(end.len())));
                }
                self.find_alternate(before, window)?
            }
        };
        Some((found, self.match_at(found, rest)?))
    }

    /// Puts another separator that opens a record in the first place.
    fn swap_in_opening(&mut self, window: &[u8; WINDOW]) -> Option<usize> {
        let found = self.opening.iter_mut().find(|one| one.begins(window))?;
        core::mem::swap(self.separators.first_mut()?, found);
        Some(0)
    }

    /// Finds the separator that comes behind that one, instead of the next one.
    fn find_alternate(&mut self, before: usize, window: &[u8; WINDOW]) -> Option<usize> {
        let begins =
            |place: &usize| self.separators.get(*place).is_some_and(|one| one.begins(window));
        let last = self.separators.get(before)?.alternate;
        if let Some(found) = last.filter(begins) {
            return Some(found);
        }
        if self.failed == MOST_FAILED {
            return None;
        }
        let found = (1..self.separators.len()).find(begins);
        self.failed =
            if found.is_some() || self.separators.len() < MOST { 0 } else { self.failed + 1 };
        self.separators.get_mut(before)?.alternate = Some(found?);
        found
    }

    /// Keeps a new separator (the first `len` bytes of `window`) and returns its place; the previous place, if it cannot
    /// be kept.
    pub(super) fn note(
        &mut self,
        place: usize,
        (window, len): (&[u8; WINDOW], usize),
        field: Option<KnownField>,
    ) -> Result<usize, Stop> {
        let before = place.saturating_sub(1);
        let Some(text) = Prefix::new(window, len) else { return Ok(before) };
        let separator = Separator { text, field, alternate: None };
        if self.separators.len() == self.separators.capacity() {
            or_out_of_memory(self.separators.try_reserve(self.separators.len().max(FEW)).is_ok())?;
        }
        if place == 0 {
            match self.separators.first_mut() {
                None => self.separators.push(separator),
                Some(first) => {
                    let last = core::mem::replace(first, separator);
                    if self.opening.len() < MOST_OPENING {
                        or_out_of_memory(self.opening.try_reserve(1).is_ok())?;
                        self.opening.push(last);
                    }
                }
            }
            return Ok(0);
        }
        let found = self.separators.len();
        match self.separators.get_mut(before) {
            Some(before) if found < MOST => before.alternate = Some(found),
            _ => return Ok(before),
        }
        self.separators.push(separator);
        Ok(found)
    }

    /// Notes how a record ended: with the first bytes of some.
    pub(super) fn note_end(&mut self, (window, len): (&[u8; WINDOW], usize)) {
        self.end = Prefix::new(window, len);
    }
}

impl Separator {
    #[inline(always)]
    fn begins(&self, window: &[u8; WINDOW]) -> bool {
        self.text.begins(window)
    }
}
