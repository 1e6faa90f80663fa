//! Whole records at a glance: what the reader does nearly all the time, and only when it may.
//!
//! Units of one listing have the same keys in nearly the same order, and texts without escapes. So what stands between
//! two values of a record is compared with what stood there in others, and only where it differs is it read:
//!
//! ```text
//!  ,{"id":"…","account_id":"…","parent_id":null,"name":"…"}
//!  └gap 0─┘ value 0       │    │           │
//!           └───gap 1─────┘ …  └───gap 2───┘ value 2           a gap holds a key: looked up when it was first seen
//! ```
//! A value that tends to repeat, as an account does, is compared together with its gap. Which gaps there were, and which
//! of them comes next, is what `layout` knows; values that nobody wants are passed over by `skip`.
//!
//! This is the inside of a list only, between two records, with all of the record at hand. Anything else is left to the
//! [`Lexer`](super::lexer::Lexer), byte by byte and from the beginning of the record: a record that goes on in the next
//! chunk, a key that came before, a value of another type, one that is nested too deep, whatever is no JSON at all. So
//! no error is found here and none is told; the sink drops what it got of such a record.

use super::layout::{Known, Layout, Next};
use super::lexer::{Between, KEY_LIMIT};
use super::listing::Sink;
use super::scan::{Scan, UUID_AND_QUOTES, literal, number, uuid};
use super::schema::{Field, Type, is_integer};
use super::skip;
use super::text::{Keep, Piece, TEXT_LIMIT, Text};
use crate::simd::{self, WINDOW};

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

/// Reads whole records.
#[derive(Debug)]
pub(super) struct Stride {
    layout: Layout,
    text: Text,
}

impl Stride {
    pub(super) fn new() -> Self {
        Self { layout: Layout::new(), text: Text::new() }
    }

    /// Another list begins, whose records have these fields.
    pub(super) fn begin<F: PartialEq>(&mut self, fields: &[Field<F>], repeats: bool) {
        // Two keys that are one field cannot be repeated: nobody knows what the last record had of which.
        let one_key_each = fields.iter().enumerate().all(|(place, field)| {
            fields.iter().skip(place + 1).all(|other| other.name != field.name)
        });
        self.layout.clear(repeats && one_key_each);
    }

    /// How many invalid sequences and lone surrogates became U+FFFD.
    pub(super) fn replaced(&self) -> u64 {
        self.text.replaced
    }

