//! Bytes to tokens, in chunks of any size: the whole grammar of RFC 8259, one state machine, no recursion.
//!
//! ```text
//!                    ┌──────────── , ─────────────┐
//!                    ▼                            │
//!  Start ──▶ Value ──┬─ scalar ──────────▶ AfterValue ──▶ Done (nothing open)
//!              ▲     ├─ [ ─▶ FirstItem ─▶ (Value or ])    ▲
//!              │     └─ { ─▶ FirstKey ──▶ (key or })      │
//!              └────── : ◀── AfterKey ◀── key             ] or }
//! ```
//! A chunk may end inside a string, an escape, a number or a word: what is unfinished lives in `State`, `Text` and
//! `word`, never in the chunk.

use super::error::{Error, Kind};
use super::nesting::Nesting;
use super::number::Number;
use super::outcome::Stop;
use super::text::{Keep, Piece, TEXT_LIMIT, Text};

/// A piece of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    ObjectStart,
    /// `}`
    ObjectEnd,
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// A key, cut after 256 bytes: none that matters is so long.
    Key(&'a str),
    /// A string; empty where nobody wanted it.
    Text(&'a str),
    /// A number as it was written; empty where nobody wanted it.
    Number(&'a str),
    /// `true` or `false`.
    Bool,
    /// `null`
    Null,
}

/// Takes tokens.
pub trait Tokens {
    /// Whether the scalar that begins now should be kept.
    fn wants_scalar(&self) -> bool;

    /// Takes a token.
    ///
    /// # Errors
    /// What is wrong with it here.
    fn token(&mut self, token: Token<'_>) -> Result<(), Kind>;

    /// Whether what follows may be read by somebody else.
    fn wants_to_stop(&self) -> bool {
        false
    }
}

/// Takes tokens that nobody wants.
struct Dropped;

impl Tokens for Dropped {
    fn wants_scalar(&self) -> bool {
        false
    }

    fn token(&mut self, _: Token<'_>) -> Result<(), Kind> {
        Ok(())
    }
}

/// So much of a key is kept.
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

/// What is still to come of `true`, `false` or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    rest: &'static [u8],
    null: bool,
}

/// A place in an array between its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// Before the first one, or the end.
    FirstItem,
    /// Behind one, and before a comma or the end.
    Items,
}

/// Bytes to tokens.
#[derive(Clone, Debug)]
pub struct Lexer {
    state: State,
    nesting: Nesting,
    text: Text,
    digits: String,
    keep_digits: bool,
    offset: u64,
    /// Where the value under way began: what is wrong with it as a whole is wrong there, however it was cut up.
    began: u64,
}

impl Default for Lexer {
    fn default() -> Self {
        Self {
            state: State::Start { bom: 0 },
            nesting: Nesting::default(),
            text: Text::default(),
            digits: String::new(),
            keep_digits: false,
            offset: 0,
            began: 0,
        }
    }
}

impl Lexer {
    /// How many bytes were read.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// How many invalid sequences and lone surrogates became U+FFFD in texts that were kept.
    pub fn replaced(&self) -> u64 {
        self.text.replaced
    }

    /// Reads one more chunk.
    ///
    /// # Errors
    /// Where it stops being JSON, or what the taker of the tokens says of it.
    pub fn feed(&mut self, bytes: &[u8], to: &mut dyn Tokens) -> Result<(), Error> {
        self.read(bytes, to, false).map(|_| ())
    }

    /// Reads on until an array begins, or an object or an array ends, after which the taker wants to stop; says how many
    /// bytes it took.
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

    /// Says how many bytes it took. Whoever takes the tokens, this is one machine: a copy for each is much to download.
    fn read(&mut self, mut bytes: &[u8], to: &mut dyn Tokens, stops: bool) -> Result<usize, Error> {
        let whole = bytes.len();
        while let Some(&byte) = bytes.first() {
            let taken = self.step(byte, bytes, to)?;
            bytes = bytes.get(taken..).unwrap_or_default();
            self.offset += taken as u64;
            let between = matches!(self.state, State::AfterValue | State::FirstItem);
            if stops && between && matches!(byte, b'[' | b'}' | b']') && to.wants_to_stop() {
                break;
            }
        }
        Ok(whole - bytes.len())
    }

    /// Takes the first of some bytes, or all that belongs to the text under way; says how many that were.
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

    /// Checks one value that is whole at hand, drops it, and says how long it is. For a lexer that reads nothing else.
    pub(super) fn skip_value(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        self.state = State::Value;
        self.nesting.clear();
        let mut at = 0;
        while self.state != State::Done {
            let rest = bytes.get(at..).unwrap_or_default();
            let byte = *rest.first().ok_or(Stop::Incomplete)?;
            at += self.step(byte, rest, &mut Dropped).map_err(|error| match error.kind {
                Kind::OutOfMemory => Stop::OutOfMemory,
                _ => Stop::Fallback,
            })?;
        }
        Ok(at)
    }

    /// Where in an array the next byte stands, if it stands between two values.
    pub(super) fn between_items(&self) -> Option<Between> {
        match self.state {
            State::FirstItem => Some(Between::FirstItem),
            State::AfterValue if !self.nesting.in_object() => Some(Between::Items),
            _ => None,
        }
    }

    /// Counts the bytes of whole values in an array that somebody else has read.
    pub(super) fn skip_items(&mut self, bytes: usize) {
        if bytes > 0 {
            self.offset += bytes as u64;
            self.state = State::AfterValue;
        }
    }

    /// Ends the body.
    ///
    /// # Errors
    /// What is still missing.
    pub fn finish(&mut self, to: &mut dyn Tokens) -> Result<(), Error> {
        if let State::InNumber(number) = self.state
            && number.is_whole()
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
            (0, 0xFE | 0xFF) => return Err(self.error(Kind::Encoding)),
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
            (_, 0) => return Err(self.error(Kind::Encoding)),
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
        self.began = self.offset;
        self.state = match byte {
            b'{' | b'[' => return self.open(byte == b'{', to),
            b'"' => {
                self.text.begin(if keep { Keep::All(TEXT_LIMIT) } else { Keep::Nothing });
                State::InText
            }
            b't' => State::InWord(Word { rest: b"rue", null: false }),
            b'f' => State::InWord(Word { rest: b"alse", null: false }),
            b'n' => State::InWord(Word { rest: b"ull", null: true }),
            _ => match Number::begin(byte) {
                Some(number) => {
                    self.digits.clear();
                    self.keep_digits = keep;
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
            return Err(self.error(Kind::OutOfMemory));
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
            Piece::Bad(at, expected) => {
                self.offset += at as u64;
                return Err(self.syntax(expected, bytes.get(at).copied()));
            }
            Piece::TooLong => return Err(self.too_long()),
            Piece::OutOfMemory => return Err(self.out_of_memory()),
        };
        let offset = self.began;
        let key = self.state == State::InKey;
        if key {
            self.state = State::AfterKey;
        } else {
            self.after_value();
        }
        if !self.text.finish() {
            return Err(Error { offset, kind: Kind::OutOfMemory });
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
        if !number.is_whole() {
            return Err(self.syntax("a digit", Some(byte)));
        }
        self.end_number(to)?;
        Ok(0)
    }

    fn keep_digit(&mut self, byte: u8) -> Result<(), Error> {
        if self.keep_digits {
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
        let offset = self.began;
        to.token(Token::Number(&self.digits)).map_err(|kind| Error { offset, kind })
    }

    fn word(&mut self, word: Word, byte: u8, to: &mut dyn Tokens) -> Result<usize, Error> {
        match word.rest.split_first() {
            Some((expected, [])) if *expected == byte => {
                self.after_value();
                let token = if word.null { Token::Null } else { Token::Bool };
                to.token(token).map_err(|kind| Error { offset: self.began, kind })?;
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
        let kind = Kind::TooLarge { what: "bytes in a text", limit: TEXT_LIMIT as u64 };
        Error { offset: self.began, kind }
    }

    fn out_of_memory(&self) -> Error {
        Error { offset: self.began, kind: Kind::OutOfMemory }
    }

    fn syntax(&self, expected: &'static str, found: Option<u8>) -> Error {
        self.error(Kind::Syntax { expected, found })
    }

    fn error(&self, kind: Kind) -> Error {
        Error { offset: self.offset, kind }
    }
}
