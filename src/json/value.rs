//! Values that are whole at hand: those of fields, and those that the schema does not name.

use super::lexer::{KEY_LIMIT, Lexer};
use super::listing::Sink;
use super::outcome::{Stop, or_out_of_memory};
use super::scan::{QUOTED_UUID_LEN, literal, number, uuid};
use super::schema::{Type, is_integer};
use super::text::{Keep, TEXT_LIMIT, Text, is_utf8};
use crate::simd;

/// Reads values, with buffers for those that cannot be taken as they stand.
#[derive(Debug, Default)]
pub(super) struct Values {
    text: Text,
    skipper: Lexer,
}

/// A value as the first `len` bytes of a slice; no length for `null`.
type PrefixOrNull<'a> = (&'a [u8], Option<usize>);

impl Values {
    /// How many invalid sequences and lone surrogates became U+FFFD.
    #[inline(always)]
    pub(super) fn replaced(&self) -> u64 {
        self.text.replaced
    }

    /// Sets that number back, when a record does not count.
    pub(super) fn set_replaced(&mut self, replaced: u64) {
        self.text.replaced = replaced;
    }

    /// Reads the value of a field into `sink`, and says how long it is.
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
        let (len, (front, said)) = match plain(bytes) {
            Some(text) if holds_text(holds) => {
                (text.len() + 2, (bytes.get(1..).unwrap_or_default(), Some(text.len())))
            }
            _ => self.read_unusual(bytes, holds)?,
        };
        or_out_of_memory(match said {
            Some(said) => sink.prefix(name, front, said),
            None => sink.field(name, None),
        })?;
        Ok(len)
    }

    /// Reads a value that is no plain text: how long it is, and what it says.
    #[inline(never)]
    fn read_unusual<'a>(
        &'a mut self,
        bytes: &'a [u8],
        holds: Type,
    ) -> Result<(usize, PrefixOrNull<'a>), Stop> {
        match *bytes.first().ok_or(Stop::Incomplete)? {
            b'"' if holds_text(holds) => {
                let inside = bytes.get(1..).unwrap_or_default();
                let (len, text) = self.text.read_whole(inside, Keep::All(TEXT_LIMIT))?;
                Ok((len + 1, (text, Some(text.len()))))
            }
            b'n' => Ok((literal(bytes, b"null")?, (&[], None))),
            b'-' | b'0'..=b'9' if matches!(holds, Type::Id | Type::Integer) => {
                let len = number(bytes)?;
                let digits = bytes.get(..len).unwrap_or_default();
                if is_integer(digits) && len <= TEXT_LIMIT {
                    Ok((len, (digits, Some(len))))
                } else {
                    Err(Stop::Fallback)
                }
            }
            _ => Err(Stop::Fallback),
        }
    }

    /// Reads a key after its opening quote; returns its length with the closing quote, and the key.
    pub(super) fn key(&mut self, inside: &[u8]) -> Result<(usize, &[u8]), Stop> {
        self.text.read_whole(inside, Keep::First(KEY_LIMIT))
    }

    /// Passes over a value of any kind, and says how long it is.
    #[inline(never)]
    pub(super) fn skip(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        self.skipper.skip_value(bytes)
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

fn holds_text(holds: Type) -> bool {
    matches!(holds, Type::Text | Type::Id)
}
