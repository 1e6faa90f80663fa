//! Values that nobody reads, and keys that nobody knows: any JSON.

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
