//! What a document looks like, as data. `L` and `F` are the caller's own names for lists, members and fields.

/// The shape of a document: an object with one list of records.
#[derive(Debug)]
pub struct Schema<L: 'static, F: 'static> {
    /// The lists that it may have; a document has one of them.
    pub lists: &'static [List<L, F>],
    /// What else is read at the top.
    pub members: &'static [Member<L>],
    /// The list that the document itself is, without an object around it; then there are no others.
    pub bare: Option<&'static List<L, F>>,
}

/// A list of records.
#[derive(Debug)]
pub struct List<L: 'static, F: 'static> {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: L,
    /// What a record holds.
    pub fields: &'static [Field<F>],
}

/// A member at the top.
#[derive(Debug)]
pub struct Member<L> {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: L,
    /// What it holds.
    pub holds: Type,
    /// Whether something else in it is an error. If not, it reads as none, as what nobody knows does.
    pub strict: bool,
}

/// A field of a record.
#[derive(Debug)]
pub struct Field<F> {
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: F,
    /// What it holds.
    pub holds: Type,
}

/// A key, and how it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As documented.
    pub text: &'static str,
    /// Whether ASCII letters may have the other case.
    pub any_case: bool,
}

impl Key {
    /// Compared exactly.
    pub const fn exact(text: &'static str) -> Self {
        Self { text, any_case: false }
    }

    /// Compared without regard to the case of ASCII letters.
    pub const fn any_case(text: &'static str) -> Self {
        Self { text, any_case: true }
    }

    pub(super) fn matches(self, key: &[u8]) -> bool {
        let text = self.text.as_bytes();
        if self.any_case { text.eq_ignore_ascii_case(key) } else { text == key }
    }
}

/// What a value may be; `null` is always allowed and reads as none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A string.
    Text,
    /// A string, or an integer, which reads as its exact decimal text.
    Id,
    /// An integer of any size.
    Integer,
    /// A number, or a string, which may hold one; reads as its exact text.
    Number,
    /// An array of strings, at the top only; each reads as one value.
    Texts,
}

impl Type {
    /// The words for it in an error.
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

/// Whether the text of a number is an integer's.
pub(super) fn is_integer(digits: &[u8]) -> bool {
    !digits.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
}
