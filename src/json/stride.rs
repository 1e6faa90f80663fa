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
//! This is the inside of a list only, between two records, with all of the record at hand. Anything else is left to the
//! [`Lexer`](super::lexer::Lexer), byte by byte and from the beginning of the record: a record that goes on in the next
//! chunk, a value that is an object or an array, a key with an escape or one that came before, a value of another type,
//! whatever is no JSON at all. So no error is found here and none is told; nothing reaches the sink before the whole
//! record was read.

use super::number::Number;
use super::schema::{Field, Type, is_integer};
use super::text::{Keep, Piece, TEXT_LIMIT, Text};
use crate::simd::{self, Prefix};

/// What came of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// It was read, and took so many bytes.
    Read(usize),
    /// It goes on behind the bytes at hand.
    Cut,
    /// It is for the lexer.
    Odd,
}

/// Why reading stops before the end of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Cut,
    Odd,
}

/// A value that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken<'a> {
    Null,
    /// A UUID in its canonical form, as two little-endian words.
    Uuid([u64; 2]),
    /// UTF-8.
    Text(&'a [u8]),
    /// The very one of the record before.
    AsBefore,
}

/// A value of the record under way, where one was wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Null,
    AsBefore,
    Uuid([u64; 2]),
    /// These bytes of the record.
    Plain(usize, usize),
    /// These bytes of what was made of texts with escapes.
    Mended(usize, usize),
}

/// What stood before a value, and the field that its key is, with its place; none of a key that nobody knows.
#[derive(Debug)]
struct Gap<F: 'static> {
    text: Prefix,
    field: Option<(usize, &'static Field<F>)>,
    /// The same with the value behind it, where that tends to repeat.
    with_value: Prefix,
    /// The record that it is of: only what the very last record has can be repeated.
    of_record: u32,
    /// So many times in a row may another value come before nobody compares any more.
    patience: u8,
}

const PATIENCE: u8 = 8;

/// Reads whole records.
#[derive(Debug)]
pub(super) struct Stride<F: 'static> {
    gaps: Vec<Gap<F>>,
    values: Vec<(&'static Field<F>, Value)>,
    mended: Vec<u8>,
    text: Text,
    /// The number of the record under way.
    record: u32,
    /// Whether no two keys are one field.
    may_repeat: bool,
}

impl<F: Copy + PartialEq> Stride<F> {
    pub(super) fn new() -> Self {
        Self {
            gaps: Vec::new(),
            values: Vec::new(),
            mended: Vec::new(),
            text: Text::new(),
            record: 0,
            may_repeat: false,
        }
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

    /// Reads the record behind the last one, from the comma on.
    pub(super) fn read(&mut self, bytes: &[u8], fields: &'static [Field<F>]) -> Record {
        let replaced = self.text.replaced;
        self.values.clear();
        self.mended.clear();
        self.record = self.record.wrapping_add(1);
        match self.members(bytes, fields) {
            Ok(taken) => Record::Read(taken),
            Err(stop) => {
                // What was noted of this record must not be taken for what was read of it.
                self.record = self.record.wrapping_add(1);
                self.text.replaced = replaced;
                if stop == Stop::Cut { Record::Cut } else { Record::Odd }
            }
        }
    }

    /// The fields of the record that was read, and their values, in the order sent.
    pub(super) fn values<'a>(
        &'a self,
        bytes: &'a [u8],
    ) -> impl Iterator<Item = (&'static Field<F>, Taken<'a>)> {
        self.values.iter().map(move |(field, value)| {
            let text = match *value {
                Value::Null => return (*field, Taken::Null),
                Value::AsBefore => return (*field, Taken::AsBefore),
                Value::Uuid(words) => return (*field, Taken::Uuid(words)),
                Value::Plain(from, to) => bytes.get(from..to),
                Value::Mended(from, to) => self.mended.get(from..to),
            };
            (*field, Taken::Text(text.unwrap_or_default()))
        })
    }

    fn members(&mut self, bytes: &[u8], fields: &'static [Field<F>]) -> Result<usize, Stop> {
        let mut at = 0;
        let mut seen = 0_u32;
        for member in 0.. {
            let rest = bytes.get(at..).unwrap_or_default();
            if let Some(len) = self.repeated(member, rest, &mut seen)? {
                at += len;
                continue;
            }
            let (gap, field) = match self.gaps.get(member) {
                Some(gap) if simd::starts_with(rest, &gap.text) => (gap.text.len(), gap.field),
                _ => match self.gap(member, rest, fields)? {
                    Found::Key(len, field) => (len, field),
                    Found::End(len) => return Ok(at + len),
                },
            };
            let start = at;
            at += gap;
            at = match field {
                Some((place, field)) => {
                    see(&mut seen, place)?;
                    let (value, end) = self.value(bytes, at, field.holds)?;
                    self.values.push((field, value));
                    end
                }
                None => self.skip(bytes, at)?,
            };
            self.remember(member, bytes.get(start..at).unwrap_or_default());
        }
        Err(Stop::Odd)
    }

