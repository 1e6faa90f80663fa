//! Decodes strings: escapes, surrogates, and bytes that are not UTF-8.

use super::outcome::Stop;
use crate::simd::{self, Run};

/// The longest text that may be kept, in bytes.
pub const TEXT_LIMIT: usize = 64 * 1024;

/// The state of the decoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Plain,
    Escape,
    Hex { seen: u8, value: u16 },
}

/// The outcome of one piece of a string.
pub(super) enum Piece {
    /// All bytes were taken, and the string continues.
    More,
    /// The closing quote is the last of so many bytes.
    End(usize),
    /// The byte at this offset is not allowed; this is what is expected.
    Invalid(usize, &'static str),
    /// The text is longer than the limit.
    TooLong,
    /// Memory is used up.
    OutOfMemory,
}

/// Decodes strings that arrive in pieces.
#[derive(Clone, Debug)]
pub(super) struct StringDecoder {
    at: At,
    /// A high surrogate that waits for its other half.
    high: Option<u16>,
    kept: Vec<u8>,
    /// Whether bytes were kept that may not be UTF-8.
    may_be_invalid: bool,
    keep: Keep,
    /// The number of surrogates and invalid sequences that became U+FFFD, in all strings that were kept.
    pub(super) replaced: u64,
}

/// How much of a string to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Only check the grammar.
    Nothing,
    /// Keep the first bytes: enough to recognise a known key.
    First(usize),
    /// Keep all bytes; more than the limit is an error.
    All(usize),
}

impl Default for StringDecoder {
    fn default() -> Self {
        Self {
            at: At::Plain,
            high: None,
            kept: Vec::new(),
            may_be_invalid: false,
            keep: Keep::Nothing,
            replaced: 0,
        }
    }
}

impl StringDecoder {
    /// Decodes a complete string after its opening quote; returns its length with the closing quote, and the text.
    pub(super) fn read_whole(&mut self, inside: &[u8], keep: Keep) -> Result<(usize, &[u8]), Stop> {
        self.begin(keep);
        match self.take(inside) {
            Piece::End(len) if self.finish() => Ok((len, &self.kept)),
            Piece::More => Err(Stop::Incomplete),
            Piece::Invalid(..) | Piece::TooLong => Err(Stop::Fallback),
            Piece::End(_) | Piece::OutOfMemory => Err(Stop::OutOfMemory),
        }
    }

    pub(super) fn begin(&mut self, keep: Keep) {
        self.at = At::Plain;
        self.high = None;
        self.kept.clear();
        // A truncated text may end inside a character.
        self.may_be_invalid = matches!(keep, Keep::First(_));
        self.keep = keep;
    }

