//! Tokens to records: where in the documented shape are we, and what is it called?
//!
//! ```text
//!  Start ─{─▶ Top ─key─▶ ListValue ─[─▶ List ─{─▶ Record ─key─▶ FieldValue
//!    │         ▲ │                        ▲            ▲ │            │
//!    └─[ bare ─┼─┼────────────────────────┘            │ └──unknown──▶ Skip ─▶ back
//!              └─┴─ MemberValue / MemberTexts / Skip   └──────────────┘
//! ```

use super::error::Kind;
use super::lexer::{Token, Tokens};
use super::schema::{Field, Key, List, Member, Schema, Type, is_integer};

/// Keeps what is read.
pub trait Sink<L, F> {
    /// A list begins, and one that came before it is void; false when this document may not have it as well.
    fn begin_list(&mut self, name: L) -> bool;
    /// A field of the record under way; false when there is no room. It may come twice: the last one counts.
    fn field(&mut self, name: F, value: Option<&str>) -> bool;
    /// As [`Sink::field`], of a text that is UTF-8; for whoever can do without a second look at it.
    fn text(&mut self, name: F, value: &[u8]) -> bool {
        self.field(name, Some(core::str::from_utf8(value).unwrap_or_default()))
    }
    /// As [`Sink::text`], of the first `len` bytes of some.
    fn prefix(&mut self, name: F, bytes: &[u8], len: usize) -> bool {
        self.text(name, bytes.get(..len).unwrap_or_default())
    }
    /// As [`Sink::field`], of a UUID in its canonical form: its sixteen bytes as two little-endian words.
    fn uuid(&mut self, name: F, words: [u64; 2]) -> bool;
    /// Whether it has templates: the next two functions are called only where it does.
    const TEMPLATES: bool = false;
    /// Keeps the record under way as a template for others.
    fn keep_as_template(&mut self) {}
    /// Begins a record: whatever is not said of it is as in the template.
    fn begin_from_template(&mut self) {}
    /// The record under way comes once more, from its beginning: what came of it so far is void.
    fn drop_record(&mut self);
    /// The record under way ends; false when there is no room.
    fn end_record(&mut self) -> bool;
    /// A member at the top; false when there is no room. Of an array of strings first nothing, then each string.
    fn member(&mut self, name: L, value: Option<&str>) -> bool;
}

