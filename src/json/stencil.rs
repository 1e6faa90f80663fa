//! A record's whole shape with holes in it: how nearly all records of a listing are read.
//!
//! ```text
//!  record     ,{"id":"…","account_id":"e3d5…","parent_id":"…","name":"…","created_at":"2016-…"},{"id":
//!  stencil    └─head┘ hole └─────────fixed──────────────┘ hole └fixed─┘ hole └──────end────────┘
//!                                                                            └──────────turn──────────┘
//! ```
//! What is fixed, values as well as keys, is compared in one go; what is in a hole is read. Between two records the end of
//! one and the head of the next are one comparison. Of fields in what is fixed the sink is told nothing: a record begins
//! as a copy of the one that the stencil was cut from, which `model` knows.

use super::layout::Known;
use super::listing::Sink;
use super::model::Member;
use super::schema::Field;
use super::skip;
use super::stride::{Stop, Taken};
use super::value::{self, Mended};
use crate::simd::{FIXED, Fixed};

/// The shape of records.
#[derive(Debug)]
pub(super) struct Stencil {
    head: Fixed,
    holes: Vec<Hole>,
    end: Fixed,
    turn: Option<Fixed>,
}

/// What is not fixed, and what is fixed behind it; behind the last one, `end` is.
#[derive(Debug)]
struct Hole {
    holds: Holds,
    behind: Option<Fixed>,
}

#[derive(Clone, Copy, Debug)]
enum Holds {
    /// What is fixed is longer than can be compared in one go.
    Nothing,
    /// A value that nobody wants.
    Unknown,
    Field(Known),
}

impl Stencil {
    /// Reads records that fit, from where the last one ended. It is [`Stop::Odd`] that one does not, unless too little of
    /// it is at hand.
    pub(super) fn read<L, F: Copy>(
        &self,
        bytes: &[u8],
        (fields, most): (&[Field<F>], u32),
        (mended, sink): (&mut Mended, &mut impl Sink<L, F>),
    ) -> Taken {
        let mut taken = Taken { bytes: 0, records: 0, stop: missing(bytes) };
        let Some(mut at) = self.head.begins(bytes) else { return taken };
        while taken.records < most {
            sink.begin_alike();
            let replaced = mended.replaced();
            let end = self.holes_in(bytes, at, (fields, mended, sink)).and_then(|at| {
                let rest = bytes.get(at..).unwrap_or_default();
                let turn = self.turn.as_ref().and_then(|turn| turn.begins(rest));
                if turn.is_some() || self.end.begins(rest).is_some() {
                    Ok((at, turn))
                } else {
                    Err(missing(rest))
                }
            });
            let (behind, turn) = match end {
                Ok(end) => end,
                Err(stop) => {
                    mended.set_replaced(replaced);
                    taken.stop = stop;
                    break;
                }
            };
            taken.bytes = behind + self.end.len();
            taken.records += 1;
            if !sink.end_record() {
                taken.stop = Stop::Full;
                return taken;
            }
            let Some(turn) = turn else {
                taken.stop = missing(bytes.get(taken.bytes..).unwrap_or_default());
                break;
            };
            at = behind + turn;
        }
        sink.drop_record();
        taken
    }

    /// Reads the values of a record from the first hole on; says where the last one ends.
    #[inline(always)]
    fn holes_in<L, F: Copy>(
        &self,
        bytes: &[u8],
        mut at: usize,
        (fields, mended, sink): (&[Field<F>], &mut Mended, &mut impl Sink<L, F>),
    ) -> Result<usize, Stop> {
        for hole in &self.holes {
            let rest = bytes.get(at..).unwrap_or_default();
            at += match hole.holds {
                Holds::Field(known) => value::value(rest, known.field(fields)?, (mended, sink))?,
                Holds::Unknown => skip::value(rest)?,
                Holds::Nothing => 0,
            };
            if let Some(fixed) = &hole.behind {
                let rest = bytes.get(at..).unwrap_or_default();
                at += fixed.begins(rest).ok_or_else(|| missing(rest))?;
            }
        }
        Ok(at)
    }
}

/// Why nothing fixed was found there.
#[cold]
fn missing(rest: &[u8]) -> Stop {
    if rest.len() < FIXED { Stop::Cut } else { Stop::Odd }
}

/// A stencil that is being cut out of a record.
#[derive(Debug, Default)]
struct Cut {
    head: Option<Fixed>,
    holes: Vec<Hole>,
}

impl Stencil {
    /// Cuts holes for those members into a record; none where there is no hole.
    pub(super) fn cut<'a>(
        record: &[u8],
        members: impl Iterator<Item = &'a Member>,
    ) -> Result<Option<Self>, Stop> {
        let mut cut = Cut::default();
        let mut from = 0;
        for member in members {
            let last = cut.split(record.get(from..member.value.start).unwrap_or_default())?;
            cut.put(last);
            cut.hole(member.known.map_or(Holds::Unknown, Holds::Field))?;
            from = member.value.end;
        }
        let end = cut.split(record.get(from..).unwrap_or_default())?;
        let Cut { head: Some(head), holes } = cut else { return Ok(None) };
        let first = record.get(..head.len()).unwrap_or_default();
        let turn = Fixed::new(&[end, first].concat());
        Ok(Fixed::new(end).map(|end| Self { head, holes, end, turn }))
    }
}

impl Cut {
    /// Puts all but the last part of what is fixed, if it is longer than can be compared in one go, and gives that one.
    fn split<'a>(&mut self, fixed: &'a [u8]) -> Result<&'a [u8], Stop> {
        let (parts, last) = fixed.split_at(fixed.len().saturating_sub(1) / FIXED * FIXED);
        for part in parts.chunks(FIXED) {
            self.put(part);
            self.hole(Holds::Nothing)?;
        }
        Ok(last)
    }

    /// Puts what is fixed behind the last hole.
    fn put(&mut self, part: &[u8]) {
        match self.holes.last_mut() {
            Some(hole) => hole.behind = Fixed::new(part),
            None => self.head = Fixed::new(part),
        }
    }

    fn hole(&mut self, holds: Holds) -> Result<(), Stop> {
        self.holes.try_reserve(1).map_err(|_| Stop::Full)?;
        self.holes.push(Hole { holds, behind: None });
        Ok(())
    }
}
