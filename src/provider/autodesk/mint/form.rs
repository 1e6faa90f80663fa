//! Values as a form writes them.

/// Writes a value as `application/x-www-form-urlencoded` does: a colon is `%3A`, a space `+`.
pub(super) fn form_value(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                written.push(char::from(byte));
            }
            b' ' => written.push('+'),
            _ => {
                let hex = |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or('0');
                let (high, low) = (hex(byte >> 4), hex(byte & 15));
                written.extend(['%', high.to_ascii_uppercase(), low.to_ascii_uppercase()]);
            }
        }
    }
    written
}
