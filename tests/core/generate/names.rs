//! Names and descriptions: words, scripts of every width, and what breaks a careless reader.

use crate::support::chance::Chance;

/// Represents half of a surrogate pair, which a text cannot contain. The writer replaces it.
pub(crate) const LONE_SURROGATE: char = '\u{e000}';
/// Represents bytes that are not UTF-8.
pub(crate) const NO_UTF8: char = '\u{e001}';

const USUAL: [&str; 12] = [
    "North America",
    "USA Western Region",
    "Alps",
    "R/D",
    "West",
    "B (1)",
    "Caf\u{e9}",
    "\u{c9}t\u{e9} \\ Hiver",
    "M\u{fc}nchen",
    "Norge",
    "California, Nevada",
    "42",
];

const ODD: [&str; 26] = [
    "",
    " ",
    "/",
    "\\",
    "\"",
    "\\\"",
    "{\"id\":\"1\"},",
    "\"}],\"business_units\":[{\"id\":\"",
    "\u{0}",
    "\n\r\t\u{8}\u{c}",
    "\u{1f}\u{7f}",
    "\u{2028}\u{2029}",
    "\u{feff}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{4e2d}\u{56fd}",
    "\u{0939}\u{093f}\u{0928}\u{094d}\u{0926}\u{0940}",
    "\u{1f3d7}\u{fe0f}\u{1f469}\u{200d}\u{1f52c}",
    "\u{10ffff}",
    "e\u{301}",
    "\u{130}\u{131}\u{df}",
    "__proto__",
    "null",
    "\\u0041",
    "\u{e000}",
    "a\u{e001}b",
];

pub(crate) fn usual(chance: &mut Chance) -> String {
    chance.pick(&USUAL).to_owned()
}

pub(crate) fn odd(chance: &mut Chance) -> String {
    match chance.below(10) {
        0..=4 => chance.pick(&ODD).to_owned(),
        5 => usual(chance).repeat(chance.between(2, 30)),
        6 => format!("{}{}", "x".repeat(chance.between(0, 70)), chance.pick(&ODD)),
        _ => characters(chance),
    }
}

/// Any characters, so many that they lie across chunks of 16 and 64 bytes in every way.
fn characters(chance: &mut Chance) -> String {
    const WIDTHS: [&[char]; 4] = [
        &['a', 'Z', ' ', '/', '"', '\\'],
        &['\u{e9}', '\u{fc}', '\u{3b1}', '\u{7ff}'],
        &['\u{800}', '\u{20ac}', '\u{4e2d}', '\u{fffd}'],
        &['\u{10000}', '\u{1f600}', '\u{10ffff}'],
    ];
    let widths = chance.between(1, 4);
    let length = chance.between(1, 90);
    let any = |_| {
        let width = chance.below(widths);
        chance.pick(WIDTHS[width])
    };
    (0..length).map(any).collect()
}

/// A name that makes a long path.
pub(crate) fn long_name(chance: &mut Chance) -> String {
    let (length, seed) = (chance.between(40, 90), chance.number());
    usual(chance) + &usual(&mut Chance::of(seed)).chars().cycle().take(length).collect::<String>()
}

/// A description: usually short, at times longer than any documented one.
pub(crate) fn long(chance: &mut Chance) -> String {
    if chance.percent(1) {
        return "x".repeat(chance.pick(&[65_535, 65_536, 65_537]));
    }
    let length = chance.pick(&[63, 64, 65, 127, 255, 256, 1_000, 4_000]);
    let one = usual(chance);
    one.chars().cycle().take(length).collect()
}
