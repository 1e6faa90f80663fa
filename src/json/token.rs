//! The tokens of a document, and what receives them.

use super::error::ErrorKind;
use super::schema::{Type, integer};

/// A token of JSON.
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
    /// A key, truncated after 256 bytes: the keys of a schema are shorter.
    Key(&'a str),
    /// A string; empty if the receiver did not want it.
    Text(&'a str),
    /// A number as it was written; empty if the receiver did not want it.
    Number(&'a str),
    /// `true` or `false`.
    Bool,
    /// `null`
    Null,
}

/// Receives tokens.
pub trait Tokens {
    /// Tells whether the receiver wants the content of the scalar that begins now.
    fn wants_scalar(&self) -> bool;

    /// Receives a token.
    ///
    /// # Errors
    /// Why the token is wrong here.
    fn token(&mut self, token: Token<'_>) -> Result<(), ErrorKind>;

    /// Tells whether another reader may read what follows.
    fn wants_to_stop(&self) -> bool {
        false
    }
}

/// Returns the text of a scalar of this type, none for `null`; as an error, the name of what came instead.
pub(crate) fn scalar(holds: Type, token: Token<'_>) -> Result<Option<&str>, &'static str> {
    match (holds, token) {
        (_, Token::Null) => Ok(None),
        (Type::Text | Type::Id | Type::Number, Token::Text(text)) => Ok(Some(text)),
        (Type::Number, Token::Number(digits)) => Ok(Some(digits)),
        (Type::Id | Type::Integer, Token::Number(number)) => {
            integer(number).map(Some).ok_or("a number that is no integer")
        }
        (_, token) => Err(name_of(token)),
    }
}

/// Returns the words for a token in an error.
pub(crate) fn name_of(token: Token<'_>) -> &'static str {
    match token {
        Token::ObjectStart | Token::ObjectEnd => "an object",
        Token::ArrayStart | Token::ArrayEnd => "an array",
        Token::Key(_) | Token::Text(_) => "a string",
        Token::Number(_) => "a number",
        Token::Bool => "a boolean",
        Token::Null => "null",
    }
}
