//! Unknown keys, and values that are skipped: any JSON.

use crate::support::chance::Chance;

const KEYS: [&str; 16] = [
    "extra",
    "ID",
    "Id",
    "i",
    "idd",
    "",
    "children",
    "Name",
    "name ",
    "parent_id2",
    "parentid",
    "business_units2",
    "account_id\u{e9}",
    "row",
    "depth",
    "__proto__",
];

const SCALARS: [&str; 24] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "0.5",
    "1e5",
    "1E+5",
    "2.5e-3",
    "1e999",
    "12345678901234567890",
    "\"\"",
    "\"a\"",
    "\"\\\"\"",
    "\"\\\\\"",
    "\"\\u0041\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud800\"",
    "\"\u{4e2d}\"",
    "\"},{\"",
    "\"]\"",
    "\"\\/\"",
    "\"/\u{1f600}\\n\"",
];

pub(crate) fn key(chance: &mut Chance) -> &'static str {
    chance.pick(&KEYS)
}

/// Any value, of which some are long, and some as deep as hardly anybody goes.
pub(crate) fn large_value(chance: &mut Chance) -> String {
    match chance.below(12) {
        0 => nested(chance),
        1 => format!(
            "\"{}\"",
            chance.pick(&["x", "xy\\n", "\u{e9}", "\\u00e9"]).repeat(chance.below(70))
        ),
        2 => format!("{}.{}", chance.number(), chance.number()),
        _ => value(chance, 4),
    }
}

/// Brackets around a value, more or less as many as are passed over without the lexer.
fn nested(chance: &mut Chance) -> String {
    let mut text = chance.pick(&SCALARS).to_owned();
    for _ in 0..chance.pick(&[1, 7, 62, 63, 64, 65, 130]) {
        text = match chance.below(5) {
            0 => format!("[{text}]"),
            1 => format!("[[], {text}]"),
            2 => format!("{{\"a\":{text}}}"),
            3 => format!("{{\"\\u00e9\" : {text} }}"),
            _ => format!("{{\"a\":{{}},\"b\":{text},\"c\":1}}"),
        };
    }
    text
}

/// Any value, at most so many levels deep.
pub(crate) fn value(chance: &mut Chance, depth: usize) -> String {
    let count = chance.below(4);
    match chance.below(if depth == 0 { 1 } else { 3 }) {
        0 => chance.pick(&SCALARS).to_owned(),
        1 => {
            let items: Vec<String> = (0..count).map(|_| value(chance, depth - 1)).collect();
            format!("[{}]", items.join(chance.pick(&[",", ", ", " ,\n"])))
        }
        _ => {
            let member =
                |chance: &mut Chance| format!("{:?}:{}", key(chance), value(chance, depth - 1));
            let members: Vec<String> = (0..count).map(|_| member(chance)).collect();
            format!("{{{}}}", members.join(chance.pick(&[",", ", ", ",\n  "])))
        }
    }
}
