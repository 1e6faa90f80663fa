//! The shape of a document, as data. `L` and `F` are the caller's names for lists and members, and for fields.

/// The shape of a document: an object with one list of records.
#[derive(Debug)]
pub struct Schema<L: 'static, F: 'static> {
    /// The lists that a document may have; it has one of them.
    pub lists: &'static [List<L, F>],
    /// Other members to read.
    pub members: &'static [Member<L>],
    /// The list that the document itself is, without an object around it. Then `lists` and `members` are not used.
    pub bare: Option<&'static List<L, F>>,
}

/// A list of records.
#[derive(Debug)]
pub struct List<L: 'static, F: 'static> {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: L,
    /// The fields of a record.
    pub fields: &'static [Field<F>],
}

/// A member of the document beside the list.
#[derive(Debug)]
pub struct Member<L> {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: L,
    /// The type of its value.
    pub holds: Type,
    /// Whether a value of another type is an error. If not, such a value reads as none.
    pub strict: bool,
}

/// A field of a record.
#[derive(Debug)]
pub struct Field<F> {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: F,
    /// The type of its value.
    pub holds: Type,
}

/// A key, and how to compare it.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As documented.
    pub text: &'static str,
    /// Whether the case of ASCII letters does not matter.
    pub any_case: bool,
}

impl Key {
    /// Makes a key that is compared exactly.
    pub const fn exact(text: &'static str) -> Self {
        Self { text, any_case: false }
    }

    /// Makes a key of which the case of ASCII letters does not matter.
    pub const fn any_case(text: &'static str) -> Self {
        Self { text, any_case: true }
    }

    pub(super) fn matches(self, key: &[u8]) -> bool {
        let text = self.text.as_bytes();
        if self.any_case { text.eq_ignore_ascii_case(key) } else { text == key }
    }
}

/// The type of a value. `null` is always allowed, and reads as none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A string.
    Text,
    /// A string, or an integer, which reads as its exact decimal text without a fraction of zeros.
    Id,
    /// An integer of any size.
    Integer,
    /// A number, or a string that may contain one; reads as its exact text.
    Number,
    /// An array of strings, of a member only; each reads as one value.
    Texts,
}

impl Type {
    /// Returns the words for the type in an error.
    pub(crate) const fn expected(self) -> &'static str {
        match self {
            Self::Text => "a string or null",
            Self::Id => "a string, an integer or null",
            Self::Integer => "an integer",
            Self::Number => "a number, a string or null",
            Self::Texts => "an array of strings",
        }
    }
}

/// Returns the digits of a number that is an integer; none for any other number. Some programs write `12` as `12.0`.
pub(super) fn integer(number: &str) -> Option<&str> {
    let is_digit = |byte: u8| byte == b'-' || byte.is_ascii_digit();
    let Some(end) = number.bytes().position(|byte| !is_digit(byte)) else { return Some(number) };
    let (whole, rest) = number.split_at_checked(end)?;
    let mut fraction = rest.bytes();
    (fraction.next() == Some(b'.') && fraction.all(|byte| byte == b'0')).then_some(whole)
}
