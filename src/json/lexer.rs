//! Turns bytes into tokens, in chunks of any size: the whole grammar of RFC 8259 in one state machine, without recursion.
//!
//! ```text
//!                    ┌──────────── , ─────────────┐
//!                    ▼                            │
//!  Start ──▶ Value ──┬─ scalar ──────────▶ AfterValue ──▶ Done (nothing open)
//!              ▲     ├─ [ ─▶ FirstItem ─▶ (Value or ])    ▲
//!              │     └─ { ─▶ FirstKey ──▶ (key or })      │
//!              └────── : ◀── AfterKey ◀── key             ] or }
//! ```
//! A chunk may end inside a string, an escape, a number or a word. So the state of unfinished tokens is in `State` and in the
//! string decoder, never in the chunk.

use super::error::{Error, ErrorKind};
use super::nesting::Nesting;
use super::number::Number;
use super::outcome::Stop;
use super::string::{Keep, Piece, StringDecoder, TEXT_LIMIT};
use super::token::{Token, Tokens};

/// Receives tokens of a value that is only checked.
struct Ignore;

impl Tokens for Ignore {
    fn wants_scalar(&self) -> bool {
        false
    }

    fn token(&mut self, _: Token<'_>) -> Result<(), ErrorKind> {
        Ok(())
    }
}

/// The bytes of a key that are kept.
pub(super) const KEY_LIMIT: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start { bom: u8 },
    Value,
    FirstItem,
    FirstKey,
    NextKey,
    AfterKey,
    AfterValue,
    Done,
    InKey,
    InText,
    InNumber(Number),
    InWord(Word),
}

/// The rest of `true`, `false` or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    rest: &'static [u8],
    is_null: bool,
}

/// A position in an array between its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// Before the first value, or the end.
    FirstItem,
    /// Behind a value, before a comma or the end.
    Items,
}

/// Turns bytes into tokens.
#[derive(Clone, Debug)]
pub struct Lexer {
    state: State,
    nesting: Nesting,
    text: StringDecoder,
    digits: String,
    keeps_digits: bool,
    offset: u64,
    /// The offset of the current value. Errors about the value as a whole are reported there, whatever the chunks.
    value_offset: u64,
}

impl Default for Lexer {
    fn default() -> Self {
        Self {
            state: State::Start { bom: 0 },
            nesting: Nesting::default(),
            text: StringDecoder::default(),
            digits: String::new(),
            keeps_digits: false,
            offset: 0,
            value_offset: 0,
        }
    }
}

impl Lexer {
    /// Returns the number of bytes that were read.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Returns the number of invalid sequences and lone surrogates that became U+FFFD in texts that were kept.
    pub fn replaced(&self) -> u64 {
        self.text.replaced
    }

    /// Reads one more chunk.
    ///
    /// # Errors
    /// Where the chunk is not JSON, or what the receiver of the tokens rejects.
    pub fn feed(&mut self, bytes: &[u8], to: &mut dyn Tokens) -> Result<(), Error> {
        self.read(bytes, to, false).map(|_| ())
    }

    /// Reads until an array begins, or an object or an array ends, and the receiver wants to stop. Returns the number of bytes
    /// that it took.
    ///
    /// # Errors
    /// As [`Lexer::feed`].
    pub(super) fn feed_until_stop(
        &mut self,
        bytes: &[u8],
        to: &mut dyn Tokens,
    ) -> Result<usize, Error> {
        self.read(bytes, to, true)
    }

    /// Returns the number of bytes that it took. Not generic over the receiver, so that the module has one copy.
    fn read(
        &mut self,
        mut bytes: &[u8],
        to: &mut dyn Tokens,
        may_stop: bool,
    ) -> Result<usize, Error> {
        let whole = bytes.len();
        while let Some(&byte) = bytes.first() {
            let taken = self.step(byte, bytes, to)?;
            bytes = bytes.get(taken..).unwrap_or_default();
            self.offset += taken as u64;
            let between = matches!(self.state, State::AfterValue | State::FirstItem);
            if may_stop && between && matches!(byte, b'[' | b'}' | b']') && to.wants_to_stop() {
                break;
            }
        }
        Ok(whole - bytes.len())
    }

    /// Takes the first byte, or all bytes of the current string; returns their number.
    #[inline(always)]
    fn step(&mut self, byte: u8, bytes: &[u8], to: &mut dyn Tokens) -> Result<usize, Error> {
        match self.state {
            State::InKey | State::InText => self.string(bytes, to),
            State::InNumber(number) => self.number(number, byte, to),
            State::InWord(word) => self.word(word, byte, to),
            State::Start { bom } => self.start(bom, byte),
            _ if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') => Ok(1),
            _ => self.structure(byte, to),
        }
    }

