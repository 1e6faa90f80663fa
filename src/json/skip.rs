//! Values that nobody wants, all of one at hand: the grammar is checked, and nothing is kept.
//!
//! ```text
//!  {"a":[1,{"b":"x"}],"c":2}      open   1      nothing
//!   └───┬┬──┬───────┘                    11     {
//!      key└─ an item                     110    {[
//!                                        1101   {[{      a bit per open bracket behind a one, 1 for an object
//! ```
//! What is nested deeper than there are bits is for the lexer, as is whatever is wrong.

use super::scan::{Scan, literal, number};
use super::stride::Stop;
use crate::simd;

const NOTHING: u64 = 1;
const MOST: u64 = 1 << 63;

/// The length of a value.
#[inline(never)]
pub(super) fn value(bytes: &[u8]) -> Result<usize, Stop> {
    match bytes.first() {
        Some(b'{' | b'[') => nested(bytes),
        _ => scalar(bytes),
    }
}

fn scalar(bytes: &[u8]) -> Result<usize, Stop> {
    match *bytes.first().ok_or(Stop::Cut)? {
        b'"' => string(bytes),
        b'n' => literal(bytes, b"null"),
        b't' => literal(bytes, b"true"),
        b'f' => literal(bytes, b"false"),
        _ => number(bytes),
    }
}

/// The length of a string with its quotes.
pub(super) fn string(bytes: &[u8]) -> Result<usize, Stop> {
    let mut at = 1;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let run = simd::run(rest).len;
        at += run + 1;
        match *rest.get(run).ok_or(Stop::Cut)? {
            b'"' => return Ok(at),
            b'\\' => at += escape(bytes.get(at..).unwrap_or_default())?,
            _ => return Err(Stop::Odd),
        }
    }
}

/// The length of an escape behind its backslash.
fn escape(bytes: &[u8]) -> Result<usize, Stop> {
    match *bytes.first().ok_or(Stop::Cut)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(1),
        b'u' => {
            let digits = bytes.get(1..5).ok_or(Stop::Cut)?;
            if digits.iter().all(u8::is_ascii_hexdigit) { Ok(5) } else { Err(Stop::Odd) }
        }
        _ => Err(Stop::Odd),
    }
}

/// The length of an object or an array.
fn nested(bytes: &[u8]) -> Result<usize, Stop> {
    let mut scan = Scan::new(bytes);
    let mut open = NOTHING;
    loop {
        match scan.token()? {
            bracket @ (b'{' | b'[') => {
                if open >= MOST {
                    return Err(Stop::Odd);
                }
                scan.at += 1;
                open = open << 1 | u64::from(bracket == b'{');
                if scan.token()? != closing(open) {
                    name(&mut scan, open)?;
                    continue;
                }
            }
            _ => scan.at += scalar(scan.rest())?,
        }
        while open != NOTHING {
            match scan.token()? {
                b',' => {
                    scan.at += 1;
                    name(&mut scan, open)?;
                    break;
                }
                byte if byte == closing(open) => {
                    scan.at += 1;
                    open >>= 1;
                }
                _ => return Err(Stop::Odd),
            }
        }
        if open == NOTHING {
            return Ok(scan.at);
        }
    }
}

fn closing(open: u64) -> u8 {
    if open & 1 == 1 { b'}' } else { b']' }
}

/// Passes over the key and the colon before a value, where it is that of an object.
fn name(scan: &mut Scan<'_>, open: u64) -> Result<(), Stop> {
    if open & 1 == 1 {
        if scan.token()? != b'"' {
            return Err(Stop::Odd);
        }
        scan.at += string(scan.rest())?;
        scan.take(b':')?;
    }
    Ok(())
}
