//! Units as JSON, in the order sent: the part of a snapshot that grows with the listing. The same units always make the
//! same bytes, those of `JSON.stringify`: no blanks, every member present, and no escape that is not needed.

use crate::unit::{Field, OutOfMemory, Units, append};

/// The members of a unit, in order. What is between two values is one text.
const MEMBERS: [(&str, Field); 8] = [
    ("{\"id\":", Field::Id),
    (",\"parentId\":", Field::ParentId),
    (",\"name\":", Field::Name),
    (",\"description\":", Field::Description),
    (",\"path\":", Field::Path),
    (",\"accountId\":", Field::AccountId),
    (",\"createdAt\":", Field::CreatedAt),
    (",\"updatedAt\":", Field::UpdatedAt),
];

/// Appends the units of a range of indexes, with a comma before each but the first one of the listing.
///
/// # Errors
/// [`OutOfMemory`].
pub fn push_units(
    units: &Units,
    indexes: core::ops::Range<u32>,
    to: &mut Vec<u8>,
) -> Result<(), OutOfMemory> {
    for index in indexes {
        if index > 0 {
            append(to, b",")?;
        }
        for (before, field) in MEMBERS {
            append(to, before.as_bytes())?;
            push_value(units, field, index, to)?;
        }
        append(to, b"}")?;
    }
    Ok(())
}

fn push_value(
    units: &Units,
    field: Field,
    index: u32,
    to: &mut Vec<u8>,
) -> Result<(), OutOfMemory> {
    let start = to.len();
    append(to, b"\"")?;
    // A unit without an id has an empty one, as in a record.
    if !units.push_bytes(field, index, to)? && field != Field::Id {
        to.truncate(start);
        return append(to, b"null");
    }
    escape_from(start + 1, to)?;
    append(to, b"\"")
}

/// Escapes the text that begins at `start`. Most texts need no escape, and those are not copied.
fn escape_from(start: usize, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
    let text = to.get(start..).unwrap_or_default();
    let Some(first) = text.iter().position(|byte| needs_escape(*byte)) else { return Ok(()) };
    let mut rest = Vec::new();
    append(&mut rest, text.get(first..).unwrap_or_default())?;
    to.truncate(start + first);
    for byte in rest {
        push_escaped(byte, to)?;
    }
    Ok(())
}

fn needs_escape(byte: u8) -> bool {
    matches!(byte, 0..=0x1F | b'"' | b'\\')
}

fn push_escaped(byte: u8, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
    match byte {
        b'"' => append(to, b"\\\""),
        b'\\' => append(to, b"\\\\"),
        0x08 => append(to, b"\\b"),
        b'\t' => append(to, b"\\t"),
        b'\n' => append(to, b"\\n"),
        0x0C => append(to, b"\\f"),
        b'\r' => append(to, b"\\r"),
        0..=0x1F => append(to, &[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 0xF)]),
        _ => append(to, &[byte]),
    }
}

fn digit(value: u8) -> u8 {
    if value < 10 { b'0' + value } else { b'a' + value - 10 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Source;

    fn written(units: &Units, indexes: core::ops::Range<u32>) -> String {
        let mut bytes = Vec::new();
        push_units(units, indexes, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_member_is_there_and_what_is_absent_is_null() {
        let mut units = Units::new(Source::default());
        for (field, text) in [(Field::Id, "1"), (Field::ParentId, ""), (Field::Name, "Europe")] {
            units.set(field, Some(text)).unwrap();
        }
        units.end_row().unwrap();
        units.end_row().unwrap();
        let nothing = "\"description\":null,\"path\":null,\"accountId\":null,\
                       \"createdAt\":null,\"updatedAt\":null}";
        let first = format!("{{\"id\":\"1\",\"parentId\":\"\",\"name\":\"Europe\",{nothing}");
        let second = format!(",{{\"id\":\"\",\"parentId\":null,\"name\":null,{nothing}");
        assert_eq!(written(&units, 0..2), format!("{first}{second}"));
        assert_eq!(written(&units, 0..1), first);
        assert_eq!(written(&units, 1..2), second);
        assert_eq!(written(&units, 2..2), "");
    }

    #[test]
    fn texts_are_escaped_as_serde_json_does_it() {
        let mut all: String = (0..0x80_u8).map(char::from).collect();
        all.push_str("\u{7f}\u{80}é\u{2028}\u{feff}𝄞");
        for text in [all.as_str(), "plain", "end\"", "\\start", "\0"] {
            let mut units = Units::new(Source::default());
            units.set(Field::Name, Some(text)).unwrap();
            units.end_row().unwrap();
            let expected = serde_json::to_string(text).unwrap();
            assert!(written(&units, 0..1).contains(&format!("\"name\":{expected},")), "{text:?}");
        }
    }
}
