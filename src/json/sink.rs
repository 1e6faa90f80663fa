//! What a reader writes to.

/// Receives the records of a list. Functions that return a boolean return false if memory is used up.
pub trait Sink<L, F> {
    /// Begins a list, and drops the records of an earlier one. Returns false if the document must not have this list as well.
    fn begin_list(&mut self, name: L) -> bool;
    /// Sets a field of the current record; none for `null`. A later value for the same field replaces this one.
    fn field(&mut self, name: F, value: Option<&str>) -> bool;
    /// As [`Sink::field`], of bytes that are UTF-8. A sink of bytes can override it to avoid a second check.
    fn text(&mut self, name: F, value: &[u8]) -> bool {
        self.field(name, Some(core::str::from_utf8(value).unwrap_or_default()))
    }
    /// As [`Sink::text`], of the first `len` bytes. The bytes after them allow copying in steps of a fixed size.
    fn prefix(&mut self, name: F, bytes: &[u8], len: usize) -> bool {
        self.text(name, bytes.get(..len).unwrap_or_default())
    }
    /// As [`Sink::field`], of a UUID in canonical form: its sixteen bytes as two little-endian words.
    fn uuid(&mut self, name: F, words: [u64; 2]) -> bool;
    /// Whether the sink has templates. If not, the reader calls neither of the next two functions.
    const TEMPLATES: bool = false;
    /// Keeps the current record as a template.
    fn keep_as_template(&mut self) {}
    /// Makes the current record equal to the template.
    fn begin_from_template(&mut self) {}
    /// Drops the current record: it will be read again from its first byte.
    fn drop_record(&mut self);
    /// Ends the current record.
    fn end_record(&mut self) -> bool;
    /// Sets a member of the document. For an array of strings, `None` and then each string.
    fn member(&mut self, name: L, value: Option<&str>) -> bool;
}
