//! A template of a record: what does not change, and slots for what does. Nearly all records of a listing are read with one.
//!
//! ```text
//!  record      ,{"id":"…","account_id":"e3d5…","parent_id":"…","name":"…","created_at":"2016-…"},{"id":
//!  template    └─head┘ slot └─────────fixed──────────────┘ slot └fixed─┘ slot └──────end────────┘
//!                                                                             └───────end and head──────┘
//! ```
//! Fixed keys and values are compared at once; only the value in a slot is read. The end of a record and the head of the next
//! one are one comparison. The sink does not receive fixed fields: a record begins as a copy of the record that the template
//! was cut from.

use core::ops::Range;

use super::key_order::KnownField;
use super::outcome::{Progress, Stop};
use super::schema::Field;
use super::sink::Sink;
use super::value::ValueReader;
use crate::simd::{FIXED, Fixed};

/// A member of a sampled record.
#[derive(Debug)]
pub(super) struct RecordMember {
    pub(super) known: Option<KnownField>,
    /// The range of its value in the record.
    pub(super) value: Range<usize>,
    /// How often the value changed between samples.
    pub(super) changes: u8,
}

/// What the records of a list have in common.
#[derive(Debug)]
pub(super) struct RecordTemplate {
    head: Fixed,
    slots: Vec<Slot>,
    end: Fixed,
    end_and_head: Option<Fixed>,
}

/// A slot, and the fixed text behind it. Behind the last slot comes `end` instead.
#[derive(Debug)]
struct Slot {
    holds: Holds,
    behind: Option<Fixed>,
}

#[derive(Clone, Copy, Debug)]
enum Holds {
    /// No value: the fixed text is longer than a [`Fixed`].
    NoValue,
    /// A value that the schema does not name.
    Unknown,
    Field(KnownField),
}

impl RecordTemplate {
    /// Reads records, each with the comma in front of it. Stops with [`Stop::Fallback`] at the first record that does not match,
    /// and with [`Stop::Incomplete`] if too few bytes are left.
    pub(super) fn read<L, F: Copy>(
        &self,
        bytes: &[u8],
        (fields, max_records): (&[Field<F>], u32),
        (values, sink): (&mut ValueReader, &mut impl Sink<L, F>),
    ) -> Progress {
        let mut done = Progress { bytes: 0, records: 0, stop: mismatch(bytes) };
        let Some(mut at) = self.head.begins(bytes) else { return done };
        while done.records < max_records {
            sink.begin_from_template();
            let replaced = values.replaced();
            let end = self.read_slots(bytes, at, (fields, values, sink)).and_then(|at| {
                let rest = bytes.get(at..).unwrap_or_default();
                let next = self.end_and_head.as_ref().and_then(|both| both.begins(rest));
                if next.is_some() || self.end.begins(rest).is_some() {
                    Ok((at, next))
                } else {
                    Err(mismatch(rest))
                }
            });
            let (behind, next) = match end {
                Ok(end) => end,
                Err(stop) => {
                    values.set_replaced(replaced);
                    done.stop = stop;
                    break;
                }
            };
            done.bytes = behind + self.end.len();
            done.records += 1;
            if !sink.end_record() {
                done.stop = Stop::OutOfMemory;
                return done;
            }
            let Some(next) = next else {
                done.stop = mismatch(bytes.get(done.bytes..).unwrap_or_default());
                break;
            };
            at = behind + next;
        }
        sink.drop_record();
        done
    }

    /// Reads the values of a record from the first slot on; returns where the last one ends.
    #[inline(always)]
    fn read_slots<L, F: Copy>(
        &self,
        bytes: &[u8],
        mut at: usize,
        (fields, values, sink): (&[Field<F>], &mut ValueReader, &mut impl Sink<L, F>),
    ) -> Result<usize, Stop> {
        for slot in &self.slots {
            let rest = bytes.get(at..).unwrap_or_default();
            at += match slot.holds {
                Holds::Field(known) => values.read(rest, known.field(fields)?, sink)?,
                Holds::Unknown => values.skip(rest)?,
                Holds::NoValue => 0,
            };
            if let Some(fixed) = &slot.behind {
                let rest = bytes.get(at..).unwrap_or_default();
                at += fixed.begins(rest).ok_or_else(|| mismatch(rest))?;
            }
        }
        Ok(at)
    }
}

/// Tells why a fixed text did not match.
#[cold]
fn mismatch(rest: &[u8]) -> Stop {
    if rest.len() < FIXED { Stop::Incomplete } else { Stop::Fallback }
}

/// A template under construction.
#[derive(Debug, Default)]
struct Cutting {
    head: Option<Fixed>,
    slots: Vec<Slot>,
}

impl RecordTemplate {
    /// Cuts a template with slots for these members; none if there are no members.
    pub(super) fn cut<'a>(
        record: &[u8],
        members: impl Iterator<Item = &'a RecordMember>,
    ) -> Result<Option<Self>, Stop> {
        let mut cutting = Cutting::default();
        let mut from = 0;
        for member in members {
            let fixed = record.get(from..member.value.start).unwrap_or_default();
            let last = cutting.push_all_but_last(fixed)?;
            cutting.push(last);
            cutting.push_slot(member.known.map_or(Holds::Unknown, Holds::Field))?;
            from = member.value.end;
        }
        let end = cutting.push_all_but_last(record.get(from..).unwrap_or_default())?;
        let Cutting { head: Some(head), slots } = cutting else { return Ok(None) };
        let first = record.get(..head.len()).unwrap_or_default();
        let end_and_head = Fixed::new(&[end, first].concat());
        Ok(Fixed::new(end).map(|end| Self { head, slots, end, end_and_head }))
    }
}

impl Cutting {
    /// Appends all but the last part of a fixed text, each part as long as a [`Fixed`] can be; returns the last part.
    fn push_all_but_last<'a>(&mut self, fixed: &'a [u8]) -> Result<&'a [u8], Stop> {
        let whole = fixed.len().saturating_sub(1) / FIXED * FIXED;
        let (parts, last) = fixed.split_at_checked(whole).unwrap_or_default();
        for part in parts.chunks(FIXED) {
            self.push(part);
            self.push_slot(Holds::NoValue)?;
        }
        Ok(last)
    }

    /// Appends a fixed text behind the last slot.
    fn push(&mut self, part: &[u8]) {
        match self.slots.last_mut() {
            Some(slot) => slot.behind = Fixed::new(part),
            None => self.head = Fixed::new(part),
        }
    }

    fn push_slot(&mut self, holds: Holds) -> Result<(), Stop> {
        self.slots.try_reserve(1).map_err(|_| Stop::OutOfMemory)?;
        self.slots.push(Slot { holds, behind: None });
        Ok(())
    }
}
