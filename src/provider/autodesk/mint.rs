//! Autodesk's two-legged token: the request that mints one, and what its answer must be.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::listing::{HOST, refused};
use crate::error::{Code, Error};
use crate::http::text::{find, split_once, whole_number};
use crate::http::{Head, Method, Request, Secret};
use crate::json::{Kind, Lexer, Token, Tokens, Type, name_of, scalar};
use crate::provider::{address, decode, reason, request_id, sentence};
use crate::unit::Provider;

/// How the endpoint is shown who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// HTTP Basic over the id and the secret as they are, as Autodesk documents it.
    #[default]
    Basic,
    /// HTTP Basic over both written as in a form, as RFC 6749 has it.
    EncodedBasic,
    /// Both in the body.
    Body,
}

impl Auth {
    /// The way of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "basic" => Some(Self::Basic),
            "encodedBasic" => Some(Self::EncodedBasic),
            "body" => Some(Self::Body),
            _ => None,
        }
    }
}

/// Who mints a token.
#[derive(Clone, Debug)]
pub struct Client {
    id: String,
    secret: Secret,
    auth: Auth,
}

impl Client {
    /// Checks an id and a secret.
    ///
    /// # Errors
    /// `ERR_OPTION`, which shows neither.
    pub fn new(id: &str, secret: String) -> Result<Self, Error> {
        let secret = Secret::to_encode(secret).ok_or_else(|| {
            refused("clientSecret must be 1 to 8192 bytes without control characters")
        })?;
        if !(1..=256).contains(&id.len())
            || !id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':')
        {
            return Err(refused(
                "clientId must be 1 to 256 visible ASCII characters without a colon",
            ));
        }
        Ok(Self { id: id.to_owned(), secret, auth: Auth::default() })
    }

    /// Shows itself in another way.
    #[must_use]
    pub fn with_auth(self, auth: Auth) -> Self {
        Self { auth, ..self }
    }

    /// `text` without the secret, as it is and in each way of sending it.
    pub fn redact(&self, text: &str) -> String {
        let encoded = form_value(self.secret.expose());
        let sent = [self.basic(), self.encoded_basic(), encoded];
        let text = self.secret.redact(text);
        sent.into_iter().filter_map(Secret::new).fold(text, |text, secret| secret.redact(&text))
    }

    fn basic(&self) -> String {
        base64(&format!("{}:{}", self.id, self.secret.expose()))
    }

    fn encoded_basic(&self) -> String {
        let (id, secret) = (form_value(&self.id), form_value(self.secret.expose()));
        base64(&format!("{id}:{secret}"))
    }

    fn authorization(&self) -> Option<String> {
        match self.auth {
            Auth::Basic => Some(format!("Basic {}", self.basic())),
            Auth::EncodedBasic => Some(format!("Basic {}", self.encoded_basic())),
            Auth::Body => None,
        }
    }

    fn body(&self, scope: &str) -> String {
        let form = format!("grant_type=client_credentials&scope={scope}");
        match self.auth {
            Auth::Basic | Auth::EncodedBasic => form,
            Auth::Body => {
                let (id, secret) = (form_value(&self.id), form_value(self.secret.expose()));
                format!("{form}&client_id={id}&client_secret={secret}")
            }
        }
    }
}

/// Encodes into a slice: the crate's `encode` panics with a formatted error, and those formatters are 700 bytes.
fn base64(text: &str) -> String {
    let mut written = vec![0; text.len().div_ceil(3) * 4];
    let len = STANDARD.encode_slice(text, &mut written).unwrap_or_default();
    written.truncate(len);
    String::from_utf8(written).unwrap_or_default()
}

/// A token as the endpoint gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minted {
    /// The token.
    pub token: Secret,
    /// How long it lasts, in seconds; none where the endpoint does not say.
    pub expires_in: Option<u64>,
}

/// The request for a token with those scopes, in the order of their names and each once; without any, `account:read`.
///
/// # Errors
/// `ERR_OPTION`.
pub fn request(
    base_url: Option<&str>,
    client: &Client,
    scopes: &[String],
) -> Result<Request, Error> {
    let scope = if scopes.is_empty() { form_value("account:read") } else { scope_value(scopes)? };
    let mut headers: Vec<_> =
        client.authorization().map(|value| ("authorization", value)).into_iter().collect();
    headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
    Ok(Request {
        method: Method::Post,
        url: format!("{}/authentication/v2/token", address::base(base_url, HOST)?),
        headers,
        body: Some(client.body(&scope)),
    })
}

/// The mint of one token: its request, and how the answer is read.
#[derive(Clone, Debug)]
pub struct Mint {
    client: Client,
    request: Request,
}

impl Mint {
    /// Whose tokens these are.
    pub const PROVIDER: Provider = Provider::Autodesk;

    /// Checks what is asked for.
    ///
    /// # Errors
    /// `ERR_OPTION`.
    pub fn new(base_url: Option<&str>, client: Client, scopes: &[String]) -> Result<Self, Error> {
        let request = request(base_url, &client, scopes)?;
        Ok(Self { client, request })
    }

    /// The one request.
    pub fn request(&self) -> Request {
        self.request.clone()
    }

    /// Reads the endpoint's answer, as [`read`] does.
    ///
    /// # Errors
    /// Those of [`read`].
    pub fn read(&self, head: &Head, body: &str) -> Result<Minted, Error> {
        read(head, body, &self.client)
    }

