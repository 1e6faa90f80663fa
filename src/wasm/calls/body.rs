//! The body of an answer: a web stream, or the methods that polyfills and test doubles have in its place.

use js_sys::{Array, ArrayBuffer, Function, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::foreign::{describe, field, forget, method, settled};

/// Why a request or its answer failed.
pub(super) enum Broken {
    /// The request was not sent.
    Unsent(String),
    /// The connection failed.
    Lost(String),
    /// The answer is no `Response`: another request would get the same.
    Unreadable(&'static str),
}

/// A body that is read chunk by chunk.
pub(super) enum Body {
    /// A web stream.
    Stream { reader: JsValue, read: Function },
    /// A body that a method returns as a whole.
    Whole { response: JsValue, method: Function },
    /// A whole body that was read.
    Ended,
}

impl Body {
    /// Returns the body of an answer; none for an answer without one.
    pub(super) fn of(response: &JsValue) -> Result<Option<Self>, Broken> {
        let stream = field(response, "body");
        if stream.is_null() {
            return Ok(None);
        }
        if let Some(get_reader) = method(&stream, "getReader") {
            let reader = get_reader.call0(&stream).map_err(|error| lost(&error))?;
            let read = method(&reader, "read").ok_or(NO_BODY)?;
            return Ok(Some(Self::Stream { reader, read }));
        }
        let method = ["arrayBuffer", "text", "json"].iter().find_map(|name| method(response, name));
        let method = method.ok_or(NO_BODY)?;
        Ok(Some(Self::Whole { response: response.clone(), method }))
    }

    /// Returns the next chunk; none at the end.
    pub(super) async fn read(&mut self) -> Result<Option<Uint8Array>, Broken> {
        match self {
            Self::Stream { reader, read } => {
                let answer = read.call0(reader).map_err(|error| lost(&error))?;
                let piece = settled(&answer).await.map_err(|error| lost(&error))?;
                if field(&piece, "done").is_truthy() {
                    return Ok(None);
                }
                chunk(&field(&piece, "value")).map(Some)
            }
            Self::Whole { response, method } => {
                let answer = method.call0(response).map_err(|error| lost(&error))?;
                *self = Self::Ended;
                whole(&settled(&answer).await.map_err(|error| lost(&error))?).map(Some)
            }
            Self::Ended => Ok(None),
        }
    }

    /// Cancels a stream. A failure of that is of no interest, but must not become an unhandled rejection.
    pub(super) fn cancel(self) {
        if let Self::Stream { reader, .. } = self
            && let Some(Ok(answer)) = method(&reader, "cancel").map(|cancel| cancel.call0(&reader))
        {
            forget(answer);
        }
    }
}

const NO_BODY: Broken = Broken::Unreadable("its body cannot be read");

fn lost(error: &JsValue) -> Broken {
    Broken::Lost(describe(error))
}

/// Returns the bytes of a whole body: of a buffer, of a text, or of a value that JSON can hold.
fn whole(body: &JsValue) -> Result<Uint8Array, Broken> {
    if let Ok(bytes) = chunk(body) {
        return Ok(bytes);
    }
    let json = || JSON::stringify(body).ok().and_then(|text| text.as_string());
    let text = body.as_string().or_else(json).ok_or(NO_BODY)?;
    Ok(Uint8Array::from(text.as_bytes()))
}

/// Returns the bytes of a view or an `ArrayBuffer`.
fn chunk(value: &JsValue) -> Result<Uint8Array, Broken> {
    const OTHER: Broken = Broken::Unreadable("its body is no stream of bytes");
    if ArrayBuffer::is_view(value.unchecked_ref::<Object>()) {
        return bytes(value);
    }
    if field(value, "byteLength").as_f64().is_none() {
        return Err(OTHER);
    }
    view(&Array::of1(value)).ok_or(OTHER)
}

/// Makes our own view of bytes: a view from another realm, or of a subclass, may throw on any access.
fn bytes(value: &JsValue) -> Result<Uint8Array, Broken> {
    let gone = || Broken::Lost("a chunk of the body was transferred before it was read".to_owned());
    let [buffer, offset, length] =
        ["buffer", "byteOffset", "byteLength"].map(|key| field(value, key));
    if !buffer.is_object() {
        return Err(gone());
    }
    view(&Array::of3(&buffer, &offset, &length)).ok_or_else(gone)
}

/// Makes a view with these arguments; none for a buffer that is gone.
fn view(arguments: &Array) -> Option<Uint8Array> {
    let class = method(&js_sys::global(), "Uint8Array")?;
    Reflect::construct(&class, arguments).ok()?.dyn_into().ok()
}
