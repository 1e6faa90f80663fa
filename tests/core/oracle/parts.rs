//! The parts of an array or an object. A map would lose the keys that come twice, and `serde_json` has no other type
//! for an object without `serde`. It knows already that the text is JSON.

/// Returns the texts between the commas of an array or an object, trimmed.
pub(crate) fn parts(container: &[u8]) -> Vec<&[u8]> {
    let inside = &container[1..container.len() - 1];
    let mut depth = 0;
    let mut cuts = Vec::new();
    for (at, byte) in outside_texts(inside) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => cuts.push(at),
            _ => {}
        }
    }
    let starts = [0].into_iter().chain(cuts.iter().map(|cut| cut + 1));
    let ends = cuts.iter().copied().chain([inside.len()]);
    let parts = starts.zip(ends).map(|(start, end)| inside[start..end].trim_ascii());
    parts.filter(|part| !part.is_empty()).collect()
}

/// The key of a member, with its quotes, and its value.
pub(crate) fn member(part: &[u8]) -> (&[u8], &[u8]) {
    let (colon, _) =
        outside_texts(part).find(|(_, byte)| *byte == b':').expect("a member has a colon");
    (part[..colon].trim_ascii(), part[colon + 1..].trim_ascii())
}

/// The bytes that belong to no text, and where they stand.
fn outside_texts(json: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    let (mut in_text, mut escaped) = (false, false);
    json.iter().copied().enumerate().filter(move |(_, byte)| {
        let was_in_text = in_text;
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ => {}
        }
        !was_in_text && !in_text
    })
}
