//! Values of known fields, all of one at hand.

use super::lexer::KEY_LIMIT;
use super::listing::Sink;
use super::scan::{UUID_AND_QUOTES, literal, number, uuid};
use super::schema::{Type, is_integer};
use super::stride::Stop;
use super::text::{Keep, Piece, TEXT_LIMIT, Text};
use super::unescape::Unescaped;
use crate::simd;

/// Where strings are kept that do not stand for themselves.
#[derive(Debug)]
pub(super) struct Mended {
    unescaped: Unescaped,
    text: Text,
}

impl Mended {
    pub(super) fn new() -> Self {
        Self { unescaped: Unescaped::default(), text: Text::new() }
    }

    /// How many invalid sequences and lone surrogates became U+FFFD.
    #[inline(always)]
    pub(super) fn replaced(&self) -> u64 {
        self.text.replaced
    }

    /// So many did, before a string that does not count.
    pub(super) fn set_replaced(&mut self, replaced: u64) {
        self.text.replaced = replaced;
    }

    /// Reads a key from behind its quote: how long it is with the other one, and what it says.
    pub(super) fn key(&mut self, inside: &[u8]) -> Result<(usize, &[u8]), Stop> {
        self.any(inside, Keep::First(KEY_LIMIT))
    }

    /// The same of a value.
    fn value(&mut self, inside: &[u8]) -> Result<(usize, &[u8]), Stop> {
        match self.unescaped.take(inside, TEXT_LIMIT)? {
            Some(len) => Ok((len, self.unescaped.text())),
            None => self.any(inside, Keep::All(TEXT_LIMIT)),
        }
    }

    fn any(&mut self, inside: &[u8], keep: Keep) -> Result<(usize, &[u8]), Stop> {
        self.text.begin(keep);
        match self.text.take(inside) {
            Piece::End(len) => {
                room(self.text.settle())?;
                Ok((len, self.text.kept()))
            }
            Piece::More => Err(Stop::Cut),
            Piece::Bad(..) | Piece::TooLong => Err(Stop::Odd),
            Piece::Full => Err(Stop::Full),
        }
    }
}

/// Reads a value into `sink`, and says how long it is; `mended` is for a string that does not stand for itself.
#[inline(always)]
pub(super) fn value<L, F>(
    bytes: &[u8],
    (name, holds): (F, Type),
    (mended, sink): (&mut Mended, &mut impl Sink<L, F>),
) -> Result<usize, Stop> {
    if holds == Type::Id
        && let Some(words) = uuid(bytes)
    {
        room(sink.uuid(name, words))?;
        return Ok(UUID_AND_QUOTES);
    }
    let (len, inside, text) = match plain(bytes) {
        Some(text) if holds_text(holds) => {
            (text.len() + 2, bytes.get(1..).unwrap_or_default(), Some(text.len()))
        }
        _ => unusual(bytes, holds, mended)?,
    };
    room(match text {
        Some(text) => sink.front(name, inside, text),
        None => sink.field(name, None),
    })?;
    Ok(len)
}

/// Reads a value that is no plain text: how long it is, and what it says, which is the front of some bytes or nothing.
#[inline(never)]
fn unusual<'a>(
    bytes: &'a [u8],
    holds: Type,
    mended: &'a mut Mended,
) -> Result<(usize, &'a [u8], Option<usize>), Stop> {
    match *bytes.first().ok_or(Stop::Cut)? {
        b'"' if holds_text(holds) => {
            let inside = bytes.get(1..).unwrap_or_default();
            let (len, text) = mended.value(inside)?;
            Ok((len + 1, text, Some(text.len())))
        }
        b'n' => Ok((literal(bytes, b"null")?, &[], None)),
        b'-' | b'0'..=b'9' if matches!(holds, Type::Id | Type::Integer) => {
            let len = number(bytes)?;
            let digits = bytes.get(..len).unwrap_or_default();
            if is_integer(digits) && len <= TEXT_LIMIT {
                Ok((len, digits, Some(len)))
            } else {
                Err(Stop::Odd)
            }
        }
        _ => Err(Stop::Odd),
    }
}

/// The inside of a string that stands for itself.
#[inline(always)]
pub(super) fn plain(bytes: &[u8]) -> Option<&[u8]> {
    let [b'"', inside @ ..] = bytes else { return None };
    let run = simd::run(inside);
    let (text, [b'"', ..]) = inside.split_at_checked(run.len)? else { return None };
    let is_plain = run.len <= TEXT_LIMIT && (run.ascii || is_utf8(text));
    is_plain.then_some(text)
}

pub(super) fn room(there_is: bool) -> Result<(), Stop> {
    if there_is { Ok(()) } else { Err(Stop::Full) }
}

fn holds_text(holds: Type) -> bool {
    matches!(holds, Type::Text | Type::Id)
}

/// Whether a text is UTF-8; the alphabets of two bytes a character are told apart at once.
#[inline(always)]
pub(super) fn is_utf8(text: &[u8]) -> bool {
    simd::is_narrow(text) || core::str::from_utf8(text).is_ok()
}
