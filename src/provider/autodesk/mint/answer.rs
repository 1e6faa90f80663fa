//! The answer of the token endpoint.

use core::fmt;

use crate::error::{Code, Error};
use crate::http::Secret;
use crate::http::text::{split_once, whole_number};
use crate::json::{ErrorKind, Lexer, Token, Tokens, Type, name_of, scalar};
use crate::provider::Provider;
use crate::provider::operation::{Decode, Progress};
use crate::provider::unreadable::unreadable;

/// The most bytes that the answer may have.
const MOST_BYTES: usize = 64 * 1024;
/// The member that holds the token.
pub(super) const TOKEN_KEY: &str = Member::Token.key();

/// A token as the endpoint gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minted {
    /// The token.
    pub token: Secret,
    /// How long it lasts, in seconds; none where the endpoint does not say.
    pub expires_in: Option<u64>,
}

/// Reads the endpoint's answer, which is small, once it is whole.
#[derive(Default)]
pub struct TokenAnswer(Vec<u8>);

impl fmt::Debug for TokenAnswer {
    /// Writes no byte of it: it may hold a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenAnswer")
    }
}

impl Decode for TokenAnswer {
    type Output = Minted;

    fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(Error::new(Code::Token, "The token endpoint answered more than 64 KiB."));
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn progress(&self) -> Progress {
        Progress { bytes: u64::try_from(self.0.len()).unwrap_or_default(), units: 0 }
    }

    fn finish(self) -> Result<Minted, Error> {
        minted(&String::from_utf8_lossy(&self.0))
    }
}

fn minted(body: &str) -> Result<Minted, Error> {
    let fields = fields(body).map_err(|error| no_token(error.message()))?;
    if !fields.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
        return Err(no_token("token_type is not Bearer"));
    }
    let token = fields.token.and_then(Secret::new);
    let token =
        token.ok_or_else(|| no_token("access_token is not 1 to 8192 visible ASCII characters"))?;
    let expires_in = fields.lasts.map(|text| seconds(&text).ok_or(())).transpose();
    let expires_in = expires_in.map_err(|()| no_token("expires_in is not 1 to 86400 seconds"))?;
    Ok(Minted { token, expires_in })
}

fn no_token(why: &str) -> Error {
    Error::new(Code::Token, format!("Autodesk's token endpoint did not answer with a token: {why}"))
}

/// Parses whole seconds, 1 to 86400, and drops a fraction. A parser of floats would double the code of this file.
fn seconds(text: &str) -> Option<u64> {
    let (whole, part) = split_once(text, ".").unwrap_or((text, "0"));
    let is_plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    whole_number(whole).filter(|seconds| is_plain && (1..=86_400).contains(seconds))
}

/// The members of the answer that are read.
#[derive(Default)]
struct Fields {
    token: Option<String>,
    kind: Option<String>,
    lasts: Option<String>,
}

/// Where in the answer the next token is.
#[derive(Clone, Copy)]
enum At {
    Start,
    Top,
    Value(Member),
    /// In a value that is skipped, with the number of open containers.
    Other(u32),
}

/// A member that is read.
#[derive(Clone, Copy)]
enum Member {
    Token,
    Kind,
    Lasts,
}

impl Member {
    const ALL: [Self; 3] = [Self::Token, Self::Kind, Self::Lasts];

    const fn key(self) -> &'static str {
        match self {
            Self::Token => "access_token",
            Self::Kind => "token_type",
            Self::Lasts => "expires_in",
        }
    }

    const fn holds(self) -> Type {
        match self {
            Self::Token | Self::Kind => Type::Text,
            Self::Lasts => Type::Number,
        }
    }
}

/// Reads [`Fields`] from an object. Of a repeated key the last one counts.
struct Answer {
    at: At,
    fields: Fields,
}

impl Answer {
    fn top(&mut self, token: Token<'_>) {
        if let Token::Key(key) = token {
            let member = Member::ALL.into_iter().find(|member| member.key() == key);
            self.at = member.map_or(At::Other(0), At::Value);
        }
    }

    fn member(&mut self, member: Member, token: Token<'_>) -> Result<(), ErrorKind> {
        let wrong = |found| {
            let pointer = format!("/{}", member.key());
            ErrorKind::Shape { pointer, expected: member.holds().expected(), found }
        };
        let value = scalar(member.holds(), token).map_err(wrong)?.map(str::to_owned);
        self.at = At::Top;
        match member {
            Member::Token => self.fields.token = value,
            Member::Kind => self.fields.kind = value,
            Member::Lasts => self.fields.lasts = value,
        }
        Ok(())
    }

    fn other(&mut self, open: u32, token: Token<'_>) {
        let open = match token {
            Token::ObjectStart | Token::ArrayStart => open.saturating_add(1),
            Token::ObjectEnd | Token::ArrayEnd => open.saturating_sub(1),
            Token::Key(_) => return,
            Token::Text(_) | Token::Number(_) | Token::Bool | Token::Null => open,
        };
        self.at = if open == 0 { At::Top } else { At::Other(open) };
    }
}

impl Tokens for Answer {
    fn wants_scalar(&self) -> bool {
        matches!(self.at, At::Value(_))
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), ErrorKind> {
        match self.at {
            At::Start if token == Token::ObjectStart => self.at = At::Top,
            At::Start => {
                let (pointer, found) = (String::new(), name_of(token));
                return Err(ErrorKind::Shape { pointer, expected: "an object", found });
            }
            At::Top => self.top(token),
            At::Value(member) => return self.member(member, token),
            At::Other(open) => self.other(open, token),
        }
        Ok(())
    }
}

fn fields(body: &str) -> Result<Fields, Error> {
    let mut answer = Answer { at: At::Start, fields: Fields::default() };
    let mut lexer = Lexer::default();
    let read = lexer.feed(body.as_bytes(), &mut answer).and_then(|()| lexer.finish(&mut answer));
    read.map_err(|error| unreadable(&error, Some(Provider::Autodesk)))?;
    Ok(answer.fields)
}
