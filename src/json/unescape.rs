//! Strings that are all at hand and have no other escapes than those of one character: nearly all that have any.
//!
//! ```text
//!  Regi \" ón \\ … "      run, escape, run, escape, …, quote
//!  Regi  "  ón  \  …      kept one behind the other
//! ```
//! All else, and whatever is wrong, is for [`Text`](super::text::Text).

use super::stride::Stop;
use super::text::unescaped;
use super::value::is_utf8;
use crate::simd;

/// What such a string stands for.
#[derive(Debug, Default)]
pub(super) struct Unescaped {
    /// What is behind `filled` is nothing.
    kept: Vec<u8>,
    filled: usize,
}

impl Unescaped {
    /// Reads a string from behind its quote, and says how long it is with the other one. None, if it is more than `most`
    /// bytes, or not such a string.
    pub(super) fn take(&mut self, inside: &[u8], most: usize) -> Result<Option<usize>, Stop> {
        self.filled = 0;
        let (mut at, mut ascii) = (0, true);
        loop {
            let rest = inside.get(at..).unwrap_or_default();
            let run = simd::run(rest);
            if !self.put_front(rest, run.len, most)? {
                return Ok(None);
            }
            let rest = rest.get(run.len..).unwrap_or_default();
            ascii &= run.ascii;
            at += run.len + 2;
            match *rest {
                [b'"', ..] => break,
                [b'\\', escape, ..] => match unescaped(escape) {
                    Some(character) if self.put_one(character, most)? => {}
                    _ => return Ok(None),
                },
                _ => return Ok(None),
            }
        }
        // An escape stands for a sign of ASCII, which mends no sequence that it stands in.
        Ok((ascii || is_utf8(self.text())).then_some(at - 1))
    }

    /// What was read.
    pub(super) fn text(&self) -> &[u8] {
        self.kept.get(..self.filled).unwrap_or_default()
    }

    /// Puts the first bytes of some; false when that would be too much.
    #[inline(always)]
    fn put_front(&mut self, bytes: &[u8], len: usize, most: usize) -> Result<bool, Stop> {
        let end = self.filled + len;
        if end > self.kept.len() && !self.lengthen(end, most)? {
            return Ok(false);
        }
        simd::copy_front(bytes, len, self.kept.get_mut(self.filled..).unwrap_or_default());
        self.filled = end;
        Ok(true)
    }

    #[inline(always)]
    fn put_one(&mut self, byte: u8, most: usize) -> Result<bool, Stop> {
        let end = self.filled + 1;
        if end > self.kept.len() && !self.lengthen(end, most)? {
            return Ok(false);
        }
        if let Some(slot) = self.kept.get_mut(self.filled) {
            *slot = byte;
        }
        self.filled = end;
        Ok(true)
    }

    #[cold]
    fn lengthen(&mut self, end: usize, most: usize) -> Result<bool, Stop> {
        if end <= most {
            let len = (end * 2).max(256).min(most);
            let more = len - self.kept.len();
            self.kept.try_reserve_exact(more).map_err(|_| Stop::Full)?;
            self.kept.resize(len, 0);
        }
        Ok(end <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, most: usize) -> Option<(usize, String)> {
        let mut unescaped = Unescaped::default();
        let len = unescaped.take(text.as_bytes(), most).unwrap()?;
        Some((len, String::from_utf8(unescaped.text().to_vec()).unwrap()))
    }

    #[test]
    fn escapes_of_one_character_are_read_and_others_are_not() {
        let all = r#"é \" \\ \/ \b\f\n\r\t Ñ"#;
        let read_as = "é \" \\ / \u{8}\u{c}\n\r\t Ñ";
        assert_eq!(read(&format!("{all}\","), 999), Some((all.len() + 1, read_as.to_owned())));
        for odd in ["\\u0041\"", "\\x\"", "\\\"", "a", "\n\"", ""] {
            assert_eq!(read(odd, 999), None, "{odd}");
        }
        assert_eq!(Unescaped::default().take(b"\xFF\\n\"", 999), Ok(None));
    }

    #[test]
    fn a_text_may_have_so_many_bytes() {
        for len in [1, 15, 16, 17, 255, 256, 257, 999] {
            let text = format!("{}\\n\"", "x".repeat(len - 1));
            assert_eq!(read(&text, len).map(|(taken, _)| taken), Some(text.len()));
            assert_eq!(read(&text, len - 1), None);
        }
    }
}
