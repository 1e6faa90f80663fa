//! Reads records that lie completely in the given bytes: what the reader does nearly all the time.
//!
//! Units of one listing have the same keys in nearly the same order, and texts mostly without escapes. So what stands between
//! two values, a separator with the next key in it, is compared with what stood there in other records, and only where
//! it differs is the key read:
//!
//! ```text
//!  ,{"id":"…","account_id":"…","parent_id":null,"name":"…"}
//!  └─sep 0┘ value 0       │    │           │
//!           └───sep 1─────┘ …  └───sep 2───┘ value 2
//! ```
//! [`KeyOrder`] knows the separators and which of them comes next. Where several records are alike, [`Sampler`] cuts a
//! [`RecordTemplate`], and only what that does not fit is read key by key.
//!
//! This is the inside of a list only, between two records, with all of the record at hand. Anything else is a
//! [`Stop::Fallback`]: a key that came before, a value of another type, whatever is no JSON at all. So no error is found
//! here; the sink drops what it got of such a record.

use core::ops::Range;

use super::key_order::{KeyOrder, KnownField, Next};
use super::lexer::Between;
use super::listing::Sink;
use super::outcome::{Progress, Stop, or_out_of_memory};
use super::sampler::{MOST_MEMBERS, Sampler};
use super::scan::Scanner;
use super::schema::Field;
use super::template::{Member, RecordTemplate};
use super::value::{Values, plain};
use crate::simd::{self, WINDOW};

/// Reads whole records.
#[derive(Debug)]
pub(super) struct FastReader {
    key_order: KeyOrder,
    values: Values,
    template: Option<RecordTemplate>,
    /// Whether there is no template, or one that did not fit.
    wants_template: bool,
    sampler: Sampler,
    /// Members of the record under way, where a template is wanted.
    sampled: Vec<Member>,
}

impl FastReader {
    pub(super) fn new() -> Self {
        Self {
            key_order: KeyOrder::default(),
            values: Values::default(),
            template: None,
            wants_template: true,
            sampler: Sampler::default(),
            sampled: Vec::new(),
        }
    }

    /// Another list begins, whose records have these fields.
    pub(super) fn begin_list<F: PartialEq>(&mut self, fields: &[Field<F>], has_templates: bool) {
        // Of two keys that are one field the last one counts, and a template does not know which that is.
        let one_key_each = fields.iter().enumerate().all(|(place, field)| {
            fields.iter().skip(place + 1).all(|other| other.name != field.name)
        });
        self.key_order = KeyOrder::default();
        self.sampler = Sampler::new(has_templates && one_key_each);
        self.template = None;
        self.wants_template = true;
    }

    /// How many invalid sequences and lone surrogates became U+FFFD.
    pub(super) fn replaced(&self) -> u64 {
        self.values.replaced()
    }

    /// Reads records from where the last one ended, or from the beginning of the list, as long as there are any, and at
    /// most `most`.
    pub(super) fn read<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, most, mut between): (&[Field<F>], u32, Between),
        sink: &mut impl Sink<L, F>,
    ) -> Progress {
        let mut done = Progress { bytes: 0, records: 0, stop: Stop::Fallback };
        while done.records < most {
            if between == Between::Items
                && let Some(template) = &self.template
            {
                let rest = bytes.get(done.bytes..).unwrap_or_default();
                let most = most - done.records;
                let alike = template.read(rest, (fields, most), (&mut self.values, sink));
                done.bytes += alike.bytes;
                done.records += alike.records;
                self.sampler.credit(alike.records);
                self.wants_template |= alike.stop == Stop::Fallback && alike.records < most;
                if alike.stop == Stop::OutOfMemory || alike.records == most {
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

    /// Reads one record into `sink`, without calling `end_record`; returns its length.
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

    /// Reads the members of a record, and says how long all of it is.
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
        // Where in the key order the next separator should be; 0 at the record's beginning only.
        let mut place = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let next = match self.key_order.match_at(place, rest) {
                Some(next) => next,
                None if place > 0 && rest.first() == Some(&b'}') => return Ok(at + 1),
                None => {
                    let (found, next) = self.unexpected(place, rest, (fields, between))?;
                    place = found;
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
                self.note_member(known, at + separator..at + separator + len)?;
            }
            at += separator + len;
            place += 1;
        }
    }

    /// Notes a member, to compare it with that of another record.
    fn note_member(&mut self, known: Option<KnownField>, value: Range<usize>) -> Result<(), Stop> {
        if self.sampled.len() <= MOST_MEMBERS {
            or_out_of_memory(self.sampled.try_reserve(1).is_ok())?;
            self.sampled.push(Member { known, value, changes: 0 });
        }
        Ok(())
    }

    /// Finds what comes instead of the expected separator, and where in the key order that is.
    #[cold]
    fn unexpected<F>(
        &mut self,
        place: usize,
        rest: &[u8],
        expected: (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        match self.key_order.find(place, rest) {
            Some(found) => Ok(found),
            None => self.read_separator(place, rest, expected),
        }
    }

    /// Reads a separator that is in no key order yet, and notes it for the next record.
    #[cold]
    fn read_separator<F>(
        &mut self,
        place: usize,
        rest: &[u8],
        (fields, between): (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        let mut scanner = Scanner::new(rest);
        if place > 0 && scanner.peek()? == b'}' {
            let len = scanner.at + 1;
            if let Some(window) = rest.first_chunk() {
                self.key_order.note_end((window, len));
            }
            return Ok((place, Next::End(len)));
        }
        if place > 0 || between == Between::Items {
            scanner.take(b',')?;
        }
        if place == 0 {
            scanner.take(b'{')?;
            if scanner.peek()? == b'}' {
                return Ok((place, Next::End(scanner.at + 1)));
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
        // Separators are kept with a comma in front, so the first record's gets one. With fewer bytes than a window,
        // none is kept.
        let found = match rest.first_chunk::<WINDOW>() {
            Some(window) if place == 0 && between == Between::FirstItem => {
                let mut with_comma = [b','; WINDOW];
                simd::copy(&window[..WINDOW - 1], &mut with_comma[1..]);
                self.key_order.note(place, (&with_comma, scanner.at + 1), known)?
            }
            Some(window) => self.key_order.note(place, (window, scanner.at), known)?,
            None => place.saturating_sub(1),
        };
        Ok((found, Next::Key(scanner.at, known)))
    }
}

/// Notes that a key was seen, which may come once.
#[inline]
fn mark_seen(seen: &mut u32, known: KnownField) -> Result<(), Stop> {
    if *seen & known.bit() != 0 {
        return Err(Stop::Fallback);
    }
    *seen |= known.bit();
    Ok(())
}
