//! A body as text that `serde_json` takes: what the policy mends is marked before it reads.

/// Characters that no listing of these tests holds: where a lone surrogate was, and invalid bytes, by their number.
const MARKS: [char; 4] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}', '\u{fdd3}'];

/// Whether a body holds none of the marks, which the oracle would take for its own.
pub(crate) fn can_judge(body: &[u8]) -> bool {
    let mark = |three: &[u8]| three.starts_with(b"\xef\xb7") && (0x90..=0x93).contains(&three[2]);
    let escaped = body.to_ascii_lowercase().windows(5).any(|five| five == b"\\ufdd");
    !escaped && !body.windows(3).any(mark)
}

/// The body without a byte order mark, with a mark for each invalid sequence and each lone surrogate.
pub(super) fn repaired(body: &[u8]) -> String {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut text = String::new();
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(MARKS.get(chunk.invalid().len()).filter(|_| !chunk.invalid().is_empty()));
    }
    without_lone_surrogates(&text)
}

fn without_lone_surrogates(text: &str) -> String {
    let mut repaired = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        repaired.push_str(&rest[..at]);
        rest = &rest[at..];
        let (kept, length) = match (surrogate(rest), rest.get(6..).and_then(surrogate)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, 12),
            (Some(_), _) => (0, 6),
            (None, _) => {
                let escape = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                (escape, escape)
            }
        };
        repaired.extend((kept == 0).then_some(MARKS[0]));
        repaired.push_str(&rest[..kept]);
        rest = &rest[length..];
    }
    repaired + rest
}

/// Returns the surrogate that the text starts with as an escape, if any.
fn surrogate(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let digits =
        Some(digits).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..=0xDFFF).contains(unit))
}

/// Returns the number of repairs in a text.
pub(super) fn marks(text: &str) -> usize {
    text.matches(MARKS).count()
}

/// Returns the length of the text as sent; a lone surrogate counts as three bytes.
pub(super) fn sent_length(text: &str) -> usize {
    let added = |mark: &str| match MARKS.iter().position(|known| mark.starts_with(*known)) {
        Some(0) | None => 0,
        Some(length) => 3 - length,
    };
    text.len() - text.matches(MARKS).map(added).sum::<usize>()
}

/// The text with U+FFFD for each mark.
pub(super) fn without_marks(text: &str) -> String {
    text.replace(MARKS, "\u{fffd}")
}
