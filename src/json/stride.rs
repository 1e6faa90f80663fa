//! Whole records at a glance: what the reader does nearly all the time, and only when it may.
//!
//! Units of one listing have the same keys in nearly the same order, and texts without escapes. So what stands between
//! two values of a record is compared with what stood there in others, and only where it differs is it read:
//!
//! ```text
//!  ,{"id":"…","account_id":"…","parent_id":null,"name":"…"}
//!  └gap 0─┘ value 0       │    │           │
//!           └───gap 1─────┘ …  └───gap 2───┘ value 2           a gap holds a key: looked up when it was first seen
//! ```
//! Which gaps there were, and which of them comes next, is what `layout` knows; values that nobody wants are passed over
//! by `skip`. Where several records are alike, `model` has a stencil cut, and only what that does not fit comes here.
//!
//! This is the inside of a list only, between two records, with all of the record at hand. Anything else is left to the
//! [`Lexer`](super::lexer::Lexer), byte by byte and from the beginning of the record: a record that goes on in the next
//! chunk, a key that came before, a value of another type, one that is nested too deep, whatever is no JSON at all. So
//! no error is found here and none is told; the sink drops what it got of such a record.

use core::ops::Range;

use super::layout::{Known, Layout, Next};
use super::lexer::Between;
use super::listing::Sink;
use super::model::{MOST_MEMBERS, Member, Model};
use super::scan::Scan;
use super::schema::Field;
use super::skip;
use super::stencil::Stencil;
use super::value::{self, Mended, plain};
use crate::simd::{self, WINDOW};

/// Why no more records are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The next one goes on behind the bytes at hand.
    Cut,
    /// The next one is for the lexer.
    Odd,
    /// The sink has no room for it.
    Full,
}

/// Whole records that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// So many bytes they took.
    pub(super) bytes: usize,
    /// So many they were.
    pub(super) records: u32,
    pub(super) stop: Stop,
}

/// Reads whole records.
#[derive(Debug)]
pub(super) struct Stride {
    model: Model,
    /// Those of the record under way, where a stencil is wanted.
    members: Vec<Member>,
    stencil: Option<Stencil>,
    /// Whether there is no stencil, or one that did not fit.
    wants_stencil: bool,
    layout: Layout,
    mended: Mended,
}

impl Stride {
    pub(super) fn new() -> Self {
        Self {
            model: Model::default(),
            members: Vec::new(),
            stencil: None,
            wants_stencil: true,
            layout: Layout::default(),
            mended: Mended::new(),
        }
    }

    /// Another list begins, whose records have these fields.
    pub(super) fn begin<F: PartialEq>(&mut self, fields: &[Field<F>], takes_models: bool) {
        // Of two keys that are one field the last one counts, and a model of a record does not know which that is.
        let one_key_each = fields.iter().enumerate().all(|(place, field)| {
            fields.iter().skip(place + 1).all(|other| other.name != field.name)
        });
        self.layout = Layout::default();
        self.model = Model::new(takes_models && one_key_each);
        self.stencil = None;
        self.wants_stencil = true;
    }

    /// How many invalid sequences and lone surrogates became U+FFFD.
    pub(super) fn replaced(&self) -> u64 {
        self.mended.replaced()
    }

