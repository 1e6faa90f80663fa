//! A body in chunks: which bytes go to the fast reader, and which to the lexer.
//!
//! ```text
//!  chunk   … rec │ ord 8 },{ record 9 },{ record 10 },{ rec │ ord 11 …
//!          buffer ┴▶ fast      fast        fast       buffer ┴▶
//! ```
//! Whole records go to the fast reader, everything else to the lexer. The beginning of a record that a chunk cuts is
//! buffered, at most 4 KiB of it, so that the record is whole when the next chunk comes.

use super::backoff::Backoff;
use super::error::{Error, Kind};
use super::fast::FastReader;
use super::lexer::Lexer;
use super::listing::{Listing, Sink};
use super::outcome::{Progress, Stop};
use super::schema::Schema;

/// How much may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the body; none: any number.
    pub bytes: Option<u64>,
    /// Records in the list.
    pub records: u32,
}

/// What was replaced or left out while reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Invalid UTF-8 sequences and lone surrogates that became U+FFFD.
    pub replaced: u64,
    /// Keys that came twice in one object: the last one counts.
    pub repeated_keys: u64,
}

/// Reads one body that arrives in chunks.
#[derive(Debug)]
pub struct Reader<L: 'static, F: 'static, S> {
    lexer: Lexer,
    listing: Listing<L, F, S>,
    fast: Option<Box<FastReader>>,
    backoff: Backoff,
    /// The beginning of a record.
    buffer: Vec<u8>,
    /// Failed attempts to read the buffered record.
    attempts: u32,
    limits: Limits,
}

/// The longest beginning of a record that is buffered.
const MOST_BUFFERED: usize = 4096;
/// A buffered record is tried so often: brackets in its texts look like its end.
const MOST_ATTEMPTS: u32 = 8;

impl<L: Copy, F: Copy + PartialEq, S: Sink<L, F>> Reader<L, F, S> {
    /// Will read a body of that shape into `sink`.
    pub fn new(schema: Schema<L, F>, sink: S, limits: Limits) -> Self {
        Self {
            lexer: Lexer::default(),
            listing: Listing::new(schema, sink, limits.records),
            fast: Some(Box::new(FastReader::new())),
            backoff: Backoff::default(),
            buffer: Vec::new(),
            attempts: 0,
            limits,
        }
    }

    /// Reads everything byte by byte: the oracle that tests hold the fast reader against.
    #[doc(hidden)]
    #[must_use]
    pub fn without_fast_reader(mut self) -> Self {
        self.fast = None;
        self
    }

    /// Where records go, to say something to it before the first one.
    pub fn sink(&mut self) -> &mut S {
        self.listing.sink()
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.lexer.offset() + self.buffer.len() as u64
    }

    /// How many records the list has so far.
    pub fn records(&self) -> u32 {
        self.listing.records()
    }

