//! A text that no output may show, and its redaction in the answers of a provider.

use core::fmt;

use super::decoded::decoded;
use super::text::{find, replaced};

/// A text that no output may show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a token or a key that fits a header: 1 to 8192 visible ASCII characters.
    pub fn new(text: String) -> Option<Self> {
        let fits = (1..=8192).contains(&text.len())
            && text.bytes().all(|byte| (0x21..=0x7E).contains(&byte));
        fits.then_some(Self(text))
    }

    /// Takes a secret that is encoded before it is sent: 1 to 8192 bytes without control characters.
    pub fn to_encode(text: String) -> Option<Self> {
        let fits = (1..=8192).contains(&text.len()) && !text.chars().any(char::is_control);
        fits.then_some(Self(text))
    }

    /// Returns the text itself, for the one header or body that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns `text` without the secret, both plain and as JSON may write it. If the secret or a long piece of it is still
    /// there, cut or in other escapes, the whole text is dropped. A secret of fewer than four characters is not redacted:
    /// it would mangle every text.
    pub fn redact(&self, text: &str) -> String {
        const REDACTED: &str = "[redacted]";
        if self.0.len() < 4 {
            return text.to_owned();
        }
        let escaped = replaced(&replaced(&self.0, "\\", "\\\\"), "\"", "\\\"");
        let slashes_too = replaced(&escaped, "/", "\\/");
        let ascii = in_ascii(&escaped);
        let forms = [&ascii, &slashes_too, &escaped, &self.0].into_iter();
        let text = forms.fold(text.to_owned(), |text, form| replaced(&text, form, REDACTED));
        if self.is_still_in(text.as_bytes()) { REDACTED.to_owned() } else { text }
    }

    /// Returns whether the secret or a long piece of it can be read in `text`, with up to three layers of escapes undone.
    fn is_still_in(&self, text: &[u8]) -> bool {
        const LAYERS: usize = 3;
        let own = self.0.as_bytes();
        // A secret that is sent in escaped form is searched for in both forms.
        let plain = decoded(own).unwrap_or_default();
        let is_seen = |text: &[u8]| is_in(own, text) || is_in(&plain, text);
        let layers = core::iter::successors(decoded(text), |text| decoded(text)).take(LAYERS);
        is_seen(text) || layers.into_iter().any(|text| is_seen(&text))
    }
}

/// Returns what was pasted around a credential: quotes, or the name of its scheme.
pub fn pasted(text: &str) -> Option<&'static str> {
    let mut ends = text.chars().next().into_iter().chain(text.chars().next_back());
    if text.len() > 1 && (ends.clone().all(|end| end == '"') || ends.all(|end| end == '\'')) {
        return Some("has quotes around it: give the text between them");
    }
    let starts_with_scheme =
        text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer "));
    starts_with_scheme.then_some("begins with the word Bearer: give only what comes after it")
}

/// Returns whether `text` holds the whole secret, or 15 consecutive bytes of it. It may find 12 already.
#[inline(never)]
fn is_in(secret: &[u8], text: &[u8]) -> bool {
    const PIECE: usize = 12;
    let has = |piece: &[u8]| find(text, piece).is_some();
    let is_whole = (4..PIECE).contains(&secret.len()) && has(secret);
    is_whole || secret.windows(PIECE).step_by(4).any(has)
}

/// Escapes a text as JSON in ASCII does.
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
    fn what_was_pasted_around_a_credential_is_named() {
        for (text, found) in [
            ("\"abc\"", Some("quotes")),
            ("'abc'", Some("quotes")),
            ("''", Some("quotes")),
            ("Bearer abc", Some("Bearer")),
            ("bearer abc", Some("Bearer")),
            ("Bearerabc", None),
            ("\"abc'", None),
            ("'", None),
            ("abc", None),
            ("", None),
        ] {
            let said = pasted(text);
            assert_eq!(said.is_some(), found.is_some(), "{text}");
            assert!(said.unwrap_or_default().contains(found.unwrap_or_default()), "{text}");
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
    fn a_text_with_the_secret_in_other_escapes_is_dropped() {
        let secret = Secret::to_encode("a+b/é c".into()).unwrap();
        for text in [
            r"a\u002bb/é c",
            r"a\u002Bb\u002Fé c",
            r"a+b/\u00E9 c",
            r"a\\u002bb/\\u00e9 c",
            r"a\x2bb/\xE9 c",
            "a%2bb%2f%c3%a9%20c",
            "a%252Bb%252F%25C3%25A9%2520c",
            "a&#43;b&#x2F;&#233; c",
        ] {
            assert_eq!(secret.redact(&format!("no {text}, 100 %")), "[redacted]", "{text}");
        }
        for text in ["a+b/e c", r"a\u002cb/é c", "50 % of a+b & more"] {
            assert_eq!(secret.redact(text), text);
        }
        // As a form sends it, echoed in lower case.
        let sent = Secret::new("a%2Bb%2F%C3%A9+c".into()).unwrap();
        assert_eq!(sent.redact("no a%2bb%2f%c3%a9+c"), "[redacted]");
    }
}
