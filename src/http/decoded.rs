//! Undoes the escapes of JSON (`\u002b`), JavaScript (`\x2b`), URLs (`%2B`) and HTML (`&#43;`). Everything else stays as it
//! is, so no text is refused. This is for finding a secret, not for reading: of `\n` the `n` stays, since no secret has a
//! control character.

/// Returns the text with one layer of escapes undone; none if it has no escapes.
#[inline(never)]
pub(super) fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, after)) = rest.split_first() {
        let taken = match first {
            b'\\' => backslash(after, &mut out),
            b'%' => percent(after, &mut out),
            b'&' => entity(after, &mut out),
            _ => None,
        };
        if taken.is_none() {
            out.push(first);
        }
        rest = after.get(taken.unwrap_or(0)..).unwrap_or_default();
    }
    (out.len() != text.len()).then_some(out)
}

/// Writes the character of a backslash escape, and returns how many bytes after the backslash it took.
fn backslash(after: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    match after.first()? {
        b'u' => match unit(after) {
            Some(high @ 0xD800..=0xDBFF) => pair(high, after, out),
            Some(code) => push(code, out).map(|()| 5),
            None => Some(0),
        },
        b'x' => match number(after.get(1..3)?, 16) {
            Some(code) => push(code, out).map(|()| 3),
            None => Some(0),
        },
        &escaped => {
            out.push(escaped);
            Some(1)
        }
    }
}

/// Writes the character of a surrogate pair.
fn pair(high: u32, after: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let next = after.get(5..)?.strip_prefix(b"\\")?;
    let low = unit(next).filter(|low| (0xDC00..0xE000).contains(low))?;
    push(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00), out).map(|()| 11)
}

/// Parses `u002b`.
fn unit(text: &[u8]) -> Option<u32> {
    number(text.strip_prefix(b"u")?.get(..4)?, 16)
}

/// Writes the byte of a percent escape.
fn percent(after: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    let byte = number(after.get(..2)?, 16)?;
    out.push(u8::try_from(byte).ok()?);
    Some(2)
}

/// Writes the character of an HTML entity.
fn entity(after: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    const LONGEST: usize = 10;
    let end = after.iter().take(LONGEST).position(|&byte| byte == b';')?;
    let code = match after.get(..end)? {
        b"amp" => u32::from(b'&'),
        b"lt" => u32::from(b'<'),
        b"gt" => u32::from(b'>'),
        b"quot" => u32::from(b'"'),
        b"apos" => u32::from(b'\''),
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        _ => return None,
    };
    push(code, out).map(|()| end + 1)
}

/// Parses digits only: `from_str_radix` would accept a sign as well.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, &digit| {
        number.checked_mul(radix)?.checked_add(char::from(digit).to_digit(radix)?)
    })
}

fn push(code: u32, out: &mut Vec<u8>) -> Option<()> {
    let mut utf8 = [0; 4];
    out.extend(char::from_u32(code)?.encode_utf8(&mut utf8).bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_escape_is_undone_once() {
        for (text, expected) in [
            (r"a\u002Bb\u002bc", "a+b+c"),
            (r"\u00E9 \u00e9", "é é"),
            (r"\ud83d\uDE00!", "😀!"),
            (r"\x2b", "+"),
            (r#"a\/b\"c\\d"#, r#"a/b"c\d"#),
            ("a%2Bb%2b%C3%a9", "a+b+é"),
            ("&amp;&lt;&gt;&quot;&apos;&#39;&#x2b;&#X2B;", "&<>\"''++"),
            ("&amp;#43;", "&#43;"),
            (r"\\u002b", r"\u002b"),
            ("%252B", "%2B"),
        ] {
            assert_eq!(decoded(text.as_bytes()).unwrap(), expected.as_bytes(), "{text}");
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        for text in [
            "",
            "plain",
            "100 %",
            "%",
            "%4",
            "%zz",
            "%+1",
            "&",
            "&;",
            "&#;",
            "&#x;",
            "&#+43;",
            "&#55296;",
            "&#1114112;",
            "&#4294967339;",
            "&notamp;",
            "\\",
            r"\ud800",
            "é",
        ] {
            assert_eq!(decoded(text.as_bytes()), None, "{text}");
        }
        for (text, expected) in [(r"\u12", "u12"), (r"\xzz", "xzz"), (r"\ud800\u0041", r"\ud800A")]
        {
            assert_eq!(decoded(text.as_bytes()).unwrap(), expected.as_bytes(), "{text}");
        }
    }
}
