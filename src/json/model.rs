//! The record that a stencil is cut from, and when a new one is.
//!
//! ```text
//!  the model       ,{"id":"1","account_id":"e3d5…","name":"West"}     changes    0  0  0
//!  next record     ,{"id":"2","account_id":"e3d5…","name":"East"}                1  0  1     so account_id is fixed
//! ```
//! A value is fixed while it is the same as in the model, and gets a hole for good once it has changed a few times. To cut a
//! stencil is dear, so there are credits for it, which are earned back by reading with one.

use core::ops::Range;

use super::layout::Known;
use super::stencil::Stencil;
use super::stride::Stop;
use super::value;

/// So often may a value change before it gets a hole for good.
const PATIENCE: u8 = 3;
/// A record with more members or bytes than this is no model.
pub(super) const MOST_MEMBERS: usize = 64;
const MOST_BYTES: usize = 4096;
const MOST_CREDITS: u8 = 16;
/// So many records in a row earn a credit.
const EARNS: u32 = 32;

/// The last record that was looked at.
#[derive(Debug, Default)]
pub(super) struct Model {
    record: Vec<u8>,
    members: Vec<Member>,
    /// Whether a record was read before: the list may have no more.
    has_begun: bool,
    credits: u8,
}

/// A member of it.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) known: Option<Known>,
    /// Where its value stands.
    pub(super) value: Range<usize>,
    /// How often that was another one.
    pub(super) changes: u8,
}

impl Model {
    /// For a list; no stencil is ever cut for a sink that takes no models.
    pub(super) fn new(takes_models: bool) -> Self {
        Self { credits: if takes_models { MOST_CREDITS } else { 0 }, ..Self::default() }
    }

    /// Whether it would look at the members of the next record.
    #[inline]
    pub(super) fn looks(&self) -> bool {
        self.has_begun && self.credits > 0
    }

    /// So many records in a row were read with a stencil.
    pub(super) fn earn(&mut self, records: u32) {
        if records >= EARNS {
            self.credits = MOST_CREDITS.min(self.credits + 1);
        }
    }

    /// Looks at a record that was read member by member, from where the last one ended; gives a stencil if it is time for
    /// one. Its members are written over.
    #[inline]
    pub(super) fn look(
        &mut self,
        record: &[u8],
        members: &mut Vec<Member>,
    ) -> Result<Option<Stencil>, Stop> {
        if !self.looks() || record.len() > MOST_BYTES || members.len() > MOST_MEMBERS {
            self.has_begun = true;
            return Ok(None);
        }
        self.credits -= 1;
        self.compare(record, members)
    }

    #[cold]
    fn compare(
        &mut self,
        record: &[u8],
        members: &mut Vec<Member>,
    ) -> Result<Option<Stencil>, Stop> {
        let is_alike = gaps(&self.members, &self.record).eq(gaps(members, record));
        let mut fixed = 0_u64;
        if is_alike {
            for (place, (member, before)) in members.iter_mut().zip(&self.members).enumerate() {
                let text = record.get(member.value.clone()).unwrap_or_default();
                let same = self.record.get(before.value.clone()) == Some(text);
                member.changes = before.changes.saturating_add(u8::from(!same));
                let is_fixed = same && member.changes < PATIENCE && stays(text);
                fixed |= u64::from(is_fixed) << place;
            }
        }
        self.record.clear();
        self.record.try_reserve(record.len()).map_err(|_| Stop::Full)?;
        self.record.extend_from_slice(record);
        core::mem::swap(&mut self.members, members);
        let holes = self.members.iter().enumerate().filter(|(place, _)| fixed >> place & 1 == 0);
        if is_alike { Stencil::cut(record, holes.map(|(_, member)| member)) } else { Ok(None) }
    }
}

/// What stands before each value, and behind the last.
fn gaps<'a>(members: &'a [Member], record: &'a [u8]) -> impl Iterator<Item = Option<&'a [u8]>> {
    let starts = members.iter().map(|member| member.value.start).chain([record.len()]);
    let ends = core::iter::once(0).chain(members.iter().map(|member| member.value.end));
    ends.zip(starts).map(|(end, start)| record.get(end..start))
}

/// Whether a value may be fixed: it ends where it ends, and stands for itself.
fn stays(value: &[u8]) -> bool {
    matches!(value.last(), Some(b'"' | b'l' | b'e' | b'}' | b']'))
        && !value.contains(&b'\\')
        && value::is_utf8(value)
}
