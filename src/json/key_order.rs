//! The separators between the values of records, and their order.
//!
//! ```text
//!  ,{"id":"…","parent_id":null,"name":"…"}          separators   0  ,{"id":
//!  └──0───┘   └─────1─────┘    └──2───┘                          1  ,"parent_id":
//!                                                                2  ,"name":
//!  ,{"id":"…","parent_id":null,"path":"…","name":"…"}            3  ,"path":       the alternate behind 1
//! ```
//! The next separator of the list is expected, or its alternate: the one that came there another time. If neither matches, all
//! are searched. If none matches, the key is read. No separator replaces another one, so a record that differs from all
//! others does not slow them down.
//!
//! A separator that opens a record cannot be inside one. The first of the list opened the last record, and others that open
//! records are kept apart.

use super::outcome::{Stop, or_out_of_memory};
use super::schema::{Field, Type};
use crate::simd::{Prefix, WINDOW};

/// A field of the schema: its position, and the type of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KnownField {
    pub(super) position: u32,
    pub(super) holds: Type,
}

impl KnownField {
    /// Finds the field of a key.
    pub(super) fn of<F>(key: &[u8], fields: &[Field<F>]) -> Option<Self> {
        let (position, field) =
            (0..u32::BITS).zip(fields).find(|(_, field)| field.key.matches(key))?;
        Some(Self { position, holds: field.holds })
    }

    /// Returns the bit of this field in a set of fields.
    #[inline(always)]
    pub(super) fn bit(self) -> u32 {
        1_u32.wrapping_shl(self.position)
    }

    /// Returns the name of the field, and the type of its value.
    #[inline(always)]
    pub(super) fn field<F: Copy>(self, fields: &[Field<F>]) -> Result<(F, Type), Stop> {
        let field = fields.get(self.position as usize).ok_or(Stop::Fallback)?;
        Ok((field.name, self.holds))
    }
}

/// What comes next in a record.
pub(super) enum Next {
    /// A key: the number of bytes up to its value, and its field.
    Key(usize, Option<KnownField>),
    /// The end of the record: its number of bytes.
    End(usize),
}

/// The text in front of a value, with its key.
#[derive(Debug)]
struct Separator {
    text: Prefix<WINDOW>,
    field: Option<KnownField>,
    /// The position of a separator that once followed this one out of order.
    alternate: Option<usize>,
}

/// The most separators that are kept.
const MAX_SEPARATORS: usize = 64;
/// The number of separators that are reserved at first.
const INITIAL_SEPARATORS: usize = 12;
/// The most other opening separators that are kept.
const MAX_OPENING: usize = 8;
/// After so many failed searches in a row among [`MAX_SEPARATORS`], no more searches are made.
const MAX_FAILED: u8 = 32;

/// The separators of a list's records.
#[derive(Debug, Default)]
pub(super) struct KeyOrder {
    separators: Vec<Separator>,
    opening: Vec<Separator>,
    end: Option<Prefix<WINDOW>>,
    failed: u8,
}

impl KeyOrder {
    /// Matches the separator at a position.
    #[inline(always)]
    pub(super) fn match_at(&self, position: usize, rest: &[u8]) -> Option<Next> {
        let separator = self.separators.get(position)?;
        let begins = separator.begins(rest.first_chunk()?);
        begins.then_some(Next::Key(separator.text.len(), separator.field))
    }

    /// Finds what comes instead of the separator at a position, and its position in the list.
    pub(super) fn find(&mut self, position: usize, rest: &[u8]) -> Option<(usize, Next)> {
        let window = rest.first_chunk()?;
        let found = match position.checked_sub(1) {
            None => self.swap_in_opening(window)?,
            Some(before) => {
                if let Some(end) = self.end.filter(|end| end.begins(window)) {
                    return Some((position, Next::End(end.len())));
                }
                self.find_alternate(before, window)?
            }
        };
        Some((found, self.match_at(found, rest)?))
    }

    /// Makes another separator that opens a record the first of the list.
    fn swap_in_opening(&mut self, window: &[u8; WINDOW]) -> Option<usize> {
        let found = self.opening.iter_mut().find(|one| one.begins(window))?;
        core::mem::swap(self.separators.first_mut()?, found);
        Some(0)
    }

    /// Finds the separator that comes behind the one at `before`, instead of the next one of the list.
    fn find_alternate(&mut self, before: usize, window: &[u8; WINDOW]) -> Option<usize> {
        let begins =
            |position: &usize| self.separators.get(*position).is_some_and(|one| one.begins(window));
        let last = self.separators.get(before)?.alternate;
        if let Some(found) = last.filter(begins) {
            return Some(found);
        }
        if self.failed == MAX_FAILED {
            return None;
        }
        let found = (1..self.separators.len()).find(begins);
        self.failed = if found.is_some() || self.separators.len() < MAX_SEPARATORS {
            0
        } else {
            self.failed + 1
        };
        self.separators.get_mut(before)?.alternate = Some(found?);
        found
    }

    /// Adds a separator, the first `len` bytes of `window`, and returns its position. If it cannot be kept, returns the position
    /// before.
    pub(super) fn add(
        &mut self,
        position: usize,
        (window, len): (&[u8; WINDOW], usize),
        field: Option<KnownField>,
    ) -> Result<usize, Stop> {
        let before = position.saturating_sub(1);
        let Some(text) = Prefix::new(window, len) else { return Ok(before) };
        let separator = Separator { text, field, alternate: None };
        if self.separators.len() == self.separators.capacity() {
            or_out_of_memory(
                self.separators.try_reserve(self.separators.len().max(INITIAL_SEPARATORS)).is_ok(),
            )?;
        }
        if position == 0 {
            match self.separators.first_mut() {
                None => self.separators.push(separator),
                Some(first) => {
                    let last = core::mem::replace(first, separator);
                    if self.opening.len() < MAX_OPENING {
                        or_out_of_memory(self.opening.try_reserve(1).is_ok())?;
                        self.opening.push(last);
                    }
                }
            }
            return Ok(0);
        }
        let found = self.separators.len();
        match self.separators.get_mut(before) {
            Some(before) if found < MAX_SEPARATORS => before.alternate = Some(found),
            _ => return Ok(before),
        }
        self.separators.push(separator);
        Ok(found)
    }

    /// Sets the text that ends a record: the first `len` bytes of `window`.
    pub(super) fn set_end(&mut self, (window, len): (&[u8; WINDOW], usize)) {
        self.end = Prefix::new(window, len);
    }
}

impl Separator {
    #[inline(always)]
    fn begins(&self, window: &[u8; WINDOW]) -> bool {
        self.text.begins(window)
    }
}
