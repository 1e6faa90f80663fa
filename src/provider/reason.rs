//! The reason of a failure, in the provider's own words: its body has one of many shapes.

use crate::http::{Head, excerpt};
use crate::json::{ErrorKind, Lexer, Token, Tokens};

/// Where the failures of a provider explain themselves, beside the usual places, which come after these.
#[derive(Debug)]
pub(super) struct Reasons {
    /// Keys of the body whose text explains the failure, the plainest first.
    pub(super) words: &'static [&'static str],
    /// Headers, in lower case, that explain an answer without a body.
    pub(super) headers: &'static [&'static str],
    /// Headers, in lower case, with the provider's own name for the answer.
    pub(super) request_ids: &'static [&'static str],
}

impl Reasons {
    /// Only the usual places.
    pub(super) const USUAL: Self = Self { words: &[], headers: &[], request_ids: &[] };
}

/// Headers in which gateways put their own name for an answer.
pub(super) const REQUEST_IDS: [&str; 4] =
    ["x-request-id", "apim-request-id", "request-id", "x-correlation-id"];

/// What the answer says about a failure.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reason {
    /// In words.
    pub(super) words: Option<String>,
    /// The provider's own code, as text.
    pub(super) code: Option<String>,
}

/// The usual keys whose text explains a failure, the plainest first.
const WORDS: [&str; 9] = [
    "error_description",
    "detail",
    "message",
    "errors",
    "reason",
    "errorMessage",
    "title",
    "error",
    "diagnostic",
];
const CODES: [&str; 3] = ["code", "errorCode", "statusCode"];
const MOST: usize = 500;

/// Cuts a redacted reason. A reason that is cut first may hold a part of a secret.
pub(super) fn shorten(words: &str) -> String {
    excerpt(words, MOST).to_owned()
}

/// Finds the reason in JSON of any shape, in plain text or in a header.
pub(super) fn read(head: &Head, body: &str, reasons: &'static Reasons) -> Reason {
    let mut found = Words { own: reasons.words, ..Words::default() };
    let mut lexer = Lexer::default();
    // NOTE: a cut or malformed body still gives the reason that was read before its fault.
    let whole = lexer.feed(body.as_bytes(), &mut found).and_then(|()| lexer.finish(&mut found));
    let plain = whole.is_err() && found.text.is_none() && is_plain(head);
    let words =
        if plain { Some(body.trim().to_owned()) } else { found.text.map(|(_, words)| words) };
    let words = words.or_else(|| head.first(reasons.headers).map(str::to_owned));
    Reason {
        words: words.filter(|words| !words.is_empty()),
        code: found.code.map(|(_, code)| excerpt(&code, 64).to_owned()),
    }
}

fn is_plain(head: &Head) -> bool {
    head.header("content-type").is_some_and(|kind| kind.starts_with("text/plain"))
}

/// The best words and the best code so far, with their ranks.
#[derive(Debug, Default)]
struct Words {
    /// The provider's own keys, which come first.
    own: &'static [&'static str],
    key: String,
    text: Option<(usize, String)>,
    code: Option<(usize, String)>,
}

impl Words {
    fn note(&mut self, text: &str) {
        let usual = || rank(&WORDS, &self.key).map(|rank| self.own.len() + rank);
        better(&mut self.text, rank(self.own, &self.key).or_else(usual), text);
        self.note_code(text);
    }

    fn note_code(&mut self, text: &str) {
        better(&mut self.code, rank(&CODES, &self.key), text);
    }
}

impl Tokens for Words {
    fn wants_scalar(&self) -> bool {
        true
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), ErrorKind> {
        match token {
            Token::Key(key) => key.clone_into(&mut self.key),
            Token::Text(text) if !text.trim().is_empty() => self.note(text.trim()),
            Token::Number(digits) => self.note_code(digits),
            Token::Text(_)
            | Token::Bool
            | Token::Null
            | Token::ObjectStart
            | Token::ObjectEnd
            | Token::ArrayStart
            | Token::ArrayEnd => {}
        }
        Ok(())
    }
}

fn rank(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().position(|known| known.eq_ignore_ascii_case(key))
}

fn better(kept: &mut Option<(usize, String)>, rank: Option<usize>, text: &str) {
    if let Some(rank) = rank
        && kept.as_ref().is_none_or(|(before, _)| rank < *before)
    {
        *kept = Some((rank, text.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Reasons =
        Reasons { words: &["first", "second"], headers: &["x-why"], request_ids: &[] };

    fn words(body: &str) -> Option<String> {
        read(&Head::default(), body, &OWN).words
    }

    #[test]
    fn is_found_in_every_known_shape() {
        for (body, expected) in [
            (
                r#"{"code":1004,"message":"this account doesn't exist."}"#,
                "this account doesn't exist.",
            ),
            (r#"{"detail":"usual","second":"2","First":"1","errorCode":"E","more info":"x"}"#, "1"),
            (r#"{"first":"","second":"2","detail":"usual"}"#, "2"),
            (r#"{"errors":["first","second"]}"#, "first"),
            (r#"{"errors":[{"code":"X","title":"title","detail":"detail"}]}"#, "detail"),
            (r#"{"jsonapi":{"version":"1.0"},"errors":[{"detail":"in detail"}]}"#, "in detail"),
            (
                r#"{"error":"invalid_client","error_description":"unknown client"}"#,
                "unknown client",
            ),
            (r#"{"error":"invalid_client"}"#, "invalid_client"),
            (r#"{"statusCode":401,"message":"Access denied"}"#, "Access denied"),
        ] {
            assert_eq!(words(body).as_deref(), Some(expected), "{body}");
        }
    }

    #[test]
    fn a_numeric_code_is_text() {
        let reason = read(&Head::default(), r#"{"code":1004,"message":"no"}"#, &OWN);
        assert_eq!(reason.code.as_deref(), Some("1004"));
    }

    #[test]
    fn html_gives_none_and_plain_text_gives_itself() {
        assert_eq!(words("<html>denied</html>"), None);
        let head =
            Head { status: 403, headers: vec![("content-type".into(), "text/plain".into())] };
        assert_eq!(read(&head, " denied \n", &OWN).words.as_deref(), Some("denied"));
    }

    #[test]
    fn an_empty_answer_may_explain_itself_in_a_header() {
        let head = Head { status: 401, headers: vec![("x-why".into(), "no token".into())] };
        assert_eq!(read(&head, "", &OWN).words.as_deref(), Some("no token"));
        assert_eq!(read(&head, "", &Reasons::USUAL).words, None);
    }
}