    /// The error that an answer other than 200 is.
    pub fn failure(&self, head: &Head, body: &str) -> Error {
        failure(head, body, &self.client)
    }

    /// `text` without the client's secret.
    pub fn redact(&self, text: &str) -> String {
        self.client.redact(text)
    }
}

/// Whether a mint that failed like this would fail again: the endpoint does not know this client.
pub fn is_refusal(error: &Error) -> bool {
    let details = error.details();
    let says =
        |text: &Option<String>| text.as_ref().is_some_and(|text| holds(text, "invalid_client"));
    matches!(details.status, Some(400 | 401)) || says(&details.reason) || says(&details.body)
}

fn holds(text: &str, part: &str) -> bool {
    find(text.as_bytes(), part.as_bytes()).is_some()
}

/// Reads the endpoint's answer.
///
/// # Errors
/// The code of the status where it is not 200; `ERR_TOKEN` for an answer that holds no usable token.
pub fn read(head: &Head, body: &str, client: &Client) -> Result<Minted, Error> {
    if head.status != 200 {
        return Err(failure(head, body, client));
    }
    let fields = fields(body).map_err(|error| nonsense(head, client, error.message()))?;
    if !fields.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
        return Err(nonsense(head, client, "token_type is not Bearer"));
    }
    let token = fields.token.and_then(Secret::new);
    let token = token.ok_or_else(|| {
        nonsense(head, client, "access_token is not 1 to 8192 visible ASCII characters")
    })?;
    let expires_in = fields.lasts.map(|text| seconds(&text).ok_or(())).transpose();
    let expires_in =
        expires_in.map_err(|()| nonsense(head, client, "expires_in is not 1 to 86400 seconds"))?;
    Ok(Minted { token, expires_in })
}

/// Whole seconds, 1 to 86400; of a part of one nobody should live. What reads any float would double this room.
fn seconds(text: &str) -> Option<u64> {
    let (whole, part) = split_once(text, ".").unwrap_or((text, "0"));
    let is_plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    whole_number(whole).filter(|seconds| is_plain && (1..=86_400).contains(seconds))
}

fn failure(head: &Head, body: &str, client: &Client) -> Error {
    // What succeeded with another status than 200 may hold a token, which nobody can redact who does not know it.
    let holds_token = (200..300).contains(&head.status) && holds(body, Member::Token.key());
    let body = if holds_token { "" } else { body };
    let reason = reason::read(head, body);
    let words = reason.words.map(|words| reason::shorten(&client.redact(&words)));
    let message = sentence("Autodesk's token endpoint", head.status, words.as_deref());
    let error = Error::new(Code::of_status(head.status), message).with_body(&client.redact(body));
    error.with(|details| {
        about(details, head, client);
        details.reason = words;
        details.hint = matches!(head.status, 400 | 401 | 403).then_some(
            "Check the client id and secret, and that the app may use the Autodesk Construction Cloud API.",
        );
    })
}

fn nonsense(head: &Head, client: &Client, why: &str) -> Error {
    Error::new(
        Code::Token,
        format!("Autodesk's token endpoint answered something that is no token: {why}"),
    )
    .with(|details| about(details, head, client))
}

fn about(details: &mut crate::error::Details, head: &Head, client: &Client) {
    details.provider = Some(Provider::Autodesk.as_str());
    details.status = (head.status != 0).then_some(head.status);
    details.request_id = request_id(head, |text| client.redact(text));
}

/// The scopes as one value of a form.
fn scope_value(scopes: &[String]) -> Result<String, Error> {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b":-_.".contains(&byte);
    if !scopes.iter().all(|scope| !scope.is_empty() && scope.bytes().all(known)) {
        return Err(refused("scopes must be names such as account:read"));
    }
    let mut names: Vec<&str> = Vec::new();
    for scope in scopes {
        if let Err(place) = names.binary_search(&scope.as_str()) {
            names.insert(place, scope);
        }
    }
    Ok(form_value(&names.join(" ")))
}

/// A value as `application/x-www-form-urlencoded` writes it: a colon is `%3A`, a space `+`.
fn form_value(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                written.push(char::from(byte));
            }
            b' ' => written.push('+'),
            _ => {
                let hex = |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or('0');
                let (high, low) = (hex(byte >> 4), hex(byte & 15));
                written.extend(['%', high.to_ascii_uppercase(), low.to_ascii_uppercase()]);
            }
        }
    }
    written
}

/// The members of the answer that are read.
#[derive(Default)]
struct Fields {
    token: Option<String>,
    kind: Option<String>,
    lasts: Option<String>,
}

/// Where in the answer the next token stands.
#[derive(Clone, Copy)]
enum At {
    Start,
    Top,
    Value(Member),
    /// In a value that is not read, with so many containers open.
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

/// Reads [`Fields`] out of an object; of a key that comes twice, the last one counts.
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

    fn member(&mut self, member: Member, token: Token<'_>) -> Result<(), Kind> {
        let wrong = |found| {
            let pointer = format!("/{}", member.key());
            Kind::Shape { pointer, expected: member.holds().expected(), found }
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

    fn token(&mut self, token: Token<'_>) -> Result<(), Kind> {
        match self.at {
            At::Start if token == Token::ObjectStart => self.at = At::Top,
            At::Start => {
                let (pointer, found) = (String::new(), name_of(token));
                return Err(Kind::Shape { pointer, expected: "an object", found });
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
    read.map_err(|error| decode::unreadable(&error, Some(Provider::Autodesk)))?;
    Ok(answer.fields)
}