#[derive(Clone, Copy, Debug)]
enum At<L: 'static, F: 'static> {
    Start,
    Top,
    ListValue(&'static List<L, F>),
    MemberValue(&'static Member<L>),
    MemberTexts(&'static Member<L>),
    List,
    Record,
    FieldValue(&'static Field<F>),
    End,
}

#[derive(Debug)]
pub(super) struct Listing<L: 'static, F: 'static, S> {
    schema: Schema<L, F>,
    sink: S,
    at: At<L, F>,
    list: Option<&'static List<L, F>>,
    /// How many lists have begun.
    lists: u32,
    /// How many containers are open inside a value that nobody wants; none: there is no such value.
    skipping: Option<u32>,
    found: Found,
    records: u32,
    most: u32,
    seen: u32,
    seen_members: u32,
    repeated_keys: u64,
}

#[derive(Debug, Default)]
struct Found {
    list: bool,
    other: bool,
}

impl<L: Copy, F: Copy, S: Sink<L, F>> Listing<L, F, S> {
    pub(super) fn new(schema: Schema<L, F>, sink: S, most: u32) -> Self {
        Self {
            schema,
            sink,
            at: At::Start,
            list: None,
            lists: 0,
            skipping: None,
            found: Found::default(),
            records: 0,
            most,
            seen: 0,
            seen_members: 0,
            repeated_keys: 0,
        }
    }

    pub(super) fn records(&self) -> u32 {
        self.records
    }

    /// How many lists have begun; another number means that the keys known are stale.
    pub(super) fn list_number(&self) -> u32 {
        self.lists
    }

    /// The fields of a record of the list under way.
    pub(super) fn fields(&self) -> &'static [Field<F>] {
        self.list.map(|list| list.fields).unwrap_or_default()
    }

    /// The fields of the next record, if the position and the limit allow one.
    pub(super) fn next_record_fields(&self) -> Option<&'static [Field<F>]> {
        let between = self.skipping.is_none() && matches!(self.at, At::List);
        self.list.filter(|_| between && self.records < self.most).map(|list| list.fields)
    }

    /// Where the fields of the next record go; whoever puts them there counts it with [`Listing::count`].
    pub(super) fn sink(&mut self) -> &mut S {
        &mut self.sink
    }

    /// So many records may still come.
    pub(super) fn records_left(&self) -> u32 {
        self.most.saturating_sub(self.records)
    }

    /// Counts records that the fast reader has put into the sink.
    pub(super) fn count(&mut self, records: u32) {
        self.records += records;
    }

    pub(super) fn repeated_keys(&self) -> u64 {
        self.repeated_keys
    }

    /// The sink, unless the document had other members and no list: an error page must not become an empty tree.
    pub(super) fn finish(self) -> Result<S, Kind> {
        match self.schema.lists.first() {
            Some(list) if !self.found.list && self.found.other => {
                Err(shape(pointer_to(list.key), "an array", "nothing"))
            }
            _ => Ok(self.sink),
        }
    }

    fn start(&mut self, token: Token<'_>) -> Result<(), Kind> {
        match (token, self.schema.bare) {
            (Token::ArrayStart, Some(list)) => self.begin_list(list),
            (token, Some(_)) => Err(shape(String::new(), "an array", name_of(token))),
            (Token::ObjectStart, None) => {
                self.at = At::Top;
                Ok(())
            }
            (token, None) => Err(shape(String::new(), "an object", name_of(token))),
        }
    }

    fn top(&mut self, token: Token<'_>) {
        let Token::Key(key) = token else {
            self.at = At::End;
            return;
        };
        if let Some((place, list)) =
            find(self.schema.lists, |list| list.key.matches(key.as_bytes()))
        {
            self.note_member(place);
            self.at = At::ListValue(list);
        } else if let Some((place, member)) =
            find(self.schema.members, |member| member.key.matches(key.as_bytes()))
        {
            self.note_member(self.schema.lists.len() + place);
            self.found.other = true;
            self.at = At::MemberValue(member);
        } else {
            self.found.other = true;
            self.skipping = Some(0);
        }
    }

    fn list_value(&mut self, list: &'static List<L, F>, token: Token<'_>) -> Result<(), Kind> {
        self.found.list = true;
        match token {
            Token::ArrayStart => self.begin_list(list),
            Token::Null => {
                self.begin_list(list)?;
                self.at = At::Top;
                Ok(())
            }
            token => Err(shape(pointer_to(list.key), "an array or null", name_of(token))),
        }
    }

    fn begin_list(&mut self, list: &'static List<L, F>) -> Result<(), Kind> {
        if !self.sink.begin_list(list.name) {
            return Err(shape(pointer_to(list.key), "one list", "a second one under another key"));
        }
        self.list = Some(list);
        self.lists = self.lists.wrapping_add(1);
        self.records = 0;
        self.at = At::List;
        Ok(())
    }

    fn list_item(&mut self, token: Token<'_>) -> Result<(), Kind> {
        match token {
            Token::ArrayEnd => self.at = if self.is_bare() { At::End } else { At::Top },
            Token::ObjectStart if self.records < self.most => {
                self.seen = 0;
                self.at = At::Record;
            }
            Token::ObjectStart => {
                return Err(Kind::TooLarge { what: "units", limit: u64::from(self.most) });
            }
            token => return Err(shape(self.pointer(None), "an object", name_of(token))),
        }
        Ok(())
    }

    fn record(&mut self, token: Token<'_>) -> Result<(), Kind> {
        let Token::Key(key) = token else {
            self.at = At::List;
            self.records += 1;
            return room(self.sink.end_record());
        };
        let known =
            self.list.and_then(|list| find(list.fields, |field| field.key.matches(key.as_bytes())));
        let Some((place, field)) = known else {
            self.skipping = Some(0);
            return Ok(());
        };
        if self.seen & (1 << place) != 0 {
            self.repeated_keys += 1;
        }
        self.seen |= 1 << place;
        self.at = At::FieldValue(field);
        Ok(())
    }

    fn field_value(&mut self, field: &'static Field<F>, token: Token<'_>) -> Result<(), Kind> {
        let value = scalar(field.holds, token)
            .map_err(|found| shape(self.pointer(Some(field.key)), field.holds.expected(), found))?;
        self.at = At::Record;
        room(self.sink.field(field.name, value))
    }

    fn member_value(&mut self, member: &'static Member<L>, token: Token<'_>) -> Result<(), Kind> {
        if member.holds == Type::Texts && token == Token::ArrayStart {
            self.at = At::MemberTexts(member);
            return room(self.sink.member(member.name, None));
        }
        let value = match scalar(member.holds, token) {
            Ok(value) => value,
            Err(found) if member.strict => {
                return Err(shape(pointer_to(member.key), member.holds.expected(), found));
            }
            Err(_) => {
                self.skip(0, token);
                None
            }
        };
        self.at = At::Top;
        room(self.sink.member(member.name, value))
    }

    fn member_texts(&mut self, member: &'static Member<L>, token: Token<'_>) -> Result<(), Kind> {
        match token {
            Token::ArrayEnd => self.at = At::Top,
            Token::Text(text) => return room(self.sink.member(member.name, Some(text))),
            token if member.strict => {
                return Err(shape(pointer_to(member.key), member.holds.expected(), name_of(token)));
            }
            token => self.skip(0, token),
        }
        Ok(())
    }

    fn skip(&mut self, open: u32, token: Token<'_>) {
        let open = match token {
            Token::ObjectStart | Token::ArrayStart => open.saturating_add(1),
            Token::ObjectEnd | Token::ArrayEnd => open.saturating_sub(1),
            Token::Key(_) => return,
            Token::Text(_) | Token::Number(_) | Token::Bool | Token::Null => open,
        };
        self.skipping = (open > 0).then_some(open);
    }

    fn note_member(&mut self, place: usize) {
        if self.seen_members & (1 << place) != 0 {
            self.repeated_keys += 1;
        }
        self.seen_members |= 1 << place;
    }

    fn is_bare(&self) -> bool {
        self.schema.bare.is_some()
    }

    /// Where in the document the record under way is, as a JSON pointer.
    fn pointer(&self, field: Option<Key>) -> String {
        let list = if self.is_bare() {
            String::new()
        } else {
            self.list.map(|list| pointer_to(list.key)).unwrap_or_default()
        };
        let record = format!("{list}/{}", self.records);
        field.map_or(record.clone(), |field| record + &pointer_to(field))
    }
}

impl<L: Copy, F: Copy, S: Sink<L, F>> Tokens for Listing<L, F, S> {
    fn wants_scalar(&self) -> bool {
        self.skipping.is_none()
            && matches!(self.at, At::FieldValue(_) | At::MemberValue(_) | At::MemberTexts(_))
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), Kind> {
        if let Some(open) = self.skipping {
            self.skip(open, token);
            return Ok(());
        }
        match self.at {
            At::Start => self.start(token)?,
            At::Top => self.top(token),
            At::ListValue(list) => self.list_value(list, token)?,
            At::MemberValue(member) => self.member_value(member, token)?,
            At::MemberTexts(member) => self.member_texts(member, token)?,
            At::List => self.list_item(token)?,
            At::Record => self.record(token)?,
            At::FieldValue(field) => self.field_value(field, token)?,
            At::End => {}
        }
        Ok(())
    }

    /// At the records of a list.
    fn wants_to_stop(&self) -> bool {
        self.next_record_fields().is_some()
    }
}

pub(crate) fn scalar(holds: Type, token: Token<'_>) -> Result<Option<&str>, &'static str> {
    match (holds, token) {
        (_, Token::Null) => Ok(None),
        (Type::Text | Type::Id | Type::Number, Token::Text(text)) => Ok(Some(text)),
        (Type::Number, Token::Number(digits)) => Ok(Some(digits)),
        (Type::Id | Type::Integer, Token::Number(digits)) if is_integer(digits.as_bytes()) => {
            Ok(Some(digits))
        }
        (Type::Id | Type::Integer, Token::Number(_)) => Err("a number that is no integer"),
        (_, token) => Err(name_of(token)),
    }
}

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

fn find<T>(all: &'static [T], wanted: impl Fn(&T) -> bool) -> Option<(usize, &'static T)> {
    all.iter().enumerate().find(|(_, one)| wanted(one))
}

/// Keys of a schema hold nothing that a JSON pointer escapes.
fn pointer_to(key: Key) -> String {
    format!("/{}", key.text)
}

fn shape(pointer: String, expected: &'static str, found: &'static str) -> Kind {
    Kind::Shape { pointer, expected, found }
}

fn room(there_is: bool) -> Result<(), Kind> {
    if there_is { Ok(()) } else { Err(Kind::OutOfMemory) }
}
