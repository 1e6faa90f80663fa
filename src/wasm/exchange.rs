//! One request and its answer, over gloo-net or over the caller's own `fetch`.
//!
//! NOTE: gloo-net panics when a fetch is rejected with something that is no `Error`, as `controller.abort("why")` does
//! to it. So it is given a controller of our own, which is aborted without a reason; the caller's reason never gets
//! near it.

use gloo_net::http::{Method, RequestBuilder};
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestRedirect, Response};

use crate::http::{Head, Request};
use crate::provider::headers_read;

/// A request under way. Dropped before its end, it is cancelled.
pub(super) struct Exchange {
    controller: AbortController,
    reader: Option<ReadableStreamDefaultReader>,
    ended: bool,
}

impl Exchange {
    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    /// In what words the connection failed.
    pub(super) async fn open(
        request: &Request,
        fetch: Option<&Function>,
    ) -> Result<(Self, Head), String> {
        let controller = AbortController::new().map_err(|error| words(&error))?;
        let mut exchange = Self { controller, reader: None, ended: false };
        let response = match fetch {
            None => exchange.send(request).await?,
            Some(fetch) => exchange.hand_over(request, fetch).await?,
        };
        let headers = response.headers();
        let header = |name: &str| Some((name.to_owned(), headers.get(name).ok()??));
        let head = Head {
            status: response.status(),
            headers: headers_read().filter_map(header).collect(),
        };
        exchange.reader = response.body().map(|body| body.get_reader().unchecked_into());
        Ok((exchange, head))
    }

    /// The next piece of the body; none at its end.
    ///
    /// # Errors
    /// In what words the connection failed.
    pub(super) async fn read(&mut self) -> Result<Option<Uint8Array>, String> {
        let Some(reader) = &self.reader else {
            self.ended = true;
            return Ok(None);
        };
        let piece = JsFuture::from(reader.read()).await.map_err(|error| words(&error))?;
        let field =
            |key: &str| Reflect::get(&piece, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED);
        if field("done").is_truthy() {
            self.ended = true;
            return Ok(None);
        }
        let bytes = field("value").dyn_into::<Uint8Array>();
        bytes.map(Some).map_err(|_| "the body is not a stream of bytes".to_owned())
    }

    async fn send(&self, request: &Request) -> Result<Response, String> {
        let method = if request.method == "POST" { Method::POST } else { Method::GET };
        let mut builder = RequestBuilder::new(&request.url)
            .method(method)
            .redirect(RequestRedirect::Manual)
            .abort_signal(Some(&self.controller.signal()));
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let request = match &request.body {
            Some(body) => builder.body(body.as_str()),
            None => builder.build(),
        };
        let response = request.map_err(|error| error.to_string())?.send().await;
        response.map(Into::into).map_err(|error| error.to_string())
    }

    async fn hand_over(&self, request: &Request, fetch: &Function) -> Result<Response, String> {
        let init = self.init(request).map_err(|error| words(&error))?;
        let answer = fetch.call2(&JsValue::UNDEFINED, &request.url.as_str().into(), &init);
        let answer = answer.map_err(|error| words(&error))?;
        let response =
            JsFuture::from(Promise::resolve(&answer)).await.map_err(|error| words(&error))?;
        let has = |key: &str| {
            Reflect::get(&response, &key.into()).is_ok_and(|value| !value.is_undefined())
        };
        if !response.is_object() || !has("status") || !has("headers") {
            return Err("the fetch option did not give a Response".to_owned());
        }
        Ok(response.unchecked_into())
    }

    fn init(&self, request: &Request) -> Result<Object, JsValue> {
        let headers = Object::new();
        for (name, value) in &request.headers {
            Reflect::set(&headers, &(*name).into(), &value.as_str().into())?;
        }
        let init = Object::new();
        Reflect::set(&init, &"method".into(), &request.method.into())?;
        Reflect::set(&init, &"headers".into(), &headers)?;
        Reflect::set(&init, &"redirect".into(), &"manual".into())?;
        Reflect::set(&init, &"signal".into(), &self.controller.signal())?;
        if let Some(body) = &request.body {
            Reflect::set(&init, &"body".into(), &body.as_str().into())?;
        }
        Ok(init)
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        if let Some(reader) = self.reader.take() {
            // Its own failure is of no interest, but must not become an unhandled rejection.
            spawn_local(async move { drop(JsFuture::from(reader.cancel()).await) });
        }
        self.controller.abort();
    }
}

/// What a thrown value says, whatever it is. It may hold a secret: redact it.
fn words(error: &JsValue) -> String {
    let message = error.as_string().or_else(|| {
        let text = |key: &str| Reflect::get(error, &JsValue::from_str(key)).ok()?.as_string();
        Some(format!("{}: {}", text("name")?, text("message")?))
    });
    message.unwrap_or_else(|| "it was rejected without an Error".to_owned())
}
