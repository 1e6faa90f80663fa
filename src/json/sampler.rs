//! When a template is cut, and from which record.
//!
//! ```text
//!  the sample      ,{"id":"1","account_id":"e3d5…","name":"West"}     changes    0  0  0
//!  next record     ,{"id":"2","account_id":"e3d5…","name":"East"}                1  0  1     so account_id is fixed
//! ```
//! A value is fixed while it is the same as in the sample, and gets a slot for good once it has changed a few times. To cut
//! a template is expensive, so there are credits for it, which are earned back by reading with one.

use super::outcome::Stop;
use super::template::{Member, RecordTemplate};
use super::text::is_utf8;

/// So often may a value change before it gets a slot for good.
const MOST_CHANGES: u8 = 3;
/// A record with more members or bytes than this is no sample.
pub(super) const MOST_MEMBERS: usize = 64;
const MOST_BYTES: usize = 4096;
const MOST_CREDITS: u8 = 16;
/// So many records in a row earn a credit.
const RECORDS_A_CREDIT: u32 = 32;

/// The last record that was sampled.
#[derive(Debug, Default)]
pub(super) struct Sampler {
    record: Vec<u8>,
    members: Vec<Member>,
    /// Whether a record was seen: the list may have no second one.
    has_begun: bool,
    credits: u8,
}

impl Sampler {
    /// For a list; no template is ever cut for a sink that has none.
    pub(super) fn new(has_templates: bool) -> Self {
        Self { credits: if has_templates { MOST_CREDITS } else { 0 }, ..Self::default() }
    }

    /// Whether it wants the members of the next record.
    #[inline]
    pub(super) fn wants_members(&self) -> bool {
        self.has_begun && self.credits > 0
    }

    /// So many records in a row were read with a template.
    pub(super) fn credit(&mut self, records: u32) {
        if records >= RECORDS_A_CREDIT {
            self.credits = MOST_CREDITS.min(self.credits + 1);
        }
    }

    /// Samples a record that was read key by key, from where the last one ended; gives a template if it is time for one.
    /// Swaps `members` with those of the sample before.
    #[inline]
    pub(super) fn take_sample(
        &mut self,
        record: &[u8],
        members: &mut Vec<Member>,
    ) -> Result<Option<RecordTemplate>, Stop> {
        if !self.wants_members() || record.len() > MOST_BYTES || members.len() > MOST_MEMBERS {
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
    ) -> Result<Option<RecordTemplate>, Stop> {
        let is_alike = separators(&self.members, &self.record).eq(separators(members, record));
        let mut fixed = 0_u64;
        if is_alike {
            for (place, (member, before)) in members.iter_mut().zip(&self.members).enumerate() {
                let text = record.get(member.value.clone()).unwrap_or_default();
                let same = self.record.get(before.value.clone()) == Some(text);
                member.changes = before.changes.saturating_add(u8::from(!same));
                let is_fixed = same && member.changes < MOST_CHANGES && can_be_fixed(text);
                fixed |= u64::from(is_fixed) << place;
            }
        }
        self.record.clear();
        self.record.try_reserve(record.len()).map_err(|_| Stop::OutOfMemory)?;
        self.record.extend_from_slice(record);
        core::mem::swap(&mut self.members, members);
        let slots = self.members.iter().enumerate().filter(|(place, _)| fixed >> place & 1 == 0);
        if is_alike {
            RecordTemplate::cut(record, slots.map(|(_, member)| member))
        } else {
            Ok(None)
        }
    }
}

/// What stands before each value, and behind the last.
fn separators<'a>(
    members: &'a [Member],
    record: &'a [u8],
) -> impl Iterator<Item = Option<&'a [u8]>> {
    let starts = members.iter().map(|member| member.value.start).chain([record.len()]);
    let ends = core::iter::once(0).chain(members.iter().map(|member| member.value.end));
    ends.zip(starts).map(|(end, start)| record.get(end..start))
}

/// Whether a value may be fixed: it is self-delimiting (no number), free of escapes and valid UTF-8.
fn can_be_fixed(value: &[u8]) -> bool {
    matches!(value.last(), Some(b'"' | b'l' | b'e' | b'}' | b']'))
        && !value.contains(&b'\\')
        && is_utf8(value)
}
