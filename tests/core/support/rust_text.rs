//! Splits Rust source into code, string literals and comments, for tests of rules about the source.

/// One file of source.
#[derive(Debug, Default)]
pub(crate) struct RustText {
    /// The code: comments are gone, and literals are empty.
    pub(crate) code: String,
    /// The content of string literals.
    pub(crate) literals: Vec<String>,
}

impl RustText {
    pub(crate) fn of(source: &str) -> Self {
        let mut text = Self::default();
        let mut rest = source;
        while let Some(first) = rest.chars().next() {
            rest = text.take(rest, first);
        }
        text
    }

    /// Takes a comment, a literal or one character off the source, and returns the rest.
    fn take<'a>(&mut self, rest: &'a str, first: char) -> &'a str {
        if rest.starts_with("//") {
            return &rest[rest.find('\n').unwrap_or(rest.len())..];
        }
        if rest.starts_with("/*") {
            return &rest[block_comment(rest)..];
        }
        if let Some(quotes) = raw_quotes(rest).filter(|_| !self.ends_in_a_word()) {
            return self.raw_literal(rest, quotes);
        }
        match first {
            '"' => self.literal(rest),
            '\'' => &rest[character(rest)..],
            _ => {
                self.code.push(first);
                &rest[first.len_utf8()..]
            }
        }
    }

    fn ends_in_a_word(&self) -> bool {
        self.code.ends_with(|last: char| last.is_alphanumeric() || last == '_')
    }

    fn literal<'a>(&mut self, rest: &'a str) -> &'a str {
        let mut escaped = false;
        let end = rest[1..].find(|one| {
            let ends = one == '"' && !escaped;
            escaped = one == '\\' && !escaped;
            ends
        });
        let end = 1 + end.expect("a string literal ends");
        self.keep(&rest[1..end]);
        &rest[end + 1..]
    }

    fn raw_literal<'a>(&mut self, rest: &'a str, quotes: usize) -> &'a str {
        let begin = rest.find('"').unwrap() + 1;
        let close = format!("\"{}", "#".repeat(quotes));
        let end = begin + rest[begin..].find(&close).expect("a raw literal ends");
        self.keep(&rest[begin..end]);
        &rest[end + close.len()..]
    }

    fn keep(&mut self, literal: &str) {
        self.literals.push(literal.to_owned());
        self.code.push_str("\"\"");
    }
}

/// Returns the length of a block comment. Block comments may be nested.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_u32;
    let mut at = 0;
    loop {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
        } else {
            at += 1;
        }
        if depth == 0 || at >= rest.len() {
            return at;
        }
    }
}

/// Returns the number of `#` of a raw literal that begins here.
fn raw_quotes(rest: &str) -> Option<usize> {
    let after = ["r", "br", "cr"].iter().find_map(|prefix| {
        rest.strip_prefix(prefix).filter(|after| after.starts_with(['"', '#']))
    })?;
    let quote = after.trim_start_matches('#');
    quote.starts_with('"').then_some(after.len() - quote.len())
}

/// Returns the length of a character literal; of a lifetime, that of the quote.
fn character(rest: &str) -> usize {
    let inside = &rest[1..];
    if inside.starts_with('\\') {
        return 3 + inside[2..].find('\'').expect("a character literal ends") + 1;
    }
    let one = inside.chars().next().map_or(0, char::len_utf8);
    if inside[one..].starts_with('\'') { one + 2 } else { 1 }
}

#[test]
fn comments_literals_and_lifetimes_are_told_apart() {
    let source = r##"
        use crate::a; // crate::b "not this"
        /* crate::c /* " */ */ fn f<'a>(x: &'a str) -> char { '"' }
        let s = ("one \" two", r#"three " four"#, b'\'', '\u{41}', br"five", "");
    "##;
    let text = RustText::of(source);
    assert_eq!(text.literals, [r#"one \" two"#, r#"three " four"#, "five", ""]);
    assert!(text.code.contains("crate::a") && text.code.contains("fn f<a>(x: &a str)"));
    assert!(!text.code.contains("crate::b") && !text.code.contains("crate::c"));
}
