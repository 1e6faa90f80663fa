//! Reads a document in chunks: decides which bytes go to the fast reader, and which to the lexer.
//!
//! ```text
//!  chunk   … rec │ ord 8 },{ record 9 },{ record 10 },{ rec │ ord 11 …
//!          buffer ┴▶ fast      fast        fast       buffer ┴▶
//! ```
//! Complete records go to the fast reader, everything else to the lexer. If a chunk ends inside a record, its beginning is
//! buffered, at most 4 KiB, so that the record is complete when the next chunk comes.

use super::backoff::Backoff;
use super::document::Document;
use super::error::{Error, ErrorKind};
use super::fast::FastReader;
use super::lexer::Lexer;
use super::outcome::{Progress, Stop};
use super::schema::Schema;
use super::sink::Sink;

/// Limits of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes; none for any number.
    pub bytes: Option<u64>,
    /// The most records in the list.
    pub records: u32,
}

/// What was replaced or dropped while reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Invalid UTF-8 sequences and lone surrogates that became U+FFFD.
    pub replaced: u64,
    /// Keys that came twice in one object: the last one counts.
    pub repeated_keys: u64,
}

/// Reads one document that arrives in chunks.
#[derive(Debug)]
pub struct Reader<L: 'static, F: 'static, S> {
    lexer: Lexer,
    document: Document<L, F, S>,
    fast: Option<Box<FastReader>>,
    backoff: Backoff,
    /// The beginning of a record that continues in the next chunk.
    buffer: Vec<u8>,
    /// The number of failed attempts to read the buffered record.
    attempts: u32,
    limits: Limits,
}

/// The longest beginning of a record that is buffered, in bytes.
const MAX_BUFFERED: usize = 4096;
/// The most attempts to read a buffered record. A bracket in a text looks like its end, so one attempt may fail.
const MAX_ATTEMPTS: u32 = 8;

impl<L: Copy, F: Copy + PartialEq, S: Sink<L, F>> Reader<L, F, S> {
    /// Makes a reader of a document of this shape that writes to `sink`.
    pub fn new(schema: Schema<L, F>, sink: S, limits: Limits) -> Self {
        Self {
            lexer: Lexer::default(),
            document: Document::new(schema, sink, limits.records),
            fast: Some(Box::new(FastReader::new())),
            backoff: Backoff::default(),
            buffer: Vec::new(),
            attempts: 0,
            limits,
        }
    }

    /// Reads everything byte by byte, for tests that compare both readers.
    #[doc(hidden)]
    #[must_use]
    pub fn without_fast_reader(mut self) -> Self {
        self.fast = None;
        self
    }

    /// Returns the sink, to prepare it before the first record.
    pub fn sink(&mut self) -> &mut S {
        self.document.sink()
    }

    /// Returns the number of bytes that were read.
    pub fn bytes(&self) -> u64 {
        self.lexer.offset() + self.buffer.len() as u64
    }

    /// Returns the number of records that were read.
    pub fn records(&self) -> u32 {
        self.document.records()
    }

    /// Refuses a declared length over the limit.
    ///
    /// # Errors
    /// That it exceeds the limit.
    #[cfg(feature = "calls")]
    pub fn check_length(&self, length: u64) -> Result<(), Error> {
        match self.limits.bytes {
            Some(limit) if length > limit => Err(too_many_bytes(limit)),
            _ => Ok(()),
        }
    }

