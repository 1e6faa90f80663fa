//! Requests and the heads of responses, as plain values.

use core::fmt;

/// A text that no output may show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a token or a key, if it can stand in a header: 1 to 8192 visible ASCII characters.
    pub fn new(text: String) -> Option<Self> {
        let fits = (1..=8192).contains(&text.len())
            && text.bytes().all(|byte| (0x21..=0x7E).contains(&byte));
        fits.then_some(Self(text))
    }

    /// Keeps what is encoded before it is sent: 1 to 8192 bytes without control characters.
    pub fn to_encode(text: String) -> Option<Self> {
        let fits = (1..=8192).contains(&text.len()) && !text.chars().any(char::is_control);
        fits.then_some(Self(text))
    }

    /// The text itself, for the one header or body that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// `text` without any occurrence of the secret, as it is and as JSON may write it. A text that still holds a long
    /// piece of it, because it was cut or written in another way, is dropped whole. A secret of fewer than four
    /// characters hides nothing, and would mangle what the service says.
    pub fn redact(&self, text: &str) -> String {
        const REDACTED: &str = "[redacted]";
        if self.0.len() < 4 {
            return text.to_owned();
        }
        let escaped = self.0.replace('\\', "\\\\").replace('"', "\\\"");
        let slashes_too = escaped.replace('/', "\\/");
        let ascii = in_ascii(&escaped);
        let forms = [&ascii, &slashes_too, &escaped, &self.0].into_iter();
        let text = forms.fold(text.to_owned(), |text, form| text.replace(form, REDACTED));
        if self.is_in_part_in(&text) { REDACTED.to_owned() } else { text }
    }

    /// Whether 15 characters of the secret in a row, perhaps 12, stand somewhere in `text`.
    fn is_in_part_in(&self, text: &str) -> bool {
        (0..self.0.len().saturating_sub(11))
            .step_by(4)
            .any(|at| self.0.get(at..at + 12).is_some_and(|piece| text.contains(piece)))
    }
}

/// A text as JSON writes it that keeps to ASCII.
fn in_ascii(text: &str) -> String {
    let mut units = [0; 2];
    text.chars().fold(String::new(), |mut written, character| {
        if character.is_ascii() {
            written.push(character);
        } else {
            let escapes = character.encode_utf16(&mut units).iter();
            written.extend(escapes.map(|unit| format!("\\u{unit:04x}")));
        }
        written
    })
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

/// What is asked of a service.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// The whole address: it never holds a secret.
    pub url: String,
    /// Names in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body, where there is one.
    pub body: Option<String>,
}

impl fmt::Debug for Request {
    /// Names of headers only, and no body: values may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

/// The head of an answer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The status; 0 for a redirect that a browser hides.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
}

impl fmt::Debug for Head {
    /// Names of headers only: a value may echo a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Head").field("status", &self.status).field("headers", &names).finish()
    }
}

impl Head {
    /// The value of the header of that lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The start of a text: at most `most` UTF-16 units, which is what JavaScript calls its length.
pub fn excerpt(text: &str, most: usize) -> &str {
    let mut length = 0;
    let end = text.char_indices().find(|(_, character)| {
        length += character.len_utf16();
        length > most
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_visible_ascii_of_at_most_8192_characters() {
        for (text, fits) in [
            (String::new(), false),
            ("a".into(), true),
            ("a".repeat(8191), true),
            ("a".repeat(8192), true),
            ("a".repeat(8193), false),
            ("a b".into(), false),
            ("a\r\nb".into(), false),
            ("€".into(), false),
        ] {
            assert_eq!(Secret::new(text.clone()).is_some(), fits, "{text:.20}");
        }
    }

    #[test]
    fn a_secret_is_redacted_as_json_may_write_it() {
        let secret = Secret::new(r#"a/b"c\d"#.into()).unwrap();
        for text in [r#"a/b"c\d"#, r#"a/b\"c\\d"#, r#"a\/b\"c\\d"#] {
            assert_eq!(secret.redact(&format!("<{text}>")), "<[redacted]>", "{text}");
        }
    }

    #[test]
    fn a_text_with_a_long_piece_of_a_secret_is_dropped() {
        let secret = Secret::new("abcdefghij/klmnopqrstuvwxyz".into()).unwrap();
        for text in [
            "cut: abcdefghij/klmnop",
            "abcdefghij%2Fklmnopqrstuvwxyz",
            r"abcdefghij\u002fklmnopqrstuvwxyz",
        ] {
            assert_eq!(secret.redact(text), "[redacted]", "{text}");
        }
        assert_eq!(secret.redact("abcdefghij and klmnopq"), "abcdefghij and klmnopq");
    }

    #[test]
    fn debug_shows_no_secret() {
        let secret = Secret::new("hush".into()).unwrap();
        let request = Request {
            method: "GET",
            url: "https://example.test".into(),
            headers: vec![("authorization", "Bearer hush".into())],
            body: Some("client_secret=hush".into()),
        };
        assert!(!format!("{secret:?}{request:?}").contains("hush"));
    }
}
