//! The units of a listing as the bytes of a snapshot: equal listings give equal bytes.
//!
//! The format is JSON without blanks. Texts are escaped exactly as `JSON.stringify` does.

use crate::unit::{Field, OutOfMemory, Units, append};

/// The members of a unit, in their order.
const MEMBERS: [(&[u8], Field); 8] = [
    (br#"{"id":"#, Field::Id),
    (br#","parentId":"#, Field::ParentId),
    (br#","name":"#, Field::Name),
    (br#","description":"#, Field::Description),
    (br#","path":"#, Field::Path),
    (br#","accountId":"#, Field::AccountId),
    (br#","createdAt":"#, Field::CreatedAt),
    (br#","updatedAt":"#, Field::UpdatedAt),
];

/// Writes an array of all units in the order sent. Costs as much as its text is long.
///
/// # Errors
/// [`OutOfMemory`].
pub fn write_units(units: &Units, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
    let mut text = Vec::new();
    append(to, b"[")?;
    for index in 0..units.len() {
        append(to, if index == 0 { b"" } else { b"," })?;
        for (member, field) in MEMBERS {
            append(to, member)?;
            text.clear();
            let is_there = units.push_bytes(field, index, &mut text)?;
            // An id is never null.
            if is_there || field == Field::Id {
                quote(&text, to)?;
            } else {
                append(to, b"null")?;
            }
        }
        append(to, b"}")?;
    }
    append(to, b"]")
}

/// Writes a text as a string of JSON.
fn quote(text: &[u8], to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
    append(to, b"\"")?;
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| must_be_escaped(*byte)) {
        let (plain, from) = rest.split_at(at);
        append(to, plain)?;
        if let Some((byte, after)) = from.split_first() {
            escape(*byte, to)?;
            rest = after;
        }
    }
    append(to, rest)?;
    append(to, b"\"")
}

fn must_be_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn escape(byte: u8, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0C => b'f',
        b'\r' => b'r',
        _ => {
            let digit = HEX.get(usize::from(byte & 0xF)).copied().unwrap_or_default();
            append(to, if byte < 0x10 { b"\\u000" } else { b"\\u001" })?;
            return append(to, &[digit]);
        }
    };
    append(to, &[b'\\', letter])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_json_must_escape_and_nothing_else() {
        let mut written = Vec::new();
        quote("a\"\\\u{8}\t\n\u{c}\r\0\u{1f}/\u{7f}é\u{2028}".as_bytes(), &mut written).unwrap();
        let expected = "\"a\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f/\u{7f}é\u{2028}\"";
        assert_eq!(String::from_utf8(written).unwrap(), expected);
    }
}