    /// The length of a member that is the very one of the last record.
    fn repeated(
        &mut self,
        member: usize,
        rest: &[u8],
        seen: &mut u32,
    ) -> Result<Option<usize>, Stop> {
        let Some(gap) = self.gaps.get_mut(member) else { return Ok(None) };
        if gap.patience == 0
            || gap.of_record != self.record.wrapping_sub(1)
            || !simd::starts_with(rest, &gap.with_value)
        {
            return Ok(None);
        }
        gap.of_record = self.record;
        gap.patience = PATIENCE;
        if let Some((place, field)) = gap.field {
            see(seen, place)?;
            self.values.push((field, Value::AsBefore));
        }
        Ok(Some(gap.with_value.len()))
    }

    /// Notes a member, to know it when it comes again.
    fn remember(&mut self, member: usize, text: &[u8]) {
        let Some(gap) = self.gaps.get_mut(member).filter(|gap| gap.patience > 0) else { return };
        gap.patience -= 1;
        // A number may go on behind what was noted.
        let ends = matches!(text.last(), Some(b'"' | b'l' | b'e'));
        match Prefix::new(text).filter(|_| ends) {
            Some(text) => (gap.with_value, gap.of_record) = (text, self.record),
            None => gap.patience = 0,
        }
    }

    /// What stands before the next value, or behind the last one; noted for the next record.
    fn gap(
        &mut self,
        member: usize,
        rest: &[u8],
        fields: &'static [Field<F>],
    ) -> Result<Found<F>, Stop> {
        let mut from = Scan { bytes: rest, at: 0 };
        if member > 0 && from.token()? == b'}' {
            return Ok(Found::End(from.at + 1));
        }
        from.take(b',')?;
        if member == 0 {
            from.take(b'{')?;
            if from.token()? == b'}' {
                return Ok(Found::End(from.at + 1));
            }
        }
        from.take(b'"')?;
        let key = from.key()?;
        from.take(b':')?;
        from.token()?;
        let known = fields.iter().enumerate().find(|(_, field)| field.key.matches(key));
        self.note(member, rest.get(..from.at).unwrap_or_default(), known);
        Ok(Found::Key(from.at, known))
    }