    /// Reads records from where the last one ended, or from the beginning of the list, as long as there are any, and at
    /// most `most`.
    pub(super) fn read<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, most, mut between): (&[Field<F>], u32, Between),
        sink: &mut impl Sink<L, F>,
    ) -> Taken {
        let mut taken = Taken { bytes: 0, records: 0, stop: Stop::Odd };
        while taken.records < most {
            let replaced = self.text.replaced;
            self.layout.next_record();
            let rest = bytes.get(taken.bytes..).unwrap_or_default();
            match self.members(rest, (fields, between), sink) {
                Ok(len) => taken.bytes += len,
                Err(stop) => {
                    self.layout.next_record();
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
    fn members<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, between): (&[Field<F>], Between),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        let mut at = 0;
        let mut seen = 0;
        // Where in the layout the next gap should be; 0 at the record's beginning only.
        let mut place = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let next = match self.layout.foreseen(place, rest) {
                Some(next) => next,
                None if place > 0 && rest.first() == Some(&b'}') => return Ok(at + 1),
                None => {
                    let (found, next) = self.other(place, rest, (fields, between))?;
                    place = found;
                    next
                }
            };
            let (gap, known, is_noted) = match next {
                Next::Key(gap, known) => (gap, known, true),
                Next::New(gap, known) => (gap, known, false),
                Next::Same(len, known) => {
                    if let Some(known) = known {
                        see(&mut seen, known)?;
                        room(sink.repeat(name(fields, known)?))?;
                    }
                    at += len;
                    place += 1;
                    continue;
                }
                Next::End(len) => return Ok(at + len),
            };
            let value = rest.get(gap..).unwrap_or_default();
            let len = match known {
                Some(known) => {
                    see(&mut seen, known)?;
                    self.value(value, (name(fields, known)?, known.holds), sink)?
                }
                None => skip::value(value)?,
            };
            if is_noted {
                self.layout.remember(place, rest.get(..gap + len).unwrap_or_default());
            }
            at += gap + len;
            place += 1;
        }
    }

    /// What begins in another way than it should, and where in the layout that is.
    #[cold]
    fn other<F>(
        &mut self,
        place: usize,
        rest: &[u8],
        expected: (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        match self.layout.find(place, rest) {
            Some(found) => Ok(found),
            None => self.look(place, rest, expected),
        }
    }

    /// What begins as nothing did before; noted for the next record.
    #[cold]
    fn look<F>(
        &mut self,
        place: usize,
        rest: &[u8],
        (fields, between): (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        let mut scan = Scan::new(rest);
        if place > 0 && scan.token()? == b'}' {
            let len = scan.at + 1;
            self.layout.note_end(rest.get(..len).unwrap_or_default());
            return Ok((place, Next::End(len)));
        }
        if place > 0 || between == Between::Items {
            scan.take(b',')?;
        }
        if place == 0 {
            scan.take(b'{')?;
            if scan.token()? == b'}' {
                return Ok((place, Next::End(scan.at + 1)));
            }
        }
        scan.take(b'"')?;
        scan.at += self.mend(scan.rest(), Keep::First(KEY_LIMIT))?;
        room(self.text.settle())?;
        let known = known(fields, self.text.kept());
        scan.take(b':')?;
        scan.token()?;
        // The first record has no comma before it, and the others must have one. Where less is at hand than a gap is
        // compared with, nobody has tried those that are noted.
        let text = rest.get(..scan.at).unwrap_or_default();
        let found = if rest.len() < WINDOW {
            place.saturating_sub(1)
        } else if place == 0 && between == Between::FirstItem {
            self.layout.note(place, &[b",", text].concat(), known)
        } else {
            self.layout.note(place, text, known)
        };
        Ok((found, Next::New(scan.at, known)))
    }

    /// Reads a value of a known field, and says how long it is.
    #[inline(always)]
    fn value<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (name, holds): (F, Type),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        if holds == Type::Id
            && let Some(words) = uuid(bytes)
        {
            room(sink.uuid(name, words))?;
            return Ok(UUID_AND_QUOTES);
        }
        let (len, text) = match plain(bytes) {
            Some(text) if holds_text(holds) => (text.len() + 2, Some(text)),
            _ => self.unusual(bytes, holds)?,
        };
        room(match text {
            Some(text) => sink.text(name, text),
            None => sink.field(name, None),
        })?;
        Ok(len)
    }

    /// Reads a value that is no plain text: how long it is, and what it says.
    #[inline(never)]
    fn unusual<'a>(
        &'a mut self,
        bytes: &'a [u8],
        holds: Type,
    ) -> Result<(usize, Option<&'a [u8]>), Stop> {
        match *bytes.first().ok_or(Stop::Cut)? {
            b'"' if holds_text(holds) => {
                let replaced = self.text.replaced;
                let inside = bytes.get(1..).unwrap_or_default();
                let len = self.mend(inside, Keep::All(TEXT_LIMIT))?;
                room(self.text.settle())?;
                if self.text.replaced > replaced {
                    self.layout.forget_values();
                }
                Ok((len + 1, Some(self.text.kept())))
            }
            b'n' => Ok((literal(bytes, b"null")?, None)),
            b'-' | b'0'..=b'9' if matches!(holds, Type::Id | Type::Integer) => {
                let len = number(bytes)?;
                let digits = bytes.get(..len).unwrap_or_default();
                if is_integer(digits) && len <= TEXT_LIMIT {
                    Ok((len, Some(digits)))
                } else {
                    Err(Stop::Odd)
                }
            }
            _ => Err(Stop::Odd),
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
            Piece::Full => Err(Stop::Full),
        }
    }
}

/// What is known of a key.
fn known<F>(fields: &[Field<F>], key: &[u8]) -> Option<Known> {
    let key = core::str::from_utf8(key).unwrap_or_default();
    let known = (0..u32::BITS).zip(fields).find(|(_, field)| field.key.matches(key));
    known.map(|(place, field)| Known { place, holds: field.holds })
}

/// Sees a key, which may come once.
#[inline]
fn see(seen: &mut u32, known: Known) -> Result<(), Stop> {
    let bit = 1_u32.wrapping_shl(known.place);
    if *seen & bit != 0 {
        return Err(Stop::Odd);
    }
    *seen |= bit;
    Ok(())
}

#[inline(always)]
fn name<F: Copy>(fields: &[Field<F>], known: Known) -> Result<F, Stop> {
    fields.get(known.place as usize).map(|field| field.name).ok_or(Stop::Odd)
}

fn room(there_is: bool) -> Result<(), Stop> {
    if there_is { Ok(()) } else { Err(Stop::Full) }
}

fn holds_text(holds: Type) -> bool {
    matches!(holds, Type::Text | Type::Id)
}

/// The inside of a string that stands for itself.
#[inline(always)]
fn plain(bytes: &[u8]) -> Option<&[u8]> {
    let [b'"', inside @ ..] = bytes else { return None };
    let run = simd::run(inside);
    let (text, [b'"', ..]) = inside.split_at_checked(run.len)? else { return None };
    let is_plain = run.len <= TEXT_LIMIT && (run.ascii || is_utf8(text));
    is_plain.then_some(text)
}

fn is_utf8(text: &[u8]) -> bool {
    core::str::from_utf8(text).is_ok()
}
