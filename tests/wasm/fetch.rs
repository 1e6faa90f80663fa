//! The calls over gloo-net, and over a `fetch` of the caller.

use business_units::wasm::mint_autodesk_token;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{
    DOCUMENTED, NOT_FOUND, SLOW_BODY, SLOW_HEADERS, autodesk, call, code, failure,
    fetch_autodesk_units, fetch_imocha_units, get, json, number, object, sandbox, text,
};

#[wasm_bindgen_test]
async fn the_documented_autodesk_answer_becomes_a_tree() {
    let tree = fetch_autodesk_units(autodesk(DOCUMENTED, &[])).await.unwrap();
    assert_eq!((tree.size(), tree.height()), (2, 1));
    let names: Vec<_> = (0..2).filter_map(|row| text(&tree.record(row).unwrap(), "name")).collect();
    assert_eq!(names, ["North America", "USA Western Region"]);
    assert_eq!(tree.account_id().as_deref(), Some(DOCUMENTED));
}

#[wasm_bindgen_test]
async fn a_hub_id_is_an_account_id() {
    let tree = fetch_autodesk_units(autodesk(&format!("b.{DOCUMENTED}"), &[])).await.unwrap();
    assert_eq!(tree.size(), 2);
}

#[wasm_bindgen_test]
async fn the_documented_imocha_answer_becomes_a_tree() {
    let options =
        object(&[("apiKey", &"sandbox-imocha-documented".into()), ("baseUrl", &sandbox().into())]);
    let tree = fetch_imocha_units(options).await.unwrap();
    assert_eq!((tree.size(), tree.height(), tree.count()), (2, 0, Some(2.0)));
    assert_eq!(tree.provider(), "imocha");
    assert_eq!(
        text(&tree.record(0).unwrap(), "createdAt").as_deref(),
        Some("2025-05-15T06:06:18.763")
    );
}

#[wasm_bindgen_test]
async fn a_token_may_come_from_a_mint_through_a_function() {
    let minted = mint_autodesk_token(object(&[
        ("clientId", &"sandbox-client".into()),
        ("clientSecret", &"sandbox-secret".into()),
        ("baseUrl", &sandbox().into()),
    ]))
    .await
    .unwrap();
    assert!(number(&minted, "expiresInMs").unwrap() > 3_500_000.0);
    let source = Function::new_with_args(
        "",
        &format!("return Promise.resolve({})", json(&get(&minted, "token"))),
    );
    let tree = fetch_autodesk_units(autodesk(DOCUMENTED, &[("token", &source)])).await.unwrap();
    assert_eq!(tree.size(), 2);
}

#[wasm_bindgen_test]
async fn a_wrong_secret_mints_nothing_and_is_not_shown() {
    let options = object(&[
        ("clientId", &"sandbox-client".into()),
        ("clientSecret", &"wrong-and-secret".into()),
        ("baseUrl", &sandbox().into()),
    ]);
    let error = failure(mint_autodesk_token(options).await);
    assert_eq!(text(&error, "code").as_deref(), Some("ERR_UNAUTHORIZED"));
    assert!(!json(&error).contains("wrong-and-secret"));
}

#[wasm_bindgen_test]
async fn a_refusal_carries_code_status_reason_hint_and_request_id() {
    let error = failure(fetch_autodesk_units(autodesk(NOT_FOUND, &[])).await);
    assert_eq!(text(&error, "code").as_deref(), Some("ERR_NOT_FOUND"));
    assert_eq!(number(&error, "status"), Some(404.0));
    assert_eq!(text(&error, "reason").as_deref(), Some("this account doesn't exist."));
    assert!(text(&error, "hint").unwrap().contains("Custom Integrations"));
    assert!(text(&error, "requestId").is_some());
}

#[wasm_bindgen_test]
async fn a_given_fetch_gets_the_documented_request() {
    let fetch = Function::new_with_args(
        "url, init",
        "globalThis.asked = { url, method: init.method, headers: init.headers, redirect: init.redirect }; \
         return new Response('{\"business_units\":[]}')",
    );
    let options = autodesk(
        DOCUMENTED,
        &[("fetch", &fetch), ("baseUrl", &JsValue::UNDEFINED), ("region", &"EMEA".into())],
    );
    let tree = fetch_autodesk_units(options).await.unwrap();
    assert_eq!(tree.size(), 0);
    let asked = get(&js_sys::global(), "asked");
    assert_eq!(
        text(&asked, "url").unwrap(),
        format!(
            "https://developer.api.autodesk.com/hq/v1/accounts/{DOCUMENTED}/business_units_structure"
        )
    );
    assert_eq!(
        json(&get(&asked, "headers")),
        r#"{"authorization":"Bearer sandboxTokenNotASecretAtAll1","region":"EMEA"}"#
    );
    assert_eq!(
        (text(&asked, "method"), text(&asked, "redirect")),
        (Some("GET".into()), Some("manual".into()))
    );
}

