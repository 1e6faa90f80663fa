//! Turns tokens into records: tracks the position in the document, and names it by the schema.
//!
//! ```text
//!  Start ─{─▶ Top ─key─▶ ListValue ─[─▶ List ─{─▶ Record ─key─▶ FieldValue
//!    │         ▲ │                        ▲            ▲ │            │
//!    └─[ bare ─┼─┼────────────────────────┘            │ └──unknown──▶ Skip ─▶ back
//!              └─┴─ MemberValue / MemberTexts / Skip   └──────────────┘
//! ```

use super::error::ErrorKind;
use super::schema::{Field, Key, List, Member, Schema, Type};
use super::sink::Sink;
use super::token::{Token, Tokens, name_of, scalar};

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
pub(super) struct Document<L: 'static, F: 'static, S> {
    schema: Schema<L, F>,
    sink: S,
    at: At<L, F>,
    list: Option<&'static List<L, F>>,
    /// The number of lists that have begun.
    lists: u32,
    /// The number of open containers inside a value that is skipped; none outside such a value.
    skipping: Option<u32>,
    found: Found,
    records: u32,
    max_records: u32,
    /// A bit for each field of the current record that was seen.
    seen: u32,
    /// A bit for each list and member of the document that was seen.
    seen_members: u32,
    repeated_keys: u64,
}

/// What the document has at its top.
#[derive(Debug, Default)]
struct Found {
    list: bool,
    other: bool,
}

impl<L: Copy, F: Copy, S: Sink<L, F>> Document<L, F, S> {
    pub(super) fn new(schema: Schema<L, F>, sink: S, max_records: u32) -> Self {
        Self {
            schema,
            sink,
            at: At::Start,
            list: None,
            lists: 0,
            skipping: None,
            found: Found::default(),
            records: 0,
            max_records,
            seen: 0,
            seen_members: 0,
            repeated_keys: 0,
        }
    }

    pub(super) fn records(&self) -> u32 {
        self.records
    }

    /// Returns the number of lists that have begun. If it changes, the known keys are stale.
    pub(super) fn list_number(&self) -> u32 {
        self.lists
    }

