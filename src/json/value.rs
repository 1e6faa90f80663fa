//! Reads values that are complete in the bytes at hand: those of fields, and those that the schema does not name.

use super::lexer::{KEY_LIMIT, Lexer};
use super::outcome::{Stop, or_out_of_memory};
use super::scan::{QUOTED_UUID_LEN, literal, number, uuid};
use super::schema::{Type, integer};
use super::sink::Sink;
use super::string::{Keep, StringDecoder, TEXT_LIMIT, is_utf8};
use crate::simd;

/// Reads values. Has buffers for values that must be decoded.
#[derive(Debug, Default)]
pub(super) struct ValueReader {
    text: StringDecoder,
    skipper: Lexer,
}

/// A value as the first bytes of a slice, and their number; no number for `null`.
type PrefixOrNull<'a> = (&'a [u8], Option<usize>);

impl ValueReader {
    /// Returns the number of invalid sequences and lone surrogates that became U+FFFD.
    #[inline(always)]
    pub(super) fn replaced(&self) -> u64 {
        self.text.replaced
    }

    /// Resets that number, if a record is dropped.
    pub(super) fn set_replaced(&mut self, replaced: u64) {
        self.text.replaced = replaced;
    }

    /// Reads the value of a field into `sink`, and returns its length.
    #[inline(always)]
    pub(super) fn read<L, F>(
        &mut self,
        bytes: &[u8],
        (name, holds): (F, Type),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        if holds == Type::Id
            && let Some(words) = uuid(bytes)
        {
            or_out_of_memory(sink.uuid(name, words))?;
            return Ok(QUOTED_UUID_LEN);
        }
        let (len, (front, text_len)) = match plain(bytes) {
            Some(text) if is_text(holds) => {
                (text.len() + 2, (bytes.get(1..).unwrap_or_default(), Some(text.len())))
            }
            _ => self.read_unusual(bytes, holds)?,
        };
        or_out_of_memory(match text_len {
            Some(text_len) => sink.prefix(name, front, text_len),
            None => sink.field(name, None),
        })?;
        Ok(len)
    }

    /// Reads a value that is not a plain text; returns its length and its text.
    #[inline(never)]
    fn read_unusual<'a>(
        &'a mut self,
        bytes: &'a [u8],
        holds: Type,
    ) -> Result<(usize, PrefixOrNull<'a>), Stop> {
        match *bytes.first().ok_or(Stop::Incomplete)? {
            b'"' if is_text(holds) => {
                let inside = bytes.get(1..).unwrap_or_default();
                let (len, text) = self.text.read_whole(inside, Keep::All(TEXT_LIMIT))?;
                Ok((len + 1, (text, Some(text.len()))))
            }
            b'n' => Ok((literal(bytes, b"null")?, (&[], None))),
            b'-' | b'0'..=b'9' if matches!(holds, Type::Id | Type::Integer) => {
                let len = number(bytes)?;
                let number = bytes.get(..len).and_then(|number| core::str::from_utf8(number).ok());
                let digits = number.and_then(integer).filter(|_| len <= TEXT_LIMIT);
                let digits = digits.ok_or(Stop::Fallback)?.as_bytes();
                Ok((len, (digits, Some(digits.len()))))
            }
            _ => Err(Stop::Fallback),
        }
    }

    /// Reads a key after its opening quote; returns its length with the closing quote, and the key.
    pub(super) fn key(&mut self, inside: &[u8]) -> Result<(usize, &[u8]), Stop> {
        self.text.read_whole(inside, Keep::First(KEY_LIMIT))
    }

    /// Skips a value of any type, and returns its length.
    #[inline(never)]
    pub(super) fn skip(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        self.skipper.skip_value(bytes)
    }
}

/// Returns the text of a string without escapes; none for any other string.
#[inline(always)]
pub(super) fn plain(bytes: &[u8]) -> Option<&[u8]> {
    let [b'"', inside @ ..] = bytes else { return None };
    let run = simd::run(inside);
    let (text, [b'"', ..]) = inside.split_at_checked(run.len)? else { return None };
    let is_plain = run.len <= TEXT_LIMIT && (run.ascii || is_utf8(text));
    is_plain.then_some(text)
}

fn is_text(holds: Type) -> bool {
    matches!(holds, Type::Text | Type::Id)
}
