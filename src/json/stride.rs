//! Whole records at a glance: what the reader does nearly all the time, and only when it may.
//!
//! Units of one listing have the same keys in the same order, and texts without escapes. So what stands between two
//! values of a record is compared with what stood there in the last one, and only where it differs is it read:
//!
//! ```text
//!  ,{"id":"…","account_id":"…","parent_id":null,"name":"…"}
//!  └gap 0─┘ value 0       │    │           │
//!           └───gap 1─────┘ …  └───gap 2───┘ value 2           a gap holds a key: looked up when it was first seen
//! ```
//! A value that tends to repeat, as an account does, is compared together with its gap.
//!
//! This is the inside of a list only, between two records, with all of the record at hand. Anything else is left to the
//! [`Lexer`](super::lexer::Lexer), byte by byte and from the beginning of the record: a record that goes on in the next
//! chunk, a value that is an object or an array, a key with an escape or one that came before, a value of another type,
//! whatever is no JSON at all. So no error is found here and none is told; the sink drops what it got of such a record.

use core::ops::Range;

use super::lexer::Between;
use super::listing::Sink;
use super::scan::{Scan, UUID_AND_QUOTES, literal, number, uuid};
use super::schema::{Field, Type, is_integer};
use super::text::{Keep, Piece, TEXT_LIMIT, Text};
use crate::simd::{self, Prefix, WINDOW};

/// Why no more records are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The next one goes on behind the bytes at hand.
    Cut,
    /// The next one is for the lexer.
    Odd,
    /// The sink has no room for it.
    Full,
}

/// Whole records that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// So many bytes they took.
    pub(super) bytes: usize,
    /// So many they were.
    pub(super) records: u32,
    pub(super) stop: Stop,
}

/// What is known of a key that is a field: its bit among those seen, its name, and what it holds.
#[derive(Clone, Copy, Debug)]
struct Known<F> {
    bit: u32,
    name: F,
    holds: Type,
}

/// What stood before a value.
#[derive(Debug)]
struct Gap<F> {
    text: Prefix<32>,
    field: Option<Known<F>>,
    /// The same with the value behind it, where that tends to repeat.
    with_value: Prefix<WINDOW>,
    /// The record that it is of: only what the very last record has can be repeated.
    of_record: u32,
    /// So many times in a row may another value come before nobody compares any more.
    patience: u8,
}

const PATIENCE: u8 = 8;
/// Records with more members than this are read as well, but not foreseen.
const MOST_GAPS: usize = 64;

/// Reads whole records.
#[derive(Debug)]
pub(super) struct Stride<F> {
    gaps: Vec<Gap<F>>,
    text: Text,
    /// The number of the record under way.
    record: u32,
    /// Whether no two keys are one field.
    may_repeat: bool,
}

/// What comes next in a record.
enum Next<F> {
    /// A key, with so many bytes up to its value.
    Key(usize, Option<Known<F>>),
    /// A member of so many bytes that is as it was in the last record.
    Same(usize, Option<Known<F>>),
    /// The end of the record, of so many bytes.
    End(usize),
}

impl<F: Copy + PartialEq> Stride<F> {
    pub(super) fn new() -> Self {
        Self { gaps: Vec::new(), text: Text::new(), record: 0, may_repeat: false }
    }

    /// Another list begins, whose records have these fields.
    pub(super) fn begin(&mut self, fields: &[Field<F>], repeats: bool) {
        self.gaps.clear();
        self.may_repeat = repeats
            && fields.iter().enumerate().all(|(place, field)| {
                fields.iter().skip(place + 1).all(|other| other.name != field.name)
            });
    }

    /// How many invalid sequences and lone surrogates became U+FFFD.
    pub(super) fn replaced(&self) -> u64 {
        self.text.replaced
    }

    /// Reads records from where the last one ended, or from the beginning of the list, as long as there are any, and at
    /// most `most`.
    pub(super) fn read<L>(
        &mut self,
        bytes: &[u8],
        (fields, most, mut between): (&[Field<F>], u32, Between),
        sink: &mut impl Sink<L, F>,
    ) -> Taken {
        let mut taken = Taken { bytes: 0, records: 0, stop: Stop::Odd };
        while taken.records < most {
            let replaced = self.text.replaced;
            self.record = self.record.wrapping_add(1);
            let rest = bytes.get(taken.bytes..).unwrap_or_default();
            match self.members(rest, (fields, between), sink) {
                Ok(len) => taken.bytes += len,
                Err(stop) => {
                    // What was noted of this record must not be taken for what was read of it.
                    self.record = self.record.wrapping_add(1);
                    self.text.replaced = replaced;
                    sink.drop_record();
                    taken.stop = stop;
                    break;
                }
            }
            between = Between::Items;
            taken.records += 1;
            if !sink.end_record() {
                taken.stop = Stop::Full;
                break;
            }
        }
        taken
    }