    /// Returns the fields of a record of the current list.
    pub(super) fn fields(&self) -> &'static [Field<F>] {
        self.list.map(|list| list.fields).unwrap_or_default()
    }

    /// Returns the fields of the next record, if the position and the limit allow one.
    pub(super) fn next_record_fields(&self) -> Option<&'static [Field<F>]> {
        let between = self.skipping.is_none() && matches!(self.at, At::List);
        self.list.filter(|_| between && self.records < self.max_records).map(|list| list.fields)
    }

    /// Returns the sink, for a reader that writes records itself and counts them with [`Document::count`].
    pub(super) fn sink(&mut self) -> &mut S {
        &mut self.sink
    }

    /// Returns the number of records that the limit still allows.
    pub(super) fn records_left(&self) -> u32 {
        self.max_records.saturating_sub(self.records)
    }

    /// Counts records that another reader wrote to the sink.
    pub(super) fn count(&mut self, records: u32) {
        self.records += records;
    }

    pub(super) fn repeated_keys(&self) -> u64 {
        self.repeated_keys
    }

    /// Returns the sink. Fails if the document had other members and no list: an error page must not become an empty tree.
    pub(super) fn finish(self) -> Result<S, ErrorKind> {
        match self.schema.lists.first() {
            Some(list) if !self.found.list && self.found.other => {
                Err(shape(pointer_to(list.key), "an array", "nothing"))
            }
            _ => Ok(self.sink),
        }
    }

    // One function for each state: it takes the token that comes in it.

    fn start(&mut self, token: Token<'_>) -> Result<(), ErrorKind> {
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
        if let Some((position, list)) =
            find(self.schema.lists, |list| list.key.matches(key.as_bytes()))
        {
            self.mark_seen(position);
            self.at = At::ListValue(list);
        } else if let Some((position, member)) =
            find(self.schema.members, |member| member.key.matches(key.as_bytes()))
        {
            self.mark_seen(self.schema.lists.len() + position);
            self.found.other = true;
            self.at = At::MemberValue(member);
        } else {
            self.found.other = true;
            self.skipping = Some(0);
        }
    }

    fn list_value(&mut self, list: &'static List<L, F>, token: Token<'_>) -> Result<(), ErrorKind> {
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

    fn begin_list(&mut self, list: &'static List<L, F>) -> Result<(), ErrorKind> {
        if !self.sink.begin_list(list.name) {
            return Err(shape(pointer_to(list.key), "one list", "a second one under another key"));
        }
        self.list = Some(list);
        self.lists = self.lists.wrapping_add(1);
        self.records = 0;
        self.at = At::List;
        Ok(())
    }

    fn list_item(&mut self, token: Token<'_>) -> Result<(), ErrorKind> {
        match token {
            Token::ArrayEnd => self.at = if self.is_bare() { At::End } else { At::Top },
            Token::ObjectStart if self.records < self.max_records => {
                self.seen = 0;
                self.at = At::Record;
            }
            Token::ObjectStart => {
                return Err(ErrorKind::TooLarge {
                    what: "units",
                    limit: u64::from(self.max_records),
                });
            }
            token => return Err(shape(self.pointer(None), "an object", name_of(token))),
        }
        Ok(())
    }

    fn record(&mut self, token: Token<'_>) -> Result<(), ErrorKind> {
        let Token::Key(key) = token else {
            self.at = At::List;
            self.records += 1;
            return or_out_of_memory(self.sink.end_record());
        };
        let known =
            self.list.and_then(|list| find(list.fields, |field| field.key.matches(key.as_bytes())));
        let Some((position, field)) = known else {
            self.skipping = Some(0);
            return Ok(());
        };
        if self.seen & (1 << position) != 0 {
            self.repeated_keys += 1;
        }
        self.seen |= 1 << position;
        self.at = At::FieldValue(field);
        Ok(())
    }

    fn field_value(&mut self, field: &'static Field<F>, token: Token<'_>) -> Result<(), ErrorKind> {
        let value = scalar(field.holds, token)
            .map_err(|found| shape(self.pointer(Some(field.key)), field.holds.expected(), found))?;
        self.at = At::Record;
        or_out_of_memory(self.sink.field(field.name, value))
    }

    fn member_value(
        &mut self,
        member: &'static Member<L>,
        token: Token<'_>,
    ) -> Result<(), ErrorKind> {
        if member.holds == Type::Texts && token == Token::ArrayStart {
            self.at = At::MemberTexts(member);
            return or_out_of_memory(self.sink.member(member.name, None));
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
        or_out_of_memory(self.sink.member(member.name, value))
    }

    fn member_texts(
        &mut self,
        member: &'static Member<L>,
        token: Token<'_>,
    ) -> Result<(), ErrorKind> {
        match token {
            Token::ArrayEnd => self.at = At::Top,
            Token::Text(text) => {
                return or_out_of_memory(self.sink.member(member.name, Some(text)));
            }
            token if member.strict => {
                return Err(shape(pointer_to(member.key), member.holds.expected(), name_of(token)));
            }
            token => self.skip(0, token),
        }
        Ok(())
    }

    /// Skips a value token by token, and counts its open brackets, until all are closed.
    fn skip(&mut self, open: u32, token: Token<'_>) {
        let open = match token {
            Token::ObjectStart | Token::ArrayStart => open.saturating_add(1),
            Token::ObjectEnd | Token::ArrayEnd => open.saturating_sub(1),
            Token::Key(_) => return,
            Token::Text(_) | Token::Number(_) | Token::Bool | Token::Null => open,
        };
        self.skipping = (open > 0).then_some(open);
    }

    fn mark_seen(&mut self, position: usize) {
        if self.seen_members & (1 << position) != 0 {
            self.repeated_keys += 1;
        }
        self.seen_members |= 1 << position;
    }

    fn is_bare(&self) -> bool {
        self.schema.bare.is_some()
    }

    /// Returns the position of the current record, as a JSON pointer.
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

impl<L: Copy, F: Copy, S: Sink<L, F>> Tokens for Document<L, F, S> {
    fn wants_scalar(&self) -> bool {
        self.skipping.is_none()
            && matches!(self.at, At::FieldValue(_) | At::MemberValue(_) | At::MemberTexts(_))
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), ErrorKind> {
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

    /// Returns whether the lexer must stop, because the next value is a record.
    fn wants_to_stop(&self) -> bool {
        self.next_record_fields().is_some()
    }
}

fn find<T>(all: &'static [T], wanted: impl Fn(&T) -> bool) -> Option<(usize, &'static T)> {
    all.iter().enumerate().find(|(_, one)| wanted(one))
}

/// Keys of a schema contain nothing that a JSON pointer escapes.
fn pointer_to(key: Key) -> String {
    format!("/{}", key.text)
}

fn shape(pointer: String, expected: &'static str, found: &'static str) -> ErrorKind {
    ErrorKind::Shape { pointer, expected, found }
}

fn or_out_of_memory(is_stored: bool) -> Result<(), ErrorKind> {
    if is_stored { Ok(()) } else { Err(ErrorKind::OutOfMemory) }
}
