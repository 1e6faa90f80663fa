//! The base address of a provider: an origin with an optional path prefix.

use crate::error::{Code, Error};
use crate::http::text::{replaced, split_once, whole_number};

/// Returns the base address without a slash at its end.
///
/// # Errors
/// `ERR_OPTION` unless it is https, or http on a loopback host, with nothing but a host, a port and a path.
pub(super) fn base(given: Option<&str>, default: &'static str) -> Result<String, Error> {
    let Some(given) = given else { return Ok(default.to_owned()) };
    check(given).map_err(|why| Error::new(Code::Option, format!("baseUrl {why}")))?;
    let mut base = given;
    while let Some(shorter) = base.strip_suffix('/') {
        base = shorter;
    }
    Ok(base.to_owned())
}

fn check(url: &str) -> Result<(), &'static str> {
    let (scheme, rest) =
        split_once(url, "://").ok_or("must be an absolute URL such as https://example.com")?;
    let (authority, path) = split_once(rest, "/").unwrap_or((rest, ""));
    let (host, port) = split_port(authority).ok_or("has an invalid host")?;
    if !is_host(host) || !is_port(port) {
        return Err("has an invalid host or port");
    }
    if !path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte)) {
        return Err("may have a path, but no query, no fragment and no spaces");
    }
    let is_slash = |byte: &u8| *byte == b'/';
    let dots = replaced(&path.to_ascii_lowercase(), "%2e", ".");
    if dots.as_bytes().split(is_slash).any(|segment| matches!(segment, b"." | b"..")) {
        return Err("may have a path, but no . or .. in it");
    }
    match scheme {
        "https" => Ok(()),
        "http" if is_loopback(host) => Ok(()),
        _ => Err("must be https, or http on a loopback host"),
    }
}

fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (host, port) = split_once(rest, "]").filter(|(host, _)| is_ipv6(host))?;
        return if port.is_empty() {
            Some((host, None))
        } else {
            Some((host, Some(port.strip_prefix(':')?)))
        };
    }
    Some(split_once(authority, ":").map_or((authority, None), |(host, port)| (host, Some(port))))
}

fn is_ipv6(host: &str) -> bool {
    host.as_bytes().contains(&b':')
}

fn is_host(host: &str) -> bool {
    let ipv6 = is_ipv6(host);
    !host.is_empty()
        && host.bytes().all(|byte| match byte {
            b':' => true,
            b'.' | b'-' => !ipv6,
            _ => byte.is_ascii_alphanumeric(),
        })
}

fn is_port(port: Option<&str>) -> bool {
    port.is_none_or(|port| whole_number(port).is_some_and(|port| (1..=65_535).contains(&port)))
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == "::1" || is_of_127(host)
}

/// Returns whether a host is `127.` and three more bytes. NOTE: a URL reads 0127 as octal, which is 87.
fn is_of_127(host: &str) -> bool {
    let Some(mut rest) = host.strip_prefix("127.") else { return false };
    let is_octet = |text| whole_number(text).is_some_and(|number| number < 256);
    for _ in 0..2 {
        match split_once(rest, ".") {
            Some((octet, others)) if is_octet(octet) => rest = others,
            _ => return false,
        }
    }
    is_octet(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_https_or_http_on_a_loopback_host() {
        for url in [
            "https://example.com",
            "https://example.com:8443/a/b-c/",
            "https://[2001:db8::1]",
            "http://localhost:8787",
            "http://127.0.0.1:1",
            "http://127.255.255.254/prefix",
            "http://[::1]:80",
        ] {
            assert_eq!(check(url), Ok(()), "{url}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for url in [
            "",
            "example.com",
            "https://",
            "https:///path",
            "http://example.com",
            "http://10.0.0.1",
            "http://127.0.0.1.example.com",
            "http://127.1",
            "http://0127.0.0.1",
            "http://[localhost]",
            "https://example.com:+443",
            "http://localhost.example.com",
            "ftp://localhost",
            "https://user:pass@example.com",
            "https://example.com?x=1",
            "https://example.com/a#b",
            "https://exa mple.com",
            "https://example.com/a b",
            "https://example.com:0",
            "https://example.com:65536",
            "https://example.com/a/../b",
            "https://example.com/%2E%2e/b",
            "https://example.com/.",
            "https://[::1",
            "https://[::1]x",
            "https://example.com\\@evil.test",
            "HTTPS://example.com",
            "https://ex\u{e4}mple.com",
        ] {
            assert!(check(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_slash_at_the_end_is_dropped() {
        assert_eq!(base(Some("https://example.com/api//"), "").unwrap(), "https://example.com/api");
    }
}
