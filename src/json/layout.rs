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

use super::schema::Type;
use crate::simd::{Prefix, WINDOW};

/// What is known of a key that is a field: its place among them, and what it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) place: u32,
    pub(super) holds: Type,
}

/// What comes next in a record.
pub(super) enum Next {
    /// A key, with so many bytes up to its value.
    Key(usize, Option<Known>),
    /// The same of a key that was seen for the first time.
    New(usize, Option<Known>),
    /// A member of so many bytes that is as it was in the last record.
    Same(usize, Option<Known>),
    /// The end of the record, of so many bytes.
    End(usize),
}

const SHORT: usize = 32;

/// What stood before a value.
#[derive(Debug)]
struct Gap {
    /// The beginning of it, which is all unless it is long.
    text: Prefix<SHORT>,
    len: usize,
    field: Option<Known>,
    /// The same with the value behind it, where that tends to repeat; of a long one, only all of it.
    with_value: Prefix<WINDOW>,
    /// The record that it is of: only what the very last record has can be repeated.
    of_record: u32,
    /// So many times in a row may another value come before nobody compares any more.
    patience: u8,
    /// The place of one that came behind it, and was not the next one.
    detour: Option<usize>,
}

const PATIENCE: u8 = 8;
/// So many different gaps are remembered.
const MOST: usize = 64;
/// So many of those that open a record, beside the one that did last.
const MOST_HEADS: usize = 8;
/// So many times in a row may nothing be found among as many gaps as there can be, before nobody tries any more.
const VAIN: u8 = 32;

/// The gaps of a list's records.
#[derive(Debug)]
pub(super) struct Layout {
    gaps: Vec<Gap>,
    heads: Vec<Gap>,
    end: Option<Prefix<SHORT>>,
    /// The number of the record under way.
    record: u32,
    /// The last record whose values are not worth remembering.
    forgetful: u32,
    vain: u8,
    repeats: bool,
}

impl Layout {
    pub(super) fn new() -> Self {
        Self {
            gaps: Vec::new(),
            heads: Vec::new(),
            end: None,
            record: 0,
            forgetful: 0,
            vain: 0,
            repeats: false,
        }
    }

    /// Forgets everything; says whether values may be foreseen with their gaps from here on.
    pub(super) fn clear(&mut self, repeats: bool) {
        *self = Self { record: self.record, repeats, ..Self::new() };
    }

    /// Another record begins, or one ends that does not count: what was noted of it must not be taken for its values.
    pub(super) fn next_record(&mut self) {
        self.record = self.record.wrapping_add(1);
    }

    /// What begins with the gap at that place.
    #[inline(always)]
    pub(super) fn foreseen(&mut self, place: usize, rest: &[u8]) -> Option<Next> {
        let gap = self.gaps.get_mut(place)?;
        let window = rest.first_chunk()?;
        if gap.of_record == self.record.wrapping_sub(1) && gap.with_value.begins(window) {
            gap.of_record = self.record;
            gap.patience = PATIENCE;
            return Some(Next::Same(gap.with_value.len(), gap.field));
        }
        gap.begins(window).then_some(Next::Key(gap.len, gap.field))
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

    /// Notes a gap that was found nowhere, and gives its place; the place before, if it is not worth noting.
    pub(super) fn note(&mut self, place: usize, text: &[u8], field: Option<Known>) -> usize {
        let before = place.saturating_sub(1);
        let patience = if self.repeats { PATIENCE } else { 0 };
        let Some(gap) = Gap::new(text, field, (self.record, patience)) else { return before };
        if place == 0 {
            match self.gaps.first_mut() {
                None => self.gaps.push(gap),
                Some(first) => {
                    let head = core::mem::replace(first, gap);
                    if self.heads.len() < MOST_HEADS {
                        self.heads.push(head);
                    }
                }
            }
            return 0;
        }
        let found = self.gaps.len();
        match self.gaps.get_mut(before) {
            Some(before) if found < MOST => before.detour = Some(found),
            _ => return before,
        }
        self.gaps.push(gap);
        found
    }

    /// Notes how a record ended.
    pub(super) fn note_end(&mut self, text: &[u8]) {
        self.end = Prefix::new(text);
    }

    /// Notes a member with its value, to know it when it comes again.
    #[inline(always)]
    pub(super) fn remember(&mut self, place: usize, member: &[u8]) {
        if let Some(gap) = self.gaps.get_mut(place)
            && gap.patience > 0
        {
            gap.remember(member, (self.record, self.forgetful));
        }
    }

    /// Values of the record under way are not worth remembering: what is mended in them is counted each time that it
    /// comes.
    pub(super) fn forget_values(&mut self) {
        self.forgetful = self.record;
    }
}

impl Gap {
    fn new(text: &[u8], field: Option<Known>, (record, patience): (u32, u8)) -> Option<Self> {
        let is_long = text.len() > SHORT;
        Some(Self {
            text: Prefix::new(text.get(..SHORT).unwrap_or(text))?,
            len: text.len(),
            field,
            with_value: Prefix::new(text)?,
            of_record: record.wrapping_sub(2),
            patience: if is_long { 0 } else { patience },
            detour: None,
        })
    }

    #[inline(always)]
    fn begins(&self, window: &[u8; WINDOW]) -> bool {
        self.text.begins(window) && (self.len <= SHORT || self.goes_on(window))
    }

    /// Whether all of a long one is there.
    #[inline(never)]
    fn goes_on(&self, window: &[u8; WINDOW]) -> bool {
        self.with_value.begins(window)
    }

    #[cold]
    fn remember(&mut self, member: &[u8], (record, forgetful): (u32, u32)) {
        if record == forgetful {
            return;
        }
        self.patience -= 1;
        // A number may go on behind what was noted.
        let ends = matches!(member.last(), Some(b'"' | b'l' | b'e' | b'}' | b']'));
        match Prefix::new(member).filter(|_| ends) {
            Some(member) => (self.with_value, self.of_record) = (member, record),
            None => self.patience = 0,
        }
    }
}
