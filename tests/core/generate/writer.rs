//! Writes JSON in a style: spaces between tokens, and escapes in strings.

use super::names::{LONE_SURROGATE, NO_UTF8};
use super::units::Sent;
use crate::support::chance::Chance;

#[derive(Clone, Copy, Debug)]
enum Spaces {
    Compact,
    /// A space after commas and colons.
    Airy,
    /// A line for each member, indented by so many of this.
    Pretty(&'static str, usize),
    /// Any spaces anywhere.
    Any,
}

#[derive(Clone, Copy, Debug)]
enum Escapes {
    Needed,
    Ascii,
    Slashes,
    All,
    Any,
}

/// Writes JSON.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    out: Vec<u8>,
    spaces: Spaces,
    escapes: Escapes,
    depth: usize,
    /// How often in a hundred times something is written in another way than usual.
    pub(crate) odd: usize,
    /// Whether the keys of a listing's records may be in another order than the documented one.
    pub(crate) any_order: bool,
    newline: &'static str,
}

impl Writer {
    /// As the documented answers are written.
    pub(crate) fn usual() -> Self {
        let (spaces, escapes) = (Spaces::Compact, Escapes::Needed);
        let any_order = false;
        Self { out: Vec::new(), spaces, escapes, depth: 0, odd: 0, any_order, newline: "\n" }
    }

    pub(crate) fn any(chance: &mut Chance, odd: usize) -> Self {
        let pretty = Spaces::Pretty(chance.pick(&["", " ", "\t"]), chance.between(1, 8));
        let spaces = [
            Spaces::Compact,
            Spaces::Compact,
            Spaces::Compact,
            Spaces::Airy,
            pretty,
            pretty,
            Spaces::Any,
        ];
        let escapes = [
            Escapes::Needed,
            Escapes::Needed,
            Escapes::Ascii,
            Escapes::Slashes,
            Escapes::All,
            Escapes::Any,
        ];
        let escapes = if odd > 0 { chance.pick(&escapes) } else { Escapes::Needed };
        let newline = if chance.percent(80) { "\n" } else { "\r\n" };
        let (spaces, any_order) = (chance.pick(&spaces), true);
        Self { spaces, escapes, odd, any_order, newline, ..Self::usual() }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out
    }

    pub(crate) fn begin(&mut self, chance: &mut Chance) {
        if chance.percent(self.odd.min(3)) {
            self.out.extend(b"\xef\xbb\xbf");
        }
        self.space(chance);
    }

    pub(crate) fn end(&mut self, chance: &mut Chance) {
        self.space(chance);
    }

    pub(crate) fn records(&mut self, records: &[Vec<(String, Sent)>], chance: &mut Chance) {
        self.open('[');
        for members in records {
            self.next(chance);
            self.open('{');
            for (key, value) in members {
                self.member(key, value, chance);
            }
            self.close('}', chance);
        }
        self.close(']', chance);
    }

    pub(crate) fn member(&mut self, key: &str, value: &Sent, chance: &mut Chance) {
        self.key(key, chance);
        match value {
            Sent::Text(text) => self.text(text, self.escapes, chance),
            Sent::Raw(raw) => self.put(raw),
            Sent::Null | Sent::Absent => self.put("null"),
        }
    }

    pub(crate) fn key(&mut self, key: &str, chance: &mut Chance) {
        self.next(chance);
        let escapes = if chance.percent(self.odd.min(3)) { Escapes::Any } else { Escapes::Needed };
        self.text(key, escapes, chance);
        if matches!(self.spaces, Spaces::Any) {
            self.space(chance);
        }
        self.put(if matches!(self.spaces, Spaces::Airy | Spaces::Pretty(..)) { ": " } else { ":" });
        if matches!(self.spaces, Spaces::Any) {
            self.space(chance);
        }
    }

    pub(crate) fn open(&mut self, bracket: char) {
        self.out.push(bracket as u8);
        self.depth += 1;
    }

    pub(crate) fn close(&mut self, bracket: char, chance: &mut Chance) {
        self.depth -= 1;
        self.space(chance);
        self.out.push(bracket as u8);
    }

    /// Goes on to the next member or item.
    fn next(&mut self, chance: &mut Chance) {
        let first = matches!(self.out.trim_ascii_end().last(), Some(b'{' | b'['));
        if !first {
            if matches!(self.spaces, Spaces::Any) {
                self.space(chance);
            }
            self.put(if matches!(self.spaces, Spaces::Airy) { ", " } else { "," });
        }
        self.space(chance);
    }

    fn space(&mut self, chance: &mut Chance) {
        match self.spaces {
            Spaces::Compact | Spaces::Airy => {}
            Spaces::Pretty(indent, width) => {
                self.put(self.newline);
                self.put(&indent.repeat(width * self.depth));
            }
            Spaces::Any => {
                let most = chance.pick(&[0, 0, 1, 3, 40]);
                let spaces: String = (0..chance.between(0, most))
                    .map(|_| chance.pick(&[' ', ' ', '\t', '\n', '\r']))
                    .collect();
                self.put(&spaces);
            }
        }
    }

    fn put(&mut self, text: &str) {
        self.out.extend(text.as_bytes());
    }

    fn text(&mut self, text: &str, escapes: Escapes, chance: &mut Chance) {
        self.out.push(b'"');
        for letter in text.chars() {
            self.letter(letter, escapes, chance);
        }
        self.out.push(b'"');
    }

    fn letter(&mut self, letter: char, escapes: Escapes, chance: &mut Chance) {
        match letter {
            LONE_SURROGATE => {
                let lone = [
                    "\\ud800",
                    "\\uDBFF",
                    "\\udc00",
                    "\\uDfFf",
                    "\\ud800\\u0041",
                    "\\ud800\\ud800\\udc00",
                ];
                return self.put(chance.pick(&lone));
            }
            NO_UTF8 => {
                let bad: [&[u8]; 5] = [b"\xff", b"\xc3", b"\xe2\x82", b"\x80", b"\xf0\x9f\x98"];
                return self.out.extend(chance.pick(&bad));
            }
            _ => {}
        }
        let must = matches!(letter, '"' | '\\' | '\0'..=' ') && letter != ' ';
        let may = match escapes {
            Escapes::Needed => false,
            Escapes::Ascii => !letter.is_ascii(),
            Escapes::Slashes => letter == '/',
            Escapes::All => true,
            Escapes::Any => chance.percent(30),
        };
        if must || may {
            self.escaped(letter, chance);
        } else {
            self.put(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn escaped(&mut self, letter: char, chance: &mut Chance) {
        let short = match letter {
            '"' => "\\\"",
            '\\' => "\\\\",
            '/' => "\\/",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => "",
        };
        if !short.is_empty() && chance.percent(80) {
            return self.put(short);
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            let digits =
                if chance.percent(50) { format!("{unit:04x}") } else { format!("{unit:04X}") };
            self.put(&format!("\\u{digits}"));
        }
    }
}