    /// Reads one more chunk.
    ///
    /// # Errors
    /// Where it stops being JSON of the documented shape, or what there is too much of. Afterwards the reader is of
    /// no use.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let Some(limit) = self.limits.bytes else {
            return self.read(bytes);
        };
        let left = usize::try_from(limit.saturating_sub(self.bytes())).unwrap_or(usize::MAX);
        self.read(bytes.get(..left).unwrap_or(bytes))?;
        if bytes.len() > left {
            self.flush()?;
            return Err(Error { offset: limit, kind: Kind::TooLarge { what: "bytes", limit } });
        }
        Ok(())
    }

    /// Ends the body and gives back the sink, and what was repaired.
    ///
    /// # Errors
    /// What is missing.
    pub fn finish(mut self) -> Result<(S, Repairs), Error> {
        self.flush()?;
        self.lexer.finish(&mut self.listing)?;
        let offset = self.lexer.offset();
        let replaced = self.fast.as_ref().map_or(0, |fast| fast.replaced());
        let repairs = Repairs {
            replaced: self.lexer.replaced() + replaced,
            repeated_keys: self.listing.repeated_keys(),
        };
        let sink = self.listing.finish().map_err(|kind| Error { offset, kind })?;
        Ok((sink, repairs))
    }

    fn read(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        if !self.buffer.is_empty() {
            let taken = self.read_buffered(bytes)?;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        while !bytes.is_empty() {
            let progress = self.read_records(bytes, u32::MAX)?;
            bytes = bytes.get(progress.bytes..).unwrap_or_default();
            if progress.stop == Stop::Incomplete && bytes.len() <= MOST_BUFFERED {
                self.attempts = 0;
                return self.append_to_buffer(bytes);
            }
            let taken = self.lex(bytes)?;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// Goes on with the record whose beginning is buffered; says how many bytes of the new chunk it took.
    fn read_buffered(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        let before = self.buffer.len();
        let more = bytes.get(..MOST_BUFFERED.saturating_sub(before)).unwrap_or(bytes);
        self.append_to_buffer(more)?;
        let mut is_hopeless = false;
        // A record cannot end where no bracket came, so a body that drips is not read again at each byte.
        if more.contains(&b'}') {
            let buffer = core::mem::take(&mut self.buffer);
            let progress = self.read_records(&buffer, 1)?;
            self.buffer = buffer;
            if progress.records > 0 {
                self.buffer.clear();
                return Ok(progress.bytes.saturating_sub(before));
            }
            self.attempts += 1;
            is_hopeless = progress.stop == Stop::Fallback || self.attempts == MOST_ATTEMPTS;
        }
        if self.buffer.len() < MOST_BUFFERED && !is_hopeless {
            return Ok(more.len());
        }
        self.buffer.truncate(before);
        self.flush()?;
        Ok(0)
    }

    fn append_to_buffer(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.buffer.try_reserve(bytes.len()).is_err() {
            return Err(Error { offset: self.bytes(), kind: Kind::OutOfMemory });
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// Gives the buffer to the lexer.
    fn flush(&mut self) -> Result<(), Error> {
        let buffer = core::mem::take(&mut self.buffer);
        self.with_lexer(|lexer, listing| lexer.feed(&buffer, listing))
    }

    /// Lets the lexer read, and tells the fast reader of a list that has begun: its keys may mean something else.
    fn with_lexer<T>(
        &mut self,
        read: impl FnOnce(&mut Lexer, &mut Listing<L, F, S>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let list = self.listing.list_number();
        let outcome = read(&mut self.lexer, &mut self.listing)?;
        if self.listing.list_number() != list
            && let Some(fast) = &mut self.fast
        {
            fast.begin_list(self.listing.fields(), S::TEMPLATES);
        }
        Ok(outcome)
    }

    /// Reads whole records, if they are what comes next.
    fn read_records(&mut self, bytes: &[u8], most: u32) -> Result<Progress, Error> {
        let none = Progress { bytes: 0, records: 0, stop: Stop::Fallback };
        let Some(fast) = &mut self.fast else { return Ok(none) };
        let (Some(fields), Some(between)) =
            (self.listing.next_record_fields(), self.lexer.between_items())
        else {
            return Ok(none);
        };
        if self.backoff.take_skip() {
            return Ok(none);
        }
        let most = most.min(self.listing.records_left());
        let progress = fast.read(bytes, (fields, most, between), self.listing.sink());
        self.lexer.skip_items(progress.bytes);
        self.listing.count(progress.records);
        self.backoff.note(progress);
        if progress.stop == Stop::OutOfMemory {
            return Err(Error { offset: self.lexer.offset(), kind: Kind::OutOfMemory });
        }
        Ok(progress)
    }

    /// Reads byte by byte, until a record ends or the chunk does.
    fn lex(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        if self.fast.is_none() {
            return self.lexer.feed(bytes, &mut self.listing).map(|()| bytes.len());
        }
        self.with_lexer(|lexer, listing| lexer.feed_until_stop(bytes, listing))
    }
}
