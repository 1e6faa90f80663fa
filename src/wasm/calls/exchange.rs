//! One request and its answer, over gloo-net or over the caller's own `fetch`.
//!
//! NOTE: gloo-net makes the request, but its `send` is not used. It panics when a fetch throws, when it is rejected with a
//! value that is not an `Error`, and when its answer comes from another realm (Jest). So the result of any `fetch` is
//! checked by its methods, and each step may fail.

use gloo_net::http::RequestBuilder;
use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, RequestRedirect};

use super::body::{Body, Broken};
use super::foreign::{describe, field, method, settled};
use super::promise::in_background;
use crate::http::{Head, Method, Request};
use crate::provider::HEADERS_READ;
use crate::wasm::value::object;

/// A request under way. Dropping it before its end cancels it.
pub(super) struct Exchange {
    controller: AbortController,
    /// NOTE: Node passes an abort through this object and holds it weakly. If it were collected, the connection would stay
    /// open until the provider closes it.
    request: Option<web_sys::Request>,
    /// The promise of `fetch`, while it is awaited.
    answer: Option<JsValue>,
    body: Option<Body>,
    ended: bool,
}

impl Exchange {
    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    /// A request that could not be made was not sent. A caller's own `fetch` may have sent it, whatever it throws.
    pub(super) async fn open(
        request: &Request,
        fetch: Option<&Function>,
    ) -> Result<(Self, Head), Broken> {
        let controller =
            AbortController::new().map_err(|error| Broken::Unsent(describe(&error)))?;
        let mut exchange =
            Self { controller, request: None, answer: None, body: None, ended: false };
        let answer = match fetch {
            None => exchange.send(request).map_err(Broken::Unsent)?,
            Some(fetch) => exchange.hand_over(request, fetch).map_err(Broken::Lost)?,
        };
        exchange.answered(answer).await
    }

    async fn answered(mut self, answer: JsValue) -> Result<(Self, Head), Broken> {
        let exchange = &mut self;
        let response = settled(exchange.answer.insert(answer)).await.map_err(|error| {
            // NOTE: Node throws an uncaught error when a fetch is aborted that has failed by itself.
            exchange.ended = true;
            Broken::Lost(describe(&error))
        })?;
        exchange.answer = None;
        let head = head(&response)?;
        exchange.body = match Body::of(&response) {
            // The status of a failure says enough.
            Err(Broken::Unreadable(_)) if !(200..300).contains(&head.status) => None,
            body => body?,
        };
        Ok((self, head))
    }

    /// Returns the next chunk of the body; none at its end.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) async fn read(&mut self) -> Result<Option<Uint8Array>, Broken> {
        let chunk = match &mut self.body {
            None => None,
            Some(body) => body.read().await?,
        };
        self.ended = chunk.is_none();
        Ok(chunk)
    }

    fn send(&mut self, request: &Request) -> Result<JsValue, String> {
        let mut builder = RequestBuilder::new(&request.url)
            .method(method_of(request.method))
            .redirect(RequestRedirect::Manual)
            .abort_signal(Some(&self.controller.signal()));
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let request = match &request.body {
            Some(body) => builder.body(body.as_str()),
            None => builder.build(),
        };
        let request = web_sys::Request::from(request.map_err(|error| error.to_string())?);
        let request = self.request.insert(request);
        let global = js_sys::global();
        let fetch =
            method(&global, "fetch").ok_or("this runtime has no fetch: give one as an option")?;
        fetch.call1(&global, request).map_err(|error| describe(&error))
    }

    fn hand_over(&self, request: &Request, fetch: &Function) -> Result<JsValue, String> {
        let headers: Vec<_> =
            request.headers.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        let init = object(&[
            ("method", request.method.as_str().into()),
            ("headers", object(&headers)),
            ("redirect", "manual".into()),
            ("signal", self.controller.signal().into()),
        ]);
        if let Some(body) = &request.body {
            // Setting a property of a fresh object does not fail.
            let _ = Reflect::set(&init, &"body".into(), &body.as_str().into());
        }
        fetch
            .call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init)
            .map_err(|error| describe(&error))
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        if let Some(body) = self.body.take() {
            body.cancel();
        }
        // NOTE: workerd may throw here if another request than the one that made this exchange drops it.
        if let Some(abort) = method(&self.controller, "abort") {
            drop(abort.call0(&self.controller));
        }
        if let Some(answer) = self.answer.take() {
            in_background(cancel_late(answer));
        }
    }
}

/// Returns the method as gloo-net names it.
fn method_of(method: Method) -> gloo_net::http::Method {
    match method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Put => gloo_net::http::Method::PUT,
        Method::Patch => gloo_net::http::Method::PATCH,
        Method::Delete => gloo_net::http::Method::DELETE,
    }
}

/// Cancels the answer of a `fetch` that ignores its signal: the connection must not stay open.
async fn cancel_late(answer: JsValue) {
    if let Ok(response) = settled(&answer).await {
        let body = field(&response, "body");
        if let Some(Ok(cancelled)) = method(&body, "cancel").map(|cancel| cancel.call0(&body)) {
            drop(settled(&cancelled).await);
        }
    }
}

/// Reads the head of an answer.
fn head(response: &JsValue) -> Result<Head, Broken> {
    let kind = field(response, "type").as_string().unwrap_or_default();
    if kind == "error" {
        return Err(Broken::Lost("it ended in a network error".to_owned()));
    }
    let mut head = Head { status: status(response)?, headers: Vec::new() };
    let headers = field(response, "headers");
    // A test double may have no headers.
    let Some(get) = method(&headers, "get") else { return Ok(head) };
    for &name in HEADERS_READ.iter().copied().flatten() {
        // A page sees the length of another origin's answer but not its coding, so the length cannot be compared.
        if kind == "cors" && name == "content-length" {
            continue;
        }
        let value = get.call1(&headers, &name.into()).ok().and_then(|value| value.as_string());
        head.headers.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(head)
}

/// Returns the status; 0 for a redirect that a browser hides. A test double may have `ok` alone.
///
/// NOTE: workerd returns an interim response, such as a 103, as if it were the answer.
fn status(response: &JsValue) -> Result<u16, Broken> {
    let is_ok = || field(response, "ok").is_truthy();
    let status = field(response, "status").as_f64().or_else(|| is_ok().then_some(200.0));
    let status = status.ok_or(Broken::Unreadable("it has no status"))?;
    let fits = status == 0.0 || (200.0..600.0).contains(&status);
    // NOTE: to write it as a float would add 11 kB of formatters (gzip).
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
    let status = status as u16;
    fits.then_some(status).ok_or_else(|| Broken::Lost(format!("it has the status {status}")))
}
