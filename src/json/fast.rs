//! Reads records that are complete in the given bytes. That is what the reader does nearly all the time.
//!
//! The records of one list have the same keys in nearly the same order, and most texts have no escapes. The text between two
//! values is a separator: it includes the next key. It is compared with the separators of earlier records. The key is read
//! only where it differs:
//!
//! ```text
//!  ,{"id":"…","account_id":"…","parent_id":null,"name":"…"}
//!  └─sep 0┘ value 0       │    │           │
//!           └───sep 1─────┘ …  └───sep 2───┘ value 2
//! ```
//! [`KeyOrder`] knows the separators and their order. If several records are alike, [`Sampler`] cuts a [`RecordTemplate`], and
//! only records that do not match it are read key by key.
//!
//! The fast reader knows only the inside of a list. Anything unusual is a [`Stop::Fallback`]: a key twice, a value of another
//! type, a text that is not JSON. So it makes no errors: the sink drops what it received of such a record.

use core::ops::Range;

use super::key_order::{KeyOrder, KnownField, Next};
use super::lexer::Between;
use super::outcome::{Progress, Stop, or_out_of_memory};
use super::sampler::{MAX_MEMBERS, Sampler};
use super::scan::Scanner;
use super::schema::Field;
use super::sink::Sink;
use super::template::{RecordMember, RecordTemplate};
use super::value::{ValueReader, plain};
use crate::simd::{self, WINDOW};

/// Reads complete records.
#[derive(Debug)]
pub(super) struct FastReader {
    key_order: KeyOrder,
    values: ValueReader,
    template: Option<RecordTemplate>,
    /// Whether there is no template, or it did not match a record.
    wants_template: bool,
    sampler: Sampler,
    /// The members of the current record, if a template is wanted.
    sampled: Vec<RecordMember>,
}

impl FastReader {
    pub(super) fn new() -> Self {
        Self {
            key_order: KeyOrder::default(),
            values: ValueReader::default(),
            template: None,
            wants_template: true,
            sampler: Sampler::default(),
            sampled: Vec::new(),
        }
    }

    /// Prepares for another list, whose records have these fields.
    pub(super) fn begin_list<F: PartialEq>(&mut self, fields: &[Field<F>], has_templates: bool) {
        // If two keys are one field, the last one counts, and a template does not know their order.
        let one_key_each = fields.iter().enumerate().all(|(position, field)| {
            fields.iter().skip(position + 1).all(|other| other.name != field.name)
        });
        self.key_order = KeyOrder::default();
        self.sampler = Sampler::new(has_templates && one_key_each);
        self.template = None;
        self.wants_template = true;
    }

    /// Returns the number of invalid sequences and lone surrogates that became U+FFFD.
    pub(super) fn replaced(&self) -> u64 {
        self.values.replaced()
    }

