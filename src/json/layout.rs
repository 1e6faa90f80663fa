//! What stands between the values of records, remembered from those that were read.
//!
//! ```text
//!  ,{"id":"…","parent_id":null,"name":"…"}          gaps    0  ,{"id":
//!  └gap 0─┘   └────gap 1──┘    └gap 2─┘                     1  ,"parent_id":
//!                                                           2  ,"name":
//!  ,{"id":"…","parent_id":null,"path":"…","name":"…"}       3  ,"path":       behind 1 it came last, and not 2
//! ```
//! Behind a gap comes the next one of the list, or else the one that came there another time, its detour. Only then are
//! all of them tried, and what is found nowhere is for whoever can read a key. None is ever taken out for another one, so
//! that a record which differs from all others does no harm to them.
//!
//! A gap that opens a record cannot stand within one: the first of the list is the one that opened the last record, and
//! others that did are kept apart.

use super::schema::{Field, Type};
use super::stride::Stop;
use super::value::room;
use crate::simd::{Prefix, WINDOW};

/// What is known of a key that is a field: its place among them, and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) place: u32,
    pub(super) holds: Type,
}

impl Known {
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
        let field = fields.get(self.place as usize).ok_or(Stop::Odd)?;
        Ok((field.name, self.holds))
    }
}

/// What comes next in a record.
pub(super) enum Next {
    /// A key, with so many bytes up to its value.
    Key(usize, Option<Known>),
    /// The end of the record, of so many bytes.
    End(usize),
}

/// What stood before a value.
#[derive(Debug)]
struct Gap {
    text: Prefix<WINDOW>,
    field: Option<Known>,
    /// The place of one that came behind it, and was not the next one.
    detour: Option<usize>,
}

/// So many different gaps are remembered.
const MOST: usize = 64;
/// There is room for so many at first.
const FEW: usize = 12;
/// So many of those that open a record, beside the one that did last.
const MOST_HEADS: usize = 8;
/// So many times in a row may nothing be found among as many gaps as there can be, before nobody tries any more.
const VAIN: u8 = 32;

/// The gaps of a list's records.
#[derive(Debug, Default)]
pub(super) struct Layout {
    gaps: Vec<Gap>,
    heads: Vec<Gap>,
    end: Option<Prefix<WINDOW>>,
    vain: u8,
}

impl Layout {
    /// What begins with the gap at that place.
    #[inline(always)]
    pub(super) fn foreseen(&self, place: usize, rest: &[u8]) -> Option<Next> {
        let gap = self.gaps.get(place)?;
        gap.begins(rest.first_chunk()?).then_some(Next::Key(gap.text.len(), gap.field))
    }

    /// What begins in another way than the gap at that place, and where in the list that is.
    pub(super) fn find(&mut self, place: usize, rest: &[u8]) -> Option<(usize, Next)> {
        let window = rest.first_chunk()?;
        let found = match place.checked_sub(1) {
            None => self.head(window)?,
            Some(before) => {
                if let Some(end) = self.end.filter(|end| end.begins(window)) {
                    return Some((place, Next::End(end.len())));
                }
                self.detour(before, window)?
            }
        };
        Some((found, self.foreseen(found, rest)?))
    }

    /// Puts another gap that opens a record in the first place.
    fn head(&mut self, window: &[u8; WINDOW]) -> Option<usize> {
        let head = self.heads.iter_mut().find(|head| head.begins(window))?;
        core::mem::swap(self.gaps.first_mut()?, head);
        Some(0)
    }

    /// Which gap it is that comes behind that one, instead of the next one.
    fn detour(&mut self, before: usize, window: &[u8; WINDOW]) -> Option<usize> {
        let begins = |place: &usize| self.gaps.get(*place).is_some_and(|gap| gap.begins(window));
        let last = self.gaps.get(before)?.detour;
        if let Some(found) = last.filter(begins) {
            return Some(found);
        }
        if self.vain == VAIN {
            return None;
        }
        let found = (1..self.gaps.len()).find(begins);
        self.vain = if found.is_some() || self.gaps.len() < MOST { 0 } else { self.vain + 1 };
        self.gaps.get_mut(before)?.detour = Some(found?);
        found
    }

    /// Notes a gap that was found nowhere, the first bytes of some, and gives its place; the place before, if it is not
    /// worth noting.
    pub(super) fn note(
        &mut self,
        place: usize,
        (window, len): (&[u8; WINDOW], usize),
        field: Option<Known>,
    ) -> Result<usize, Stop> {
        let before = place.saturating_sub(1);
        let Some(text) = Prefix::new(window, len) else { return Ok(before) };
        let gap = Gap { text, field, detour: None };
        if self.gaps.len() == self.gaps.capacity() {
            room(self.gaps.try_reserve(self.gaps.len().max(FEW)).is_ok())?;
        }
        if place == 0 {
            match self.gaps.first_mut() {
                None => self.gaps.push(gap),
                Some(first) => {
                    let head = core::mem::replace(first, gap);
                    if self.heads.len() < MOST_HEADS {
                        room(self.heads.try_reserve(1).is_ok())?;
                        self.heads.push(head);
                    }
                }
            }
            return Ok(0);
        }
        let found = self.gaps.len();
        match self.gaps.get_mut(before) {
            Some(before) if found < MOST => before.detour = Some(found),
            _ => return Ok(before),
        }
        self.gaps.push(gap);
        Ok(found)
    }

    /// Notes how a record ended: with the first bytes of some.
    pub(super) fn note_end(&mut self, (window, len): (&[u8; WINDOW], usize)) {
        self.end = Prefix::new(window, len);
    }
}

impl Gap {
    #[inline(always)]
    fn begins(&self, window: &[u8; WINDOW]) -> bool {
        self.text.begins(window)
    }
}