    fn note(&mut self, member: usize, text: &[u8], field: Option<(usize, &'static Field<F>)>) {
        let Some(text) = Prefix::new(text) else { return };
        let patience = if self.may_repeat { PATIENCE } else { 0 };
        let gap = Gap { text, field, with_value: text, of_record: self.record, patience };
        if let Some(before) = self.gaps.get_mut(member) {
            *before = gap;
        } else if member == self.gaps.len() && member < MOST_GAPS {
            self.gaps.push(gap);
        }
    }

    /// A value of a known field, and where it ends.
    fn value(&mut self, bytes: &[u8], at: usize, holds: Type) -> Result<(Value, usize), Stop> {
        match *bytes.get(at).ok_or(Stop::Cut)? {
            b'"' if holds == Type::Id => match uuid(bytes, at + 1) {
                Some(read) => Ok(read),
                None => self.string(bytes, at + 1),
            },
            b'"' if holds == Type::Text => self.string(bytes, at + 1),
            b'n' => Ok((Value::Null, literal(bytes, at, b"null")?)),
            b'-' | b'0'..=b'9' if matches!(holds, Type::Id | Type::Integer) => {
                let end = number(bytes, at)?;
                let digits = bytes.get(at..end).unwrap_or_default();
                let fits = is_integer(digits) && digits.len() <= TEXT_LIMIT;
                if fits { Ok((Value::Plain(at, end), end)) } else { Err(Stop::Odd) }
            }
            _ => Err(Stop::Odd),
        }
    }

    /// A string that is wanted, from behind its quote.
    fn string(&mut self, bytes: &[u8], start: usize) -> Result<(Value, usize), Stop> {
        let rest = bytes.get(start..).unwrap_or_default();
        let run = simd::run(rest);
        let end = start + run.len;
        if *bytes.get(end).ok_or(Stop::Cut)? == b'"' {
            if run.len > TEXT_LIMIT {
                return Err(Stop::Odd);
            }
            let text = rest.get(..run.len).unwrap_or_default();
            if run.ascii || core::str::from_utf8(text).is_ok() {
                return Ok((Value::Plain(start, end), end + 1));
            }
        }
        let end = start + self.take(rest, Keep::All(TEXT_LIMIT))?;
        let from = self.mended.len();
        self.text.append_to(&mut self.mended);
        Ok((Value::Mended(from, self.mended.len()), end))
    }

    /// A value that nobody wants, and where it ends.
    fn skip(&mut self, bytes: &[u8], at: usize) -> Result<usize, Stop> {
        match *bytes.get(at).ok_or(Stop::Cut)? {
            b'"' => {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                let end = at + 1 + simd::run(rest).len;
                match *bytes.get(end).ok_or(Stop::Cut)? {
                    b'"' => Ok(end + 1),
                    _ => Ok(at + 1 + self.take(rest, Keep::Nothing)?),
                }
            }
            b'n' => literal(bytes, at, b"null"),
            b't' => literal(bytes, at, b"true"),
            b'f' => literal(bytes, at, b"false"),
            _ => number(bytes, at),
        }
    }

    /// A string with escapes, or with bytes that are no UTF-8: how many bytes there are up to behind its quote.
    fn take(&mut self, rest: &[u8], keep: Keep) -> Result<usize, Stop> {
        self.text.begin(keep);
        match self.text.take(rest) {
            Piece::End(end) => Ok(end),
            Piece::More => Err(Stop::Cut),
            Piece::Bad(..) | Piece::TooLong => Err(Stop::Odd),
        }
    }
}

/// Sees a key, which may come once.
fn see(seen: &mut u32, place: usize) -> Result<(), Stop> {
    let bit = 1 << place;
    if *seen & bit != 0 {
        return Err(Stop::Odd);
    }
    *seen |= bit;
    Ok(())
}

/// Records with more members than this are read as well, but not foreseen.
const MOST_GAPS: usize = 64;

/// What was found between two values.
enum Found<F: 'static> {
    /// A key, with so many bytes up to its value, and the field that it is.
    Key(usize, Option<(usize, &'static Field<F>)>),
    /// The end of the record, after so many bytes.
    End(usize),
}

/// Bytes that are read one token at a time.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    /// The next byte that is no white space.
    fn token(&mut self) -> Result<u8, Stop> {
        while let Some(byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Ok(*byte);
            }
            self.at += 1;
        }
        Err(Stop::Cut)
    }

    /// Takes that byte, which has to be the next.
    fn take(&mut self, byte: u8) -> Result<(), Stop> {
        if self.token()? != byte {
            return Err(Stop::Odd);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes a key behind its quote. One with escapes or of another alphabet is for the lexer.
    fn key(&mut self) -> Result<&'a str, Stop> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let run = simd::run(rest);
        self.at += run.len;
        match *self.bytes.get(self.at).ok_or(Stop::Cut)? {
            b'"' if run.ascii => self.at += 1,
            _ => return Err(Stop::Odd),
        }
        core::str::from_utf8(rest.get(..run.len).unwrap_or_default()).map_err(|_| Stop::Odd)
    }
}

/// A UUID behind its quote, with the quote behind it.
fn uuid(bytes: &[u8], start: usize) -> Option<(Value, usize)> {
    let (text, rest) = bytes.get(start..)?.split_first_chunk()?;
    let words = simd::uuid(text).filter(|_| rest.first() == Some(&b'"'))?;
    Some((Value::Uuid(words), start + text.len() + 1))
}

fn literal(bytes: &[u8], at: usize, word: &[u8]) -> Result<usize, Stop> {
    let end = at + word.len();
    let found = bytes.get(at..end).ok_or(Stop::Cut)?;
    if found == word { Ok(end) } else { Err(Stop::Odd) }
}

/// Where a number ends. One that nothing follows may go on in the next chunk.
fn number(bytes: &[u8], at: usize) -> Result<usize, Stop> {
    let mut digits = bytes.get(at..).unwrap_or_default().iter();
    let first = digits.next().ok_or(Stop::Cut)?;
    let mut number = Number::begin(*first).ok_or(Stop::Odd)?;
    for (end, byte) in (at + 1..).zip(digits) {
        match number.next(*byte) {
            Some(next) => number = next,
            None if number.is_whole() => return Ok(end),
            None => return Err(Stop::Odd),
        }
    }
    Err(Stop::Cut)
}