#[wasm_bindgen_test]
async fn whatever_a_given_fetch_does_is_a_typed_error() {
    for (body, expected) in [
        ("throw 'text'", "ERR_NETWORK"),
        ("throw undefined", "ERR_NETWORK"),
        ("return Promise.reject('text')", "ERR_NETWORK"),
        ("return Promise.reject(null)", "ERR_NETWORK"),
        ("return undefined", "ERR_OPTION"),
        ("return 'no response'", "ERR_OPTION"),
        ("return {}", "ERR_OPTION"),
        ("return new Response('')", "ERR_JSON"),
        ("return new Response('<html>')", "ERR_JSON"),
        ("return new Response('[]')", "ERR_SHAPE"),
        ("return new Response(null, { status: 204 })", "ERR_JSON"),
        ("return Response.redirect('https://example.com')", "ERR_REDIRECT"),
        (
            "return new Response(new ReadableStream({ pull(c) { c.error('broken') } }))",
            "ERR_NETWORK",
        ),
        (
            "return new Response(new ReadableStream({ pull(c) { c.enqueue('text'); c.close() } }))",
            "ERR_OPTION",
        ),
    ] {
        let fetch = Function::new_with_args("url, init", body);
        let result = fetch_autodesk_units(autodesk(DOCUMENTED, &[("fetch", &fetch)])).await;
        assert_eq!(code(result), expected, "{body}");
    }
}

#[wasm_bindgen_test]
async fn a_response_that_is_none_never_leaves_the_promise_open() {
    const OK: &str = "status: 200, headers: new Headers()";
    for (body, expected) in [
        ("const r = new Response('{}'); await r.text(); return r".to_owned(), "ERR_NETWORK"),
        ("const r = new Response('{}'); r.body.getReader(); return r".to_owned(), "ERR_NETWORK"),
        (format!("return {{ {OK}, body: 'text' }}"), "ERR_OPTION"),
        (format!("return {{ {OK}, body: {{ getReader: () => ({{}}) }} }}"), "ERR_OPTION"),
        (
            format!("return {{ {OK}, body: {{ getReader: () => ({{ read: () => 7 }}) }} }}"),
            "ERR_OPTION",
        ),
        (format!("return {{ {OK}, get body() {{ throw 'no' }} }}"), "ERR_OPTION"),
        ("return { status: Symbol(), headers: new Headers() }".to_owned(), "ERR_OPTION"),
        ("return { status: NaN, headers: new Headers() }".to_owned(), "ERR_NETWORK"),
        ("return { status: 65736, headers: new Headers() }".to_owned(), "ERR_NETWORK"),
        ("return Response.error()".to_owned(), "ERR_NETWORK"),
    ] {
        let fetch =
            Function::new_with_args("url, init", &format!("return (async () => {{ {body} }})()"));
        let result = fetch_autodesk_units(autodesk(DOCUMENTED, &[("fetch", &fetch)])).await;
        assert_eq!(code(result), expected, "{body}");
    }
}

#[wasm_bindgen_test]
async fn the_runtimes_own_fetch_may_do_whatever_it_likes() {
    let global = js_sys::global();
    let own = get(&global, "fetch");
    for (body, expected) in [
        ("throw 'text'", "ERR_NETWORK"),
        ("return Promise.reject('text')", "ERR_NETWORK"),
        ("return Promise.reject()", "ERR_NETWORK"),
        ("return {}", "ERR_OPTION"),
        ("return 7", "ERR_OPTION"),
    ] {
        Reflect::set(&global, &"fetch".into(), &Function::new_no_args(body)).unwrap();
        let result = fetch_autodesk_units(autodesk(DOCUMENTED, &[])).await;
        Reflect::set(&global, &"fetch".into(), &own).unwrap();
        assert_eq!(code(result), expected, "{body}");
    }
}

#[wasm_bindgen_test]
async fn bytes_may_come_from_another_realm() {
    let fetch = Function::new_no_args(
        "const frame = document.body.appendChild(document.createElement('iframe')); \
         const bytes = new frame.contentWindow.TextEncoder().encode(' {\"business_units\":[]}').subarray(1); \
         return { status: 200, headers: new Headers(), body: new ReadableStream({ start(c) { c.enqueue(bytes); c.close() } }) }",
    );
    let tree = fetch_autodesk_units(autodesk(DOCUMENTED, &[("fetch", &fetch)])).await;
    assert_eq!(tree.unwrap().size(), 0);
}