    /// Checks one complete value, and returns its length. For a lexer that reads nothing else.
    pub(super) fn skip_value(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        self.state = State::Value;
        self.nesting.clear();
        let mut at = 0;
        while self.state != State::Done {
            let rest = bytes.get(at..).unwrap_or_default();
            let byte = *rest.first().ok_or(Stop::Incomplete)?;
            at += self.step(byte, rest, &mut Ignore).map_err(|error| match error.kind {
                ErrorKind::OutOfMemory => Stop::OutOfMemory,
                _ => Stop::Fallback,
            })?;
        }
        Ok(at)
    }

    /// Returns the position of the next byte in an array: before its first item, or between two items. None elsewhere.
    pub(super) fn between_items(&self) -> Option<Between> {
        match self.state {
            State::FirstItem => Some(Between::FirstItem),
            State::AfterValue if !self.nesting.in_object() => Some(Between::Items),
            _ => None,
        }
    }

    /// Advances over complete items of an array, which another reader has read.
    pub(super) fn skip_items(&mut self, bytes: usize) {
        if bytes > 0 {
            self.offset += bytes as u64;
            self.state = State::AfterValue;
        }
    }

    /// Ends the body.
    ///
    /// # Errors
    /// What is missing.
    pub fn finish(&mut self, to: &mut dyn Tokens) -> Result<(), Error> {
        if let State::InNumber(number) = self.state
            && number.is_complete()
        {
            self.end_number(to)?;
        }
        match self.state {
            State::Done => Ok(()),
            State::InKey | State::InText => Err(self.syntax("the end of a string", None)),
            State::AfterValue | State::FirstItem | State::FirstKey => {
                Err(self.syntax("the end of what is open", None))
            }
            State::NextKey => Err(self.syntax("a key", None)),
            State::AfterKey => Err(self.syntax("a colon", None)),
            _ => Err(self.syntax("a value", None)),
        }
    }

    fn start(&mut self, bom: u8, byte: u8) -> Result<usize, Error> {
        match (bom, byte) {
            (0, 0xEF) | (1, 0xBB) => self.state = State::Start { bom: bom + 1 },
            (2, 0xBF) => self.state = State::Value,
            (0, 0xFE | 0xFF) => return Err(self.error(ErrorKind::Encoding)),
            (0, _) => {
                self.state = State::Value;
                return Ok(0);
            }
            _ => return Err(self.syntax("a value", Some(byte))),
        }
        Ok(1)
    }

    fn structure(&mut self, byte: u8, to: &mut dyn Tokens) -> Result<usize, Error> {
        match (self.state, byte) {
            (_, 0) => return Err(self.error(ErrorKind::Encoding)),
            (State::FirstItem, b']') | (State::FirstKey, b'}') => self.close(to)?,
            (State::Value | State::FirstItem, _) => self.value(byte, to)?,
            (State::FirstKey | State::NextKey, b'"') => {
                self.text.begin(Keep::First(KEY_LIMIT));
                self.state = State::InKey;
            }
            (State::FirstKey, _) => return Err(self.syntax("a key or }", Some(byte))),
            (State::NextKey, _) => return Err(self.syntax("a key", Some(byte))),
            (State::AfterKey, b':') => self.state = State::Value,
            (State::AfterKey, _) => return Err(self.syntax("a colon", Some(byte))),
            (State::AfterValue, b',') => {
                self.state = if self.nesting.in_object() { State::NextKey } else { State::Value };
            }
            (State::AfterValue, b'}') if self.nesting.in_object() => self.close(to)?,
            (State::AfterValue, b']') if !self.nesting.in_object() => self.close(to)?,
            (State::AfterValue, _) if self.nesting.in_object() => {
                return Err(self.syntax("a comma or }", Some(byte)));
            }
            (State::AfterValue, _) => return Err(self.syntax("a comma or ]", Some(byte))),
            _ => return Err(self.syntax("the end of the body", Some(byte))),
        }
        Ok(1)
    }

    fn value(&mut self, byte: u8, to: &mut dyn Tokens) -> Result<(), Error> {
        let keep = to.wants_scalar();
        self.value_offset = self.offset;
        self.state = match byte {
            b'{' | b'[' => return self.open(byte == b'{', to),
            b'"' => {
                self.text.begin(if keep { Keep::All(TEXT_LIMIT) } else { Keep::Nothing });
                State::InText
            }
            b't' => State::InWord(Word { rest: b"rue", is_null: false }),
            b'f' => State::InWord(Word { rest: b"alse", is_null: false }),
            b'n' => State::InWord(Word { rest: b"ull", is_null: true }),
            _ => match Number::begin(byte) {
                Some(number) => {
                    self.digits.clear();
                    self.keeps_digits = keep;
                    self.keep_digit(byte)?;
                    State::InNumber(number)
                }
                None => return Err(self.syntax("a value", Some(byte))),
            },
        };
        Ok(())
    }

