//! Folds a character by the steps that `src/tree/search/fold.rs` lists, from the data of Unicode.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// What becomes of a character.
pub(crate) fn folded(character: char) -> String {
    decomposed(character)
        .into_iter()
        .filter(|part| !is_dropped(*part))
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .map(typed)
        .collect()
}

fn decomposed(character: char) -> Vec<char> {
    let mut parts = Vec::new();
    match character {
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => parts.push(character),
        _ => decompose_canonical(character, |part| parts.push(part)),
    }
    parts
}

pub(crate) fn is_dropped(character: char) -> bool {
    let invisible = matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}');
    invisible || (canonical_combining_class(character) != 0 && !is_kept(character))
}

/// Marks that make another letter, and the letters of a Hangul syllable but its first.
pub(crate) fn is_kept(character: char) -> bool {
    matches!(canonical_combining_class(character), 8 | 84..=132)
        || matches!(character, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}')
}

/// What people type for letters that Unicode does not decompose, and for what shares a key.
fn typed(character: char) -> String {
    let typed = match character {
        '\u{e6}' => "ae",
        '\u{153}' => "oe",
        '\u{f8}' => "o",
        '\u{142}' => "l",
        '\u{111}' | '\u{f0}' => "d",
        '\u{fe}' => "th",
        '\u{127}' => "h",
        '\u{167}' => "t",
        '\u{14b}' => "n",
        '\u{133}' => "ij",
        '\u{140}' => "l\u{b7}",
        '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' => "'",
        '\u{201c}'..='\u{201e}' => "\"",
        '\u{2010}'..='\u{2014}' | '\u{2212}' => "-",
        '\u{ff01}'..='\u{ff5e}' => return full_width(character).to_string(),
        _ if character.is_whitespace() && !character.is_ascii() => " ",
        _ => return character.to_string(),
    };
    typed.to_owned()
}

fn full_width(character: char) -> char {
    let ascii = u32::from(character) - u32::from('\u{ff01}') + u32::from('!');
    char::from_u32(ascii).unwrap().to_ascii_lowercase()
}