#[wasm_bindgen_test]
async fn a_body_without_end_is_over_when_the_time_is_and_other_timers_run_meanwhile() {
    for chunk in ["new Uint8Array(0)", "new Uint8Array([32])"] {
        let fetch = Function::new_no_args(&format!(
            "globalThis.ticks = 0; const timer = setInterval(() => {{ globalThis.ticks += 1 }}, 1); \
             return new Response(new ReadableStream({{ pull(c) {{ c.enqueue({chunk}) }}, cancel() {{ clearInterval(timer) }} }}))"
        ));
        let result = fetch_autodesk_units(autodesk(
            DOCUMENTED,
            &[("fetch", &fetch), ("deadlineMs", &300.into())],
        ))
        .await;
        assert_eq!(code(result), "ERR_TIMEOUT", "{chunk}");
        assert!(number(&js_sys::global(), "ticks").unwrap() > 0.0, "{chunk}");
    }
}

#[wasm_bindgen_test]
async fn a_token_function_may_give_whatever_it_likes() {
    let evil = "const p = Promise.resolve('x'); Object.defineProperty(p, 'constructor', { get() { throw new Error('no') } }); return p";
    let then = "return { get then() { throw new Error('no') } }";
    for body in [evil, then, "throw new Error('no')", "return Promise.reject(new Error('no'))"] {
        let options = autodesk(DOCUMENTED, &[("token", &Function::new_no_args(body))]);
        assert_eq!(
            text(&failure(fetch_autodesk_units(options).await), "message").as_deref(),
            Some("no"),
            "{body}"
        );
    }
    for body in ["return 7", "return undefined", "return Promise.resolve(null)", "return ''"] {
        let options = autodesk(DOCUMENTED, &[("token", &Function::new_no_args(body))]);
        assert_eq!(code(fetch_autodesk_units(options).await), "ERR_OPTION", "{body}");
    }
}

#[wasm_bindgen_test]
async fn silence_ends_in_a_timeout() {
    for account in [SLOW_HEADERS, SLOW_BODY] {
        for option in ["stallTimeoutMs", "attemptTimeoutMs", "deadlineMs"] {
            let result = fetch_autodesk_units(autodesk(account, &[(option, &100.into())])).await;
            assert_eq!(code(result), "ERR_TIMEOUT", "{option} of {account}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_body_over_the_limit_is_refused() {
    let whole = fetch_autodesk_units(autodesk(DOCUMENTED, &[("maxBytes", &10_000.into())])).await;
    assert!(whole.is_ok());
    let result = fetch_autodesk_units(autodesk(DOCUMENTED, &[("maxBytes", &100.into())])).await;
    assert_eq!(code(result), "ERR_TOO_LARGE");
}

#[wasm_bindgen_test]
async fn bad_options_are_refused_before_any_request() {
    let fetch: JsValue = Function::new_no_args("throw new Error('asked')").into();
    let with = |key: &'static str, value: JsValue| {
        autodesk(DOCUMENTED, &[("fetch", &fetch), (key, &value)])
    };
    for options in [
        with("accountId", "a.e3d5ef8d".into()),
        with("accountId", "../secrets".into()),
        with("accountId", JsValue::UNDEFINED),
        with("accountId", 7.into()),
        with("token", "two words".into()),
        with("token", JsValue::NULL),
        with("region", "emea".into()),
        with("legacyEuPath", "yes".into()),
        with("baseUrl", "http://example.com".into()),
        with("signal", object(&[])),
        with("onProgress", "text".into()),
        with("deadlineMs", 0.into()),
        with("deadlineMs", 2_147_483_648_f64.into()),
        with("attemptTimeoutMs", 1.5.into()),
        with("stallTimeoutMs", f64::NAN.into()),
        with("maxAttempts", 0.into()),
        with("maxBytes", (-1).into()),
        JsValue::from_str("no object"),
    ] {
        assert_eq!(
            code(fetch_autodesk_units(options.clone()).await),
            "ERR_OPTION",
            "{}",
            json(&options)
        );
    }
}

#[wasm_bindgen_test]
async fn progress_and_attempts_are_told() {
    let tell = |key: &str| {
        Function::new_with_args(
            "told",
            &format!("(globalThis.{key} ??= []).push(told); return Promise.reject(1)"),
        )
    };
    let options = autodesk(
        DOCUMENTED,
        &[("onProgress", &tell("progress")), ("onAttempt", &tell("attempts"))],
    );
    fetch_autodesk_units(options).await.unwrap();
    let last = call(&get(&js_sys::global(), "progress"), "at", &[(-1).into()]).unwrap();
    assert_eq!((number(&last, "bytes"), number(&last, "units")), (Some(644.0), Some(2.0)));
    let attempt = call(&get(&js_sys::global(), "attempts"), "at", &[0.into()]).unwrap();
    assert_eq!((number(&attempt, "status"), text(&attempt, "kind")), (Some(200.0), None));
}