    /// Reads a record into `sink`, but for its end; says how long it is.
    #[inline(always)]
    fn members<L>(
        &mut self,
        bytes: &[u8],
        (fields, between): (&[Field<F>], Between),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        let mut at = 0;
        let mut seen = 0;
        for member in 0.. {
            let rest = bytes.get(at..).unwrap_or_default();
            let next = match self.foreseen(member, rest) {
                Some(next) => next,
                None if member > 0 && rest.first() == Some(&b'}') => return Ok(at + 1),
                None => self.look(member, rest, (fields, between))?,
            };
            let (gap, known) = match next {
                Next::Key(gap, known) => (gap, known),
                Next::Same(len, known) => {
                    if let Some(known) = known {
                        see(&mut seen, known.bit)?;
                        room(sink.repeat(known.name))?;
                    }
                    at += len;
                    continue;
                }
                Next::End(len) => return Ok(at + len),
            };
            let value = rest.get(gap..).unwrap_or_default();
            let replaced = self.text.replaced;
            let len = match known {
                Some(known) => {
                    see(&mut seen, known.bit)?;
                    self.value(value, known, sink)?
                }
                None => self.skip(value)?,
            };
            // What was mended is counted each time that it comes.
            if self.text.replaced == replaced {
                self.remember(member, rest, 0..gap + len);
            }
            at += gap + len;
        }
        Err(Stop::Odd)
    }

    /// What begins as it did in the last record.
    #[inline(always)]
    fn foreseen(&mut self, member: usize, rest: &[u8]) -> Option<Next<F>> {
        let gap = self.gaps.get_mut(member)?;
        let window = rest.first_chunk()?;
        if gap.of_record == self.record.wrapping_sub(1) && gap.with_value.begins(window) {
            gap.of_record = self.record;
            gap.patience = PATIENCE;
            return Some(Next::Same(gap.with_value.len(), gap.field));
        }
        gap.text.begins(window).then_some(Next::Key(gap.text.len(), gap.field))
    }

    /// Notes a member, to know it when it comes again.
    #[inline(always)]
    fn remember(&mut self, member: usize, rest: &[u8], range: Range<usize>) {
        if let Some(gap) = self.gaps.get_mut(member)
            && gap.patience > 0
        {
            gap.remember(rest.get(range).unwrap_or_default(), self.record);
        }
    }

    /// What begins in another way; noted for the next record.
    #[cold]
    fn look(
        &mut self,
        member: usize,
        rest: &[u8],
        (fields, between): (&[Field<F>], Between),
    ) -> Result<Next<F>, Stop> {
        let mut scan = Scan::new(rest);
        if member > 0 && scan.token()? == b'}' {
            return Ok(Next::End(scan.at + 1));
        }
        if member > 0 || between == Between::Items {
            scan.take(b',')?;
        }
        if member == 0 {
            scan.take(b'{')?;
            if scan.token()? == b'}' {
                return Ok(Next::End(scan.at + 1));
            }
        }
        scan.take(b'"')?;
        let key = scan.key()?;
        scan.take(b':')?;
        scan.token()?;
        let known = fields.iter().enumerate().find(|(_, field)| field.key.matches(key));
        let known = known.map(|(place, field)| Known {
            bit: 1 << place,
            name: field.name,
            holds: field.holds,
        });
        // The first record has no comma before it, and the others must have one.
        if member > 0 || between == Between::Items {
            self.note(member, rest.get(..scan.at).unwrap_or_default(), known);
        }
        Ok(Next::Key(scan.at, known))
    }

    fn note(&mut self, member: usize, text: &[u8], field: Option<Known<F>>) {
        let (Some(text), Some(with_value)) = (Prefix::new(text), Prefix::new(text)) else {
            // What was noted here before is of another key.
            self.gaps.truncate(member);
            return;
        };
        let patience = if self.may_repeat { PATIENCE } else { 0 };
        let of_record = self.record.wrapping_sub(2);
        let gap = Gap { text, field, with_value, of_record, patience };
        if let Some(before) = self.gaps.get_mut(member) {
            *before = gap;
        } else if member == self.gaps.len() && member < MOST_GAPS {
            self.gaps.push(gap);
        }
    }

