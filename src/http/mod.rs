//! Requests and the heads of responses, as plain values.

mod after;
mod date;
mod decoded;
mod request;
mod secret;
pub(crate) mod text;

use core::fmt;

pub use after::retry_after_ms;
pub use request::{Method, Request};
pub use secret::{Secret, pasted};

/// The head of an answer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The status; 0 for a redirect that a browser hides.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
}

impl fmt::Debug for Head {
    /// Writes the names of headers only: a value may echo a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Head").field("status", &self.status).field("headers", &names).finish()
    }
}

impl Head {
    /// Returns the value of the first of these headers that is there.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.header(name))
    }

    /// Returns the value of the header of that lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Returns the start of a text: at most `most` UTF-16 units, which JavaScript calls its length.
pub fn excerpt(text: &str, most: usize) -> &str {
    let mut length = 0;
    let end = text.char_indices().find(|(_, character)| {
        length += character.len_utf16();
        length > most
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}