    fn open(&mut self, object: bool, to: &mut dyn Tokens) -> Result<(), Error> {
        if !self.nesting.open(object) {
            return Err(self.error(ErrorKind::OutOfMemory));
        }
        self.state = if object { State::FirstKey } else { State::FirstItem };
        self.emit(if object { Token::ObjectStart } else { Token::ArrayStart }, to)
    }

    fn close(&mut self, to: &mut dyn Tokens) -> Result<(), Error> {
        let token = if self.nesting.in_object() { Token::ObjectEnd } else { Token::ArrayEnd };
        self.nesting.close();
        self.after_value();
        self.emit(token, to)
    }

    fn string(&mut self, bytes: &[u8], to: &mut dyn Tokens) -> Result<usize, Error> {
        let end = match self.text.take(bytes) {
            Piece::More => return Ok(bytes.len()),
            Piece::End(end) => end,
            Piece::Invalid(at, expected) => {
                self.offset += at as u64;
                return Err(self.syntax(expected, bytes.get(at).copied()));
            }
            Piece::TooLong => return Err(self.too_long()),
            Piece::OutOfMemory => return Err(self.out_of_memory()),
        };
        let offset = self.value_offset;
        let key = self.state == State::InKey;
        if key {
            self.state = State::AfterKey;
        } else {
            self.after_value();
        }
        if !self.text.finish() {
            return Err(Error { offset, kind: ErrorKind::OutOfMemory });
        }
        let text = core::str::from_utf8(self.text.kept()).unwrap_or_default();
        let token = if key { Token::Key(text) } else { Token::Text(text) };
        to.token(token).map_err(|kind| Error { offset, kind })?;
        Ok(end)
    }

    fn number(&mut self, number: Number, byte: u8, to: &mut dyn Tokens) -> Result<usize, Error> {
        if let Some(next) = number.next(byte) {
            self.keep_digit(byte)?;
            self.state = State::InNumber(next);
            return Ok(1);
        }
        if !number.is_complete() {
            return Err(self.syntax("a digit", Some(byte)));
        }
        self.end_number(to)?;
        Ok(0)
    }

    fn keep_digit(&mut self, byte: u8) -> Result<(), Error> {
        if self.keeps_digits {
            if self.digits.len() >= TEXT_LIMIT {
                return Err(self.too_long());
            }
            self.digits.try_reserve(1).map_err(|_| self.out_of_memory())?;
            self.digits.push(char::from(byte));
        }
        Ok(())
    }

    fn end_number(&mut self, to: &mut dyn Tokens) -> Result<(), Error> {
        self.after_value();
        let offset = self.value_offset;
        to.token(Token::Number(&self.digits)).map_err(|kind| Error { offset, kind })
    }

    fn word(&mut self, word: Word, byte: u8, to: &mut dyn Tokens) -> Result<usize, Error> {
        match word.rest.split_first() {
            Some((expected, [])) if *expected == byte => {
                self.after_value();
                let token = if word.is_null { Token::Null } else { Token::Bool };
                to.token(token).map_err(|kind| Error { offset: self.value_offset, kind })?;
            }
            Some((expected, rest)) if *expected == byte => {
                self.state = State::InWord(Word { rest, ..word });
            }
            _ => return Err(self.syntax("true, false or null", Some(byte))),
        }
        Ok(1)
    }

    fn after_value(&mut self) {
        self.state = if self.nesting.is_empty() { State::Done } else { State::AfterValue };
    }

    fn emit(&self, token: Token<'_>, to: &mut dyn Tokens) -> Result<(), Error> {
        to.token(token).map_err(|kind| self.error(kind))
    }

    fn too_long(&self) -> Error {
        let kind = ErrorKind::TooLarge { what: "bytes in a text", limit: TEXT_LIMIT as u64 };
        Error { offset: self.value_offset, kind }
    }

    fn out_of_memory(&self) -> Error {
        Error { offset: self.value_offset, kind: ErrorKind::OutOfMemory }
    }

    fn syntax(&self, expected: &'static str, found: Option<u8>) -> Error {
        self.error(ErrorKind::Syntax { expected, found })
    }

    fn error(&self, kind: ErrorKind) -> Error {
        Error { offset: self.offset, kind }
    }
}
