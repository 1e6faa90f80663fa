//! `Retry-After`: how long a provider asks to wait.

use super::Head;
use super::date::unix_seconds;
use super::text::whole_number;

/// Returns how long an answer asks to wait, in milliseconds; none if its `Retry-After` is missing or malformed.
///
/// A date is measured against the answer's own `Date`, so that neither clock has to be right. Without one it is measured
/// against `unix_ms`, the caller's clock. A date in the past is 0.
///
/// ```
/// use business_units::http::{Head, retry_after_ms};
///
/// let head = |value: &str| Head { status: 503, headers: vec![("retry-after".into(), value.into())] };
/// assert_eq!(retry_after_ms(&head("2"), None), Some(2_000));
/// assert_eq!(retry_after_ms(&head("Thu, 01 Jan 1970 00:00:09 GMT"), Some(5_500)), Some(3_500));
/// assert_eq!(retry_after_ms(&head("-1"), None), None);
/// ```
pub fn retry_after_ms(head: &Head, unix_ms: Option<u64>) -> Option<u64> {
    let value = trimmed(head.header("retry-after")?);
    match whole_number(value).filter(|_| value.len() <= 9) {
        Some(seconds) => Some(seconds * 1_000),
        None => until(value, head, unix_ms),
    }
}

/// Trims spaces and tabs.
fn trimmed(mut value: &str) -> &str {
    while let Some(rest) = value.strip_prefix(' ').or_else(|| value.strip_prefix('\t')) {
        value = rest;
    }
    while let Some(rest) = value.strip_suffix(' ').or_else(|| value.strip_suffix('\t')) {
        value = rest;
    }
    value
}

/// Returns the time until a date, in milliseconds.
fn until(value: &str, head: &Head, unix_ms: Option<u64>) -> Option<u64> {
    let local_ms = unix_ms.and_then(|ms| i64::try_from(ms).ok());
    let local_seconds = local_ms.unwrap_or_default() / 1_000;
    let sent = head.header("date").and_then(|date| unix_seconds(date, local_seconds));
    let now_ms = sent.map(|seconds| seconds * 1_000).or(local_ms)?;
    let then_ms = unix_seconds(value, now_ms / 1_000)? * 1_000;
    Some(u64::try_from(then_ms - now_ms).unwrap_or_default())
}