    /// Reads a value of a known field, and says how long it is.
    #[inline(always)]
    fn value<L>(
        &mut self,
        bytes: &[u8],
        field: Known<F>,
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        if bytes.first() != Some(&b'"') {
            return Self::other_value(bytes, field, sink);
        }
        if field.holds == Type::Id
            && let Some(words) = uuid(bytes)
        {
            room(sink.uuid(field.name, words))?;
            return Ok(UUID_AND_QUOTES);
        }
        if !matches!(field.holds, Type::Text | Type::Id) {
            return Err(Stop::Odd);
        }
        self.string(bytes, field, sink)
    }

    /// Reads a value that is no string.
    #[inline(never)]
    fn other_value<L>(
        bytes: &[u8],
        field: Known<F>,
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        match *bytes.first().ok_or(Stop::Cut)? {
            b'n' => {
                let len = literal(bytes, b"null")?;
                room(sink.field(field.name, None))?;
                Ok(len)
            }
            b'-' | b'0'..=b'9' if matches!(field.holds, Type::Id | Type::Integer) => {
                let len = number(bytes)?;
                let digits = bytes.get(..len).unwrap_or_default();
                if !is_integer(digits) || len > TEXT_LIMIT {
                    return Err(Stop::Odd);
                }
                room(sink.text(field.name, digits))?;
                Ok(len)
            }
            _ => Err(Stop::Odd),
        }
    }

    /// Reads a string that is wanted, and says how long it is with its quotes.
    #[inline(always)]
    fn string<L>(
        &mut self,
        bytes: &[u8],
        field: Known<F>,
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        let inside = bytes.get(1..).unwrap_or_default();
        let run = simd::run(inside);
        let Some((text, [end, ..])) = inside.split_at_checked(run.len) else {
            return Err(Stop::Cut);
        };
        if *end == b'"' && run.len <= TEXT_LIMIT && (run.ascii || is_utf8(text)) {
            room(sink.text(field.name, text))?;
            return Ok(run.len + 2);
        }
        let len = self.mend(inside, Keep::All(TEXT_LIMIT))?;
        self.text.settle();
        room(sink.text(field.name, self.text.kept()))?;
        Ok(len + 1)
    }

    /// Passes over a value that nobody wants, and says how long it is.
    #[inline(never)]
    fn skip(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        match *bytes.first().ok_or(Stop::Cut)? {
            b'"' => {
                let inside = bytes.get(1..).unwrap_or_default();
                let len = simd::run(inside).len;
                match *inside.get(len).ok_or(Stop::Cut)? {
                    b'"' => Ok(len + 2),
                    _ => Ok(self.mend(inside, Keep::Nothing)? + 1),
                }
            }
            b'n' => literal(bytes, b"null"),
            b't' => literal(bytes, b"true"),
            b'f' => literal(bytes, b"false"),
            _ => number(bytes),
        }
    }

    /// Reads a string with escapes, or with bytes that are no UTF-8, from behind its quote to behind the other one.
    #[inline(never)]
    fn mend(&mut self, inside: &[u8], keep: Keep) -> Result<usize, Stop> {
        self.text.begin(keep);
        match self.text.take(inside) {
            Piece::End(len) => Ok(len),
            Piece::More => Err(Stop::Cut),
            Piece::Bad(..) | Piece::TooLong => Err(Stop::Odd),
        }
    }
}

impl<F> Gap<F> {
    #[cold]
    fn remember(&mut self, member: &[u8], record: u32) {
        self.patience -= 1;
        // A number may go on behind what was noted.
        let ends = matches!(member.last(), Some(b'"' | b'l' | b'e'));
        match Prefix::new(member).filter(|_| ends) {
            Some(member) => (self.with_value, self.of_record) = (member, record),
            None => self.patience = 0,
        }
    }
}

/// Sees a key, which may come once.
#[inline]
fn see(seen: &mut u32, bit: u32) -> Result<(), Stop> {
    if *seen & bit != 0 {
        return Err(Stop::Odd);
    }
    *seen |= bit;
    Ok(())
}

fn room(there_is: bool) -> Result<(), Stop> {
    if there_is { Ok(()) } else { Err(Stop::Full) }
}

fn is_utf8(text: &[u8]) -> bool {
    core::str::from_utf8(text).is_ok()
}