    /// Reads records from where the last one ended, or from the beginning of the list, as long as there are any, and at
    /// most `most`.
    pub(super) fn read<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, most, mut between): (&[Field<F>], u32, Between),
        sink: &mut impl Sink<L, F>,
    ) -> Taken {
        let mut taken = Taken { bytes: 0, records: 0, stop: Stop::Odd };
        while taken.records < most {
            if between == Between::Items
                && let Some(stencil) = &self.stencil
            {
                let rest = bytes.get(taken.bytes..).unwrap_or_default();
                let most = most - taken.records;
                let alike = stencil.read(rest, (fields, most), (&mut self.mended, sink));
                taken.bytes += alike.bytes;
                taken.records += alike.records;
                self.model.earn(alike.records);
                self.wants_stencil |= alike.stop == Stop::Odd && alike.records < most;
                if alike.stop == Stop::Full || alike.records == most {
                    taken.stop = alike.stop;
                    break;
                }
            }
            let rest = bytes.get(taken.bytes..).unwrap_or_default();
            match self.record(rest, (fields, between), sink) {
                Ok(len) => taken.bytes += len,
                Err(stop) => {
                    taken.stop = stop;
                    break;
                }
            }
            between = Between::Items;
            taken.records += 1;
            if !sink.end_record() {
                taken.stop = Stop::Full;
                break;
            }
        }
        taken
    }

    /// Reads a record into `sink`, but for its end; says how long it is.
    fn record<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, between): (&[Field<F>], Between),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        let replaced = self.mended.replaced();
        let read = self.members(bytes, (fields, between), sink);
        match read {
            Ok(len) if between == Between::Items && self.wants_stencil => {
                let record = bytes.get(..len).unwrap_or_default();
                if let Some(stencil) = self.model.look(record, &mut self.members)? {
                    sink.take_as_model();
                    self.stencil = Some(stencil);
                    self.wants_stencil = false;
                }
            }
            Ok(_) => {}
            Err(_) => {
                self.mended.set_replaced(replaced);
                sink.drop_record();
            }
        }
        read
    }

    /// Reads the members of a record, and says how long all of it is.
    #[inline(always)]
    fn members<L, F: Copy>(
        &mut self,
        bytes: &[u8],
        (fields, between): (&[Field<F>], Between),
        sink: &mut impl Sink<L, F>,
    ) -> Result<usize, Stop> {
        let mut at = 0;
        let mut seen = 0;
        let notes = self.wants_stencil && self.model.looks();
        self.members.clear();
        // Where in the layout the next gap should be; 0 at the record's beginning only.
        let mut place = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let next = match self.layout.foreseen(place, rest) {
                Some(next) => next,
                None if place > 0 && rest.first() == Some(&b'}') => return Ok(at + 1),
                None => {
                    let (found, next) = self.other(place, rest, (fields, between))?;
                    place = found;
                    next
                }
            };
            let (gap, known) = match next {
                Next::Key(gap, known) => (gap, known),
                Next::End(len) => return Ok(at + len),
            };
            let value = rest.get(gap..).unwrap_or_default();
            let len = match known {
                Some(known) => {
                    see(&mut seen, known)?;
                    value::value(value, known.field(fields)?, (&mut self.mended, sink))?
                }
                None => skip::value(value)?,
            };
            if notes {
                self.note(known, at + gap..at + gap + len)?;
            }
            at += gap + len;
            place += 1;
        }
    }

    /// Notes a member, to compare it with that of another record.
    fn note(&mut self, known: Option<Known>, value: Range<usize>) -> Result<(), Stop> {
        if self.members.len() <= MOST_MEMBERS {
            value::room(self.members.try_reserve(1).is_ok())?;
            self.members.push(Member { known, value, changes: 0 });
        }
        Ok(())
    }

    /// What begins in another way than it should, and where in the layout that is.
    #[cold]
    fn other<F>(
        &mut self,
        place: usize,
        rest: &[u8],
        expected: (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        match self.layout.find(place, rest) {
            Some(found) => Ok(found),
            None => self.look(place, rest, expected),
        }
    }

    /// What begins as nothing did before; noted for the next record.
    #[cold]
    fn look<F>(
        &mut self,
        place: usize,
        rest: &[u8],
        (fields, between): (&[Field<F>], Between),
    ) -> Result<(usize, Next), Stop> {
        let mut scan = Scan::new(rest);
        if place > 0 && scan.token()? == b'}' {
            let len = scan.at + 1;
            if let Some(window) = rest.first_chunk() {
                self.layout.note_end((window, len));
            }
            return Ok((place, Next::End(len)));
        }
        if place > 0 || between == Between::Items {
            scan.take(b',')?;
        }
        if place == 0 {
            scan.take(b'{')?;
            if scan.token()? == b'}' {
                return Ok((place, Next::End(scan.at + 1)));
            }
        }
        scan.token()?;
        let known = if let Some(key) = plain(scan.rest()) {
            scan.at += key.len() + 2;
            Known::of(key, fields)
        } else {
            scan.take(b'"')?;
            let (len, key) = self.mended.key(scan.rest())?;
            scan.at += len;
            Known::of(key, fields)
        };
        scan.take(b':')?;
        scan.token()?;
        // The first record has no comma before it, and the others must have one. Where less is at hand than a gap is
        // compared with, nobody has tried those that are noted.
        let found = match rest.first_chunk::<WINDOW>() {
            Some(window) if place == 0 && between == Between::FirstItem => {
                let mut with_comma = [b','; WINDOW];
                simd::copy(&window[..WINDOW - 1], &mut with_comma[1..]);
                self.layout.note(place, (&with_comma, scan.at + 1), known)?
            }
            Some(window) => self.layout.note(place, (window, scan.at), known)?,
            None => place.saturating_sub(1),
        };
        Ok((found, Next::Key(scan.at, known)))
    }
}

/// Sees a key, which may come once.
#[inline]
fn see(seen: &mut u32, known: Known) -> Result<(), Stop> {
    if *seen & known.bit() != 0 {
        return Err(Stop::Odd);
    }
    *seen |= known.bit();
    Ok(())
}
