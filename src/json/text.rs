//! The inside of a string: escapes, surrogates, and bytes that are no UTF-8.

use std::borrow::Cow;

use crate::simd;

/// A kept text may have this many bytes.
pub const TEXT_LIMIT: usize = 64 * 1024;

/// What the bytes of a string so far ask for next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Plain,
    Escape,
    Hex { seen: u8, value: u16 },
}

/// What one piece of a string came to.
pub(super) enum Piece {
    /// So many bytes were taken, and the string goes on.
    More,
    /// The closing quote was taken, after so many bytes.
    End(usize),
    /// The byte at this place is not allowed, and this is what is.
    Bad(usize, &'static str),
    /// The text is longer than what may be kept.
    TooLong,
}

/// A string that arrives in pieces.
#[derive(Clone, Debug)]
pub(super) struct Text {
    at: At,
    high: Option<u16>,
    kept: Vec<u8>,
    keep: Keep,
    /// How many surrogates and invalid sequences became U+FFFD, in all strings kept.
    pub(super) replaced: u64,
}

/// What to do with the characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Check the grammar only.
    Nothing,
    /// Keep the first so many bytes: enough to tell a known key.
    First(usize),
    /// Keep all of it; more than so many bytes is an error.
    All(usize),
}

impl Text {
    pub(super) fn new() -> Self {
        Self { at: At::Plain, high: None, kept: Vec::new(), keep: Keep::Nothing, replaced: 0 }
    }

    pub(super) fn begin(&mut self, keep: Keep) {
        self.at = At::Plain;
        self.high = None;
        self.kept.clear();
        self.keep = keep;
    }

    /// Takes bytes up to the closing quote.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Piece {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.at {
                At::Plain => {
                    let run = bytes.get(at..).map_or(0, |bytes| simd::run(bytes).len);
                    if run > 0 {
                        self.put(bytes.get(at..at + run).unwrap_or_default());
                        at += run;
                    } else if byte == b'"' {
                        self.put(b"");
                        return if self.too_long() { Piece::TooLong } else { Piece::End(at + 1) };
                    } else if byte == b'\\' {
                        self.at = At::Escape;
                        at += 1;
                    } else {
                        return Piece::Bad(at, "an escape for a control character");
                    }
                }
                At::Escape => match self.escape(byte) {
                    Ok(()) => at += 1,
                    Err(expected) => return Piece::Bad(at, expected),
                },
                At::Hex { seen, value } => match self.hex(byte, seen, value) {
                    Ok(()) => at += 1,
                    Err(expected) => return Piece::Bad(at, expected),
                },
            }
            if self.too_long() {
                return Piece::TooLong;
            }
        }
        Piece::More
    }

    /// The text of the string that has ended.
    pub(super) fn as_str(&mut self) -> Cow<'_, str> {
        if let Ok(text) = core::str::from_utf8(&self.kept) {
            return Cow::Borrowed(text);
        }
        let invalid = self.kept.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        if matters(self.keep) {
            self.replaced += invalid as u64;
        }
        String::from_utf8_lossy(&self.kept)
    }

    fn too_long(&self) -> bool {
        matches!(self.keep, Keep::All(limit) if self.kept.len() > limit)
    }

    fn escape(&mut self, byte: u8) -> Result<(), &'static str> {
        let character = match byte {
            b'u' => {
                self.at = At::Hex { seen: 0, value: 0 };
                return Ok(());
            }
            b'"' | b'\\' | b'/' => byte,
            b'b' => 0x08,
            b'f' => 0x0C,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            _ => return Err("one of \" \\ / b f n r t u after a backslash"),
        };
        self.at = At::Plain;
        self.put(&[character]);
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

    /// Joins surrogates; a lone one becomes U+FFFD, as `String.prototype.toWellFormed` has it.
    fn code_unit(&mut self, unit: u16) {
        match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x1_0000 + (u32::from(high - 0xD800) << 10) + u32::from(unit - 0xDC00);
                self.character(char::from_u32(code));
            }
            (high, unit) => {
                if high.is_some() {
                    self.character(None);
                }
                if (0xD800..=0xDBFF).contains(&unit) {
                    self.high = Some(unit);
                } else {
                    self.character(char::from_u32(u32::from(unit)));
                }
            }
        }
    }

    fn character(&mut self, character: Option<char>) {
        if character.is_none() && matters(self.keep) {
            self.replaced += 1;
        }
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        self.append(character.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// Puts text that is no surrogate, so that one still waiting for its other half turns out to be alone.
    fn put(&mut self, bytes: &[u8]) {
        if self.high.take().is_some() {
            self.character(None);
        }
        self.append(bytes);
    }

    fn append(&mut self, bytes: &[u8]) {
        // One byte past the limit is enough to know that it is passed.
        let room = match self.keep {
            Keep::Nothing => 0,
            Keep::First(most) => most.saturating_sub(self.kept.len()),
            Keep::All(limit) => (limit + 1).saturating_sub(self.kept.len()),
        };
        simd::append(&mut self.kept, bytes.get(..room.min(bytes.len())).unwrap_or_default());
    }
}

/// Whether a mended character is worth a warning: not in a key, and not in what nobody reads.
fn matters(keep: Keep) -> bool {
    matches!(keep, Keep::All(_))
}
