//! The reader: the whole grammar, in chunks of any size, and the positions of errors.

mod chunks;
mod grammar;
mod keys;
mod limits;
mod place;
mod text;

use business_units::json::{
    Error, ErrorKind, Field, Key, Lexer, Limits, List, Member, Reader, Repairs, Schema, Sink,
    Token, Tokens, Type,
};

/// A schema of its own, so that these tests know no provider.
const SCHEMA: Schema<&'static str, &'static str> = Schema {
    lists: &[LIST],
    members: &[
        Member { key: Key::exact("count"), name: "count", holds: Type::Integer, strict: true },
        Member { key: Key::exact("notes"), name: "notes", holds: Type::Texts, strict: true },
    ],
    bare: None,
};
const LIST: List<&'static str, &'static str> = List {
    key: Key::exact("list"),
    name: "list",
    fields: &[
        Field { key: Key::exact("id"), name: "id", holds: Type::Id },
        Field { key: Key::exact("name"), name: "name", holds: Type::Text },
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    said: Vec<String>,
}

impl Kept {
    fn say(&mut self, name: &str, value: Option<&str>) -> bool {
        self.said.push(value.map_or(format!("{name} none"), |value| format!("{name} {value:?}")));
        true
    }
}

impl Sink<&'static str, &'static str> for Kept {
    fn begin_list(&mut self, _: &'static str) -> bool {
        self.said.clear();
        true
    }

    fn field(&mut self, name: &'static str, value: Option<&str>) -> bool {
        self.say(name, value)
    }

    fn uuid(&mut self, name: &'static str, words: [u64; 2]) -> bool {
        let [front, back] = words.map(u64::swap_bytes);
        let text = format!("{front:016x}{back:016x}");
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &text[part]);
        self.say(name, Some(&parts.join("-")))
    }

    fn drop_record(&mut self) {
        let whole =
            self.said.iter().rposition(|said| said == "end none").map_or(0, |last| last + 1);
        self.said.truncate(whole);
    }

    fn end_record(&mut self) -> bool {
        self.say("end", None)
    }

    fn member(&mut self, name: &'static str, value: Option<&str>) -> bool {
        self.say(name, value)
    }
}

const NO_LIMITS: Limits = Limits { bytes: None, records: u32::MAX };

fn read_within<'a>(
    limits: Limits,
    chunks: impl IntoIterator<Item = &'a [u8]>,
) -> Result<(Kept, Repairs), Error> {
    let mut reader = Reader::new(SCHEMA, Kept::default(), limits);
    chunks.into_iter().try_for_each(|chunk| reader.feed(chunk))?;
    reader.finish()
}

/// Reads a body at once and byte by byte; both must agree.
fn read(body: impl AsRef<[u8]>) -> Result<(Kept, Repairs), Error> {
    let body = body.as_ref();
    let whole = read_within(NO_LIMITS, [body]);
    let bytewise = read_within(NO_LIMITS, body.chunks(1));
    assert_eq!(whole, bytewise, "{}", String::from_utf8_lossy(body));
    whole
}

fn said(body: impl AsRef<[u8]>) -> Vec<String> {
    read(body).unwrap().0.said
}

fn failure(body: impl AsRef<[u8]>) -> (u64, ErrorKind) {
    let error = read(body).unwrap_err();
    (error.offset, error.kind)
}

/// Receives any JSON.
struct Anything;

impl Tokens for Anything {
    fn wants_scalar(&self) -> bool {
        true
    }

    fn token(&mut self, _: Token<'_>) -> Result<(), ErrorKind> {
        Ok(())
    }
}

/// Tells whether the lexer accepts a document, at once and byte by byte; both must agree.
pub(crate) fn is_json(document: &[u8]) -> bool {
    let lex = |size: usize| {
        let mut lexer = Lexer::default();
        let fed = document.chunks(size).try_for_each(|chunk| lexer.feed(chunk, &mut Anything));
        fed.and_then(|()| lexer.finish(&mut Anything)).map_err(|error| error.offset)
    };
    let whole = lex(document.len().max(1));
    assert_eq!(whole, lex(1), "{}", String::from_utf8_lossy(document));
    whole.is_ok()
}
