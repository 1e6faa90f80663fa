//! Decides when to cut a template, and from which record.
//!
//! ```text
//!  the sample      ,{"id":"1","account_id":"e3d5…","name":"West"}     changes    0  0  0
//!  next record     ,{"id":"2","account_id":"e3d5…","name":"East"}                1  0  1     so account_id is fixed
//! ```
//! A value is fixed while it equals that of the sample; after a few changes it gets a slot for good. Cutting a template is
//! expensive, so each costs a credit, and records that are read with a template earn credits.

use super::outcome::Stop;
use super::string::is_utf8;
use super::template::{RecordMember, RecordTemplate};

/// After so many changes a value gets a slot for good.
const MAX_CHANGES: u8 = 3;
/// The most members of a sample.
pub(super) const MAX_MEMBERS: usize = 64;
/// The most bytes of a sample.
const MAX_BYTES: usize = 4096;
const MAX_CREDITS: u8 = 16;
/// The number of records in a row that earn a credit.
const RECORDS_PER_CREDIT: u32 = 32;

/// The last sample, and the credits.
#[derive(Debug, Default)]
pub(super) struct Sampler {
    record: Vec<u8>,
    members: Vec<RecordMember>,
    /// Whether a record was seen: the first one is not sampled, because the list may have no second one.
    has_begun: bool,
    credits: u8,
}

impl Sampler {
    /// Makes a sampler for a list. Never cuts a template for a sink without templates.
    pub(super) fn new(has_templates: bool) -> Self {
        Self { credits: if has_templates { MAX_CREDITS } else { 0 }, ..Self::default() }
    }

    /// Tells whether to collect the members of the next record.
    #[inline]
    pub(super) fn wants_members(&self) -> bool {
        self.has_begun && self.credits > 0
    }

    /// Earns credits for records in a row that were read with a template.
    pub(super) fn earn(&mut self, records: u32) {
        if records >= RECORDS_PER_CREDIT {
            self.credits = MAX_CREDITS.min(self.credits + 1);
        }
    }

    /// Compares a record that was read key by key with the sample before, and keeps it as the next sample. `record` includes
    /// the comma in front of it. Swaps `members` with those of the sample before. Returns a template if the two are alike.
    #[inline]
    pub(super) fn take_sample(
        &mut self,
        record: &[u8],
        members: &mut Vec<RecordMember>,
    ) -> Result<Option<RecordTemplate>, Stop> {
        if !self.wants_members() || record.len() > MAX_BYTES || members.len() > MAX_MEMBERS {
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
        members: &mut Vec<RecordMember>,
    ) -> Result<Option<RecordTemplate>, Stop> {
        let is_alike = separators(&self.members, &self.record).eq(separators(members, record));
        let mut fixed = 0_u64;
        if is_alike {
            for (position, (member, before)) in members.iter_mut().zip(&self.members).enumerate() {
                let text = record.get(member.value.clone()).unwrap_or_default();
                let same = self.record.get(before.value.clone()) == Some(text);
                member.changes = before.changes.saturating_add(u8::from(!same));
                let is_fixed = same && member.changes < MAX_CHANGES && can_be_fixed(text);
                fixed |= u64::from(is_fixed) << position;
            }
        }
        self.record.clear();
        self.record.try_reserve(record.len()).map_err(|_| Stop::OutOfMemory)?;
        self.record.extend_from_slice(record);
        core::mem::swap(&mut self.members, members);
        let slots =
            self.members.iter().enumerate().filter(|(position, _)| fixed >> position & 1 == 0);
        if is_alike {
            RecordTemplate::cut(record, slots.map(|(_, member)| member))
        } else {
            Ok(None)
        }
    }
}

/// Yields the text in front of each value, and behind the last one.
fn separators<'a>(
    members: &'a [RecordMember],
    record: &'a [u8],
) -> impl Iterator<Item = Option<&'a [u8]>> {
    let starts = members.iter().map(|member| member.value.start).chain([record.len()]);
    let ends = core::iter::once(0).chain(members.iter().map(|member| member.value.end));
    ends.zip(starts).map(|(end, start)| record.get(end..start))
}

/// Tells whether a value may be fixed: it has an end of its own (unlike a number), no escapes, and is UTF-8.
fn can_be_fixed(value: &[u8]) -> bool {
    matches!(value.last(), Some(b'"' | b'l' | b'e' | b'}' | b']'))
        && !value.contains(&b'\\')
        && is_utf8(value)
}