    /// Reads one more chunk.
    ///
    /// # Errors
    /// Where the document is not JSON or does not match the schema, or which limit it exceeds. Do not use the reader afterwards.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let Some(limit) = self.limits.bytes else {
            return self.read(bytes);
        };
        let left = usize::try_from(limit.saturating_sub(self.bytes())).unwrap_or(usize::MAX);
        self.read(bytes.get(..left).unwrap_or(bytes))?;
        if bytes.len() > left {
            self.flush()?;
            return Err(too_many_bytes(limit));
        }
        Ok(())
    }

    /// Ends the document; returns the sink, and what was repaired.
    ///
    /// # Errors
    /// What is missing.
    pub fn finish(mut self) -> Result<(S, Repairs), Error> {
        self.flush()?;
        self.lexer.finish(&mut self.document)?;
        let offset = self.lexer.offset();
        let replaced = self.fast.as_ref().map_or(0, |fast| fast.replaced());
        let repairs = Repairs {
            replaced: self.lexer.replaced() + replaced,
            repeated_keys: self.document.repeated_keys(),
        };
        let sink = self.document.finish().map_err(|kind| Error { offset, kind })?;
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
            if progress.stop == Stop::Incomplete && bytes.len() <= MAX_BUFFERED {
                self.attempts = 0;
                return self.append_to_buffer(bytes);
            }
            let taken = self.lex(bytes)?;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// Continues the buffered record; returns how many bytes of the new chunk it took.
    fn read_buffered(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        let before = self.buffer.len();
        let more = bytes.get(..MAX_BUFFERED.saturating_sub(before)).unwrap_or(bytes);
        self.append_to_buffer(more)?;
        let mut is_hopeless = false;
        // A record ends with a bracket. So a document that arrives byte by byte is not read again at each byte.
        if more.contains(&b'}') {
            let buffer = core::mem::take(&mut self.buffer);
            let progress = self.read_records(&buffer, 1)?;
            self.buffer = buffer;
            if progress.records > 0 {
                self.buffer.clear();
                return Ok(progress.bytes.saturating_sub(before));
            }
            self.attempts += 1;
            is_hopeless = progress.stop == Stop::Fallback || self.attempts == MAX_ATTEMPTS;
        }
        if self.buffer.len() < MAX_BUFFERED && !is_hopeless {
            return Ok(more.len());
        }
        self.buffer.truncate(before);
        self.flush()?;
        Ok(0)
    }

    fn append_to_buffer(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if self.buffer.try_reserve(bytes.len()).is_err() {
            return Err(Error { offset: self.bytes(), kind: ErrorKind::OutOfMemory });
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// Passes the buffer to the lexer.
    fn flush(&mut self) -> Result<(), Error> {
        let buffer = core::mem::take(&mut self.buffer);
        self.with_lexer(|lexer, document| lexer.feed(&buffer, document))
    }

    /// Lets the lexer read, and resets the fast reader if a list begins: the same keys may be other fields there.
    fn with_lexer<T>(
        &mut self,
        read: impl FnOnce(&mut Lexer, &mut Document<L, F, S>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let list = self.document.list_number();
        let outcome = read(&mut self.lexer, &mut self.document)?;
        if self.document.list_number() != list
            && let Some(fast) = &mut self.fast
        {
            fast.begin_list(self.document.fields(), S::TEMPLATES);
        }
        Ok(outcome)
    }

    /// Reads complete records, if records are next.
    fn read_records(&mut self, bytes: &[u8], max_records: u32) -> Result<Progress, Error> {
        let none = Progress { bytes: 0, records: 0, stop: Stop::Fallback };
        let Some(fast) = &mut self.fast else { return Ok(none) };
        let (Some(fields), Some(between)) =
            (self.document.next_record_fields(), self.lexer.between_items())
        else {
            return Ok(none);
        };
        if self.backoff.take_skip() {
            return Ok(none);
        }
        let max_records = max_records.min(self.document.records_left());
        let progress = fast.read(bytes, (fields, max_records, between), self.document.sink());
        self.lexer.skip_items(progress.bytes);
        self.document.count(progress.records);
        self.backoff.record(progress);
        if progress.stop == Stop::OutOfMemory {
            return Err(Error { offset: self.lexer.offset(), kind: ErrorKind::OutOfMemory });
        }
        Ok(progress)
    }

    /// Reads byte by byte, until a record or the chunk ends.
    fn lex(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        if self.fast.is_none() {
            return self.lexer.feed(bytes, &mut self.document).map(|()| bytes.len());
        }
        self.with_lexer(|lexer, document| lexer.feed_until_stop(bytes, document))
    }
}
fn too_many_bytes(limit: u64) -> Error {
    Error { offset: limit, kind: ErrorKind::TooLarge { what: "bytes", limit } }
}