    /// Decodes bytes up to the closing quote.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Piece {
        // No escape is shorter than its character, but an earlier piece may have left a surrogate.
        let most = self.capacity_left().min(bytes.len() + char::REPLACEMENT_CHARACTER.len_utf8());
        if self.kept.try_reserve(most + simd::PREFIX_STEP).is_err() {
            return Piece::OutOfMemory;
        }
        let mut at = 0;
        loop {
            if self.at == At::Plain {
                at += self.take_simple(bytes.get(at..).unwrap_or_default());
            }
            if self.too_long() {
                return Piece::TooLong;
            }
            let Some(&byte) = bytes.get(at) else { return Piece::More };
            let expected = match (self.at, byte) {
                (At::Plain, b'"') => {
                    self.end_surrogate();
                    return if self.too_long() { Piece::TooLong } else { Piece::End(at + 1) };
                }
                (At::Plain, b'\\') => {
                    at += self.take_unicode_escapes(bytes.get(at..).unwrap_or_default());
                    continue;
                }
                (At::Plain, _) => Err("an escape for a control character"),
                (At::Escape, _) => self.escape(byte),
                (At::Hex { seen, value }, _) => self.hex(byte, seen, value),
            };
            match expected {
                Ok(()) => at += 1,
                Err(expected) => return Piece::Invalid(at, expected),
            }
        }
    }

    /// Decodes plain characters and escapes of one character: nearly all that strings contain. Returns the number of bytes.
    #[inline(always)]
    fn take_simple(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Run { len, ascii } = simd::run(rest);
            if len > 0 {
                self.end_surrogate();
                self.may_be_invalid |= !ascii;
                let kept = len.min(self.capacity_left());
                simd::append_prefix(&mut self.kept, rest, kept);
                at += len;
            }
            let escape = match rest.get(len..) {
                Some([b'\\', escape, ..]) => unescaped(*escape),
                _ => None,
            };
            let Some(character) = escape else { return at };
            self.push(character);
            at += 2;
        }
    }

    /// Repairs the UTF-8 of a string that has ended; returns false if memory is used up.
    pub(super) fn finish(&mut self) -> bool {
        !self.may_be_invalid || is_utf8(&self.kept) || self.repair()
    }

    /// Returns what was kept of a finished string.
    pub(super) fn kept(&self) -> &[u8] {
        &self.kept
    }

    #[cold]
    fn repair(&mut self) -> bool {
        if counts(self.keep) {
            let chunks = self.kept.utf8_chunks();
            self.replaced += chunks.filter(|chunk| !chunk.invalid().is_empty()).count() as u64;
        }
        let repaired = repaired(&self.kept).map(|text| self.kept = text);
        repaired.is_some()
    }

    fn too_long(&self) -> bool {
        matches!(self.keep, Keep::All(limit) if self.kept.len() > limit)
    }

    /// Decodes escapes of four digits while each is a complete character: some senders escape everything but ASCII. Otherwise
    /// takes the backslash only. Returns the number of bytes.
    fn take_unicode_escapes(&mut self, bytes: &[u8]) -> usize {
        // `code_unit` joins a surrogate that waits.
        let most =
            if self.high.is_some() { 0 } else { (self.capacity_left() / 3).min(bytes.len() / 6) };
        let mut taken = 0;
        for escape in bytes.as_chunks().0.iter().take(most) {
            let Some(character) = decode_unicode_escape(*escape) else { break };
            match *character.encode_utf8(&mut [0; 3]).as_bytes() {
                [one] => self.kept.push(one),
                [one, two] => self.kept.extend_from_slice(&[one, two]),
                [one, two, three] => self.kept.extend_from_slice(&[one, two, three]),
                _ => break,
            }
            taken += escape.len();
        }
        if taken == 0 {
            self.at = At::Escape;
            return 1;
        }
        taken
    }

    fn escape(&mut self, byte: u8) -> Result<(), &'static str> {
        let character = match byte {
            b'u' => {
                self.at = At::Hex { seen: 0, value: 0 };
                return Ok(());
            }
            _ => unescaped(byte).ok_or("one of \" \\ / b f n r t u after a backslash")?,
        };
        self.at = At::Plain;
        self.push(character);
        Ok(())
    }

    fn hex(&mut self, byte: u8, seen: u8, value: u16) -> Result<(), &'static str> {
        let digit = char::from(byte).to_digit(16).ok_or("four hexadecimal digits")?;
        let value = value << 4 | u16::try_from(digit).unwrap_or_default();
        if seen < 3 {
            self.at = At::Hex { seen: seen + 1, value };
        } else {
            self.at = At::Plain;
            self.code_unit(value);
        }
        Ok(())
    }

    /// Joins surrogates; a lone one becomes U+FFFD, as in `String.prototype.toWellFormed`.
    fn code_unit(&mut self, unit: u16) {
        match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x1_0000 + (u32::from(high - 0xD800) << 10) + u32::from(unit - 0xDC00);
                self.push_or_replace(char::from_u32(code));
            }
            (high, unit) => {
                if high.is_some() {
                    self.push_or_replace(None);
                }
                if (0xD800..=0xDBFF).contains(&unit) {
                    self.high = Some(unit);
                } else {
                    self.push_or_replace(char::from_u32(u32::from(unit)));
                }
            }
        }
    }

    fn push_or_replace(&mut self, character: Option<char>) {
        if character.is_none() && counts(self.keep) {
            self.replaced += 1;
        }
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        self.append(character.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// Replaces a surrogate that waits: what follows is not its other half.
    #[inline(always)]
    fn end_surrogate(&mut self) {
        if self.high.is_some() {
            self.high = None;
            self.push_or_replace(None);
        }
    }

    /// Keeps an ASCII character.
    #[inline(always)]
    fn push(&mut self, character: u8) {
        self.end_surrogate();
        if self.capacity_left() > 0 {
            self.kept.push(character);
        }
    }

    /// Keeps as many bytes as the limit allows. Memory is reserved.
    #[inline]
    fn append(&mut self, bytes: &[u8]) {
        let len = self.capacity_left().min(bytes.len());
        simd::append(&mut self.kept, bytes.get(..len).unwrap_or_default());
    }

    /// Returns the number of bytes that may still be kept.
    #[inline]
    fn capacity_left(&self) -> usize {
        // One byte more than the limit is enough to detect a longer text.
        let most = match self.keep {
            Keep::Nothing => 0,
            Keep::First(most) => most,
            Keep::All(limit) => limit + 1,
        };
        most.saturating_sub(self.kept.len())
    }
}

/// As `String::from_utf8_lossy`, but returns none if memory is used up.
fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    for chunk in bytes.utf8_chunks() {
        let replaced = if chunk.invalid().is_empty() { "" } else { "\u{fffd}" };
        text.try_reserve(chunk.valid().len() + replaced.len()).ok()?;
        text.extend_from_slice(chunk.valid().as_bytes());
        text.extend_from_slice(replaced.as_bytes());
    }
    Some(text)
}

/// Returns the character of an escape of one character.
#[inline]
fn unescaped(escape: u8) -> Option<u8> {
    Some(match escape {
        b'"' | b'\\' | b'/' => escape,
        b'b' => 0x08,
        b'f' => 0x0C,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    })
}

/// Decodes `\uXXXX`; returns none for a surrogate.
#[inline]
fn decode_unicode_escape(escape: [u8; 6]) -> Option<char> {
    let [b'\\', b'u', digits @ ..] = escape else { return None };
    let mut code = 0;
    for digit in digits {
        code = code << 4 | char::from(digit).to_digit(16)?;
    }
    char::from_u32(code)
}

/// Tells whether a replaced character is worth a warning: only in a text that is kept, not in a key.
fn counts(keep: Keep) -> bool {
    matches!(keep, Keep::All(_))
}

/// Tells whether a text is UTF-8, with a fast path for characters of one and two bytes.
#[inline(always)]
pub(super) fn is_utf8(text: &[u8]) -> bool {
    simd::is_narrow(text) || core::str::from_utf8(text).is_ok()
}