    /// Reads complete records, at most `max_records`. The bytes begin behind a record, or at the first record of a list.
    pub(super) fn read<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, max_records, mut between): (&[Field<F>], u32, Between),
        sink: &mut impl Sink<L, F>,
    ) -> Progress {
        let mut done = Progress { bytes: 0, records: 0, stop: Stop::Fallback };
        while done.records < max_records {
            if between == Between::Items
                && let Some(template) = &self.template
            {
                let rest = bytes.get(done.bytes..).unwrap_or_default();
                let max_records = max_records - done.records;
                let alike = template.read(rest, (fields, max_records), (&mut self.values, sink));
                done.bytes += alike.bytes;
                done.records += alike.records;
                self.sampler.earn(alike.records);
                self.wants_template |= alike.stop == Stop::Fallback && alike.records < max_records;
                if alike.stop == Stop::OutOfMemory || alike.records == max_records {
                    done.stop = alike.stop;
                    break;
                }
            }
            let rest = bytes.get(done.bytes..).unwrap_or_default();
            match self.read_record(rest, (fields, between), sink) {
                Ok(len) => done.bytes += len,
                Err(stop) => {
                    done.stop = stop;
                    break;
                }
            }
            between = Between::Items;
            done.records += 1;
            if !sink.end_record() {
                done.stop = Stop::OutOfMemory;
                break;
            }
        }
        done
    }

    /// Reads one record into `sink`, without ending it there; returns its length.
    fn read_record<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, between): (&[Field<F>], Between),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        let replaced = self.values.replaced();
        let read = self.read_members(bytes, (fields, between), sink);
        match read {
            Ok(len) if between == Between::Items && self.wants_template => {
                let record = bytes.get(..len).unwrap_or_default();
                if let Some(template) = self.sampler.take_sample(record, &mut self.sampled)? {
                    sink.keep_as_template();
                    self.template = Some(template);
                    self.wants_template = false;
                }
            }
            Ok(_) => {}
            Err(_) => {
                self.values.set_replaced(replaced);
                sink.drop_record();
            }
        }
        read
    }

    /// Reads the members of a record; returns the length of the record.
    #[inline(always)]
    fn read_members<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, between): (&[Field<F>], Between),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        let mut at = 0;
        let mut seen = 0;
        let samples = self.wants_template && self.sampler.wants_members();
        self.sampled.clear();
        // The position of the expected separator in the key order; 0 only at the beginning of the record.
        let mut position = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let next = match self.key_order.match_at(position, rest) {
                Some(next) => next,
                None if position > 0 && rest.first() == Some(&b'}') => return Ok(at + 1),
                None => {
                    let (found, next) = self.unexpected(position, rest, (fields, between))?;
                    position = found;
                    next
                }
            };
            let (separator, known) = match next {
                Next::Key(len, known) => (len, known),
                Next::End(len) => return Ok(at + len),
            };
            let value = rest.get(separator..).unwrap_or_default();
            let len = match known {
                Some(known) => {
                    mark_seen(&mut seen, known)?;
                    self.values.read(value, known.field(fields)?, sink)?
                }
                None => self.values.skip(value)?,
            };
            if samples {
                self.collect_member(known, at + separator..at + separator + len)?;
            }
            at += separator + len;
            position += 1;
        }
    }

    /// Collects a member, to compare it with that of another record.
    fn collect_member(
        &mut self,
        known: Option<KnownField>,
        value: Range<usize>,
    ) -> Result<(), Stop> {
        if self.sampled.len() <= MAX_MEMBERS {
            or_out_of_memory(self.sampled.try_reserve(1).is_ok())?;
            self.sampled.push(RecordMember { known, value, changes: 0 });
        }
        Ok(())
    }

    /// Finds what comes instead of the expected separator, and its position in the key order.
    #[cold]
    fn unexpected<F>(
        &mut self,
        position: usize,
        rest: &[u8],
        expected: (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        match self.key_order.find(position, rest) {
            Some(found) => Ok(found),
            None => self.read_separator(position, rest, expected),
        }
    }

    /// Reads a separator that is not in the key order, and adds it.
    #[cold]
    fn read_separator<F>(
        &mut self,
        position: usize,
        rest: &[u8],
        (fields, between): (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        let mut scanner = Scanner::new(rest);
        if position > 0 && scanner.peek()? == b'}' {
            let len = scanner.at + 1;
            if let Some(window) = rest.first_chunk() {
                self.key_order.set_end((window, len));
            }
            return Ok((position, Next::End(len)));
        }
        if position > 0 || between == Between::Items {
            scanner.take(b',')?;
        }
        if position == 0 {
            scanner.take(b'{')?;
            if scanner.peek()? == b'}' {
                return Ok((position, Next::End(scanner.at + 1)));
            }
        }
        scanner.peek()?;
        let known = if let Some(key) = plain(scanner.rest()) {
            scanner.at += key.len() + 2;
            KnownField::of(key, fields)
        } else {
            scanner.take(b'"')?;
            let (len, key) = self.values.key(scanner.rest())?;
            scanner.at += len;
            KnownField::of(key, fields)
        };
        scanner.take(b':')?;
        scanner.peek()?;
        // Separators are kept with a comma in front, so that of the first record gets one. None is kept near the end of the
        // bytes.
        let found = match rest.first_chunk::<WINDOW>() {
            Some(window) if position == 0 && between == Between::FirstItem => {
                let mut with_comma = [b','; WINDOW];
                simd::copy(&window[..WINDOW - 1], &mut with_comma[1..]);
                self.key_order.add(position, (&with_comma, scanner.at + 1), known)?
            }
            Some(window) => self.key_order.add(position, (window, scanner.at), known)?,
            None => position.saturating_sub(1),
        };
        Ok((found, Next::Key(scanner.at, known)))
    }
}

/// Marks a key as seen; fails if it was seen before.
#[inline]
fn mark_seen(seen: &mut u32, known: KnownField) -> Result<(), Stop> {
    if *seen & known.bit() != 0 {
        return Err(Stop::Fallback);
    }
    *seen |= known.bit();
    Ok(())
}
