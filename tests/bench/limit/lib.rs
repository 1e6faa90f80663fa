//! The least that any reader in WebAssembly has to do: get the bytes copied in, and see that they are UTF-8.
//!
//! JavaScript copies a chunk to `chunk()` and calls `is_utf8` with its length. A character that the end of a chunk cuts
//! in two makes the answer wrong; it takes as long, which is all that is asked here.
//!
//! The standard library's check is as fast as that of the crate `simdutf8`, with `simd128`, on these listings.

use std::cell::RefCell;

const CHUNK_BYTES: usize = 64 * 1024;

thread_local! {
    static CHUNK: RefCell<Vec<u8>> = RefCell::new(vec![0; CHUNK_BYTES]);
}

/// Where at most 64 KiB are to be copied to.
#[unsafe(no_mangle)]
pub extern "C" fn chunk() -> *const u8 {
    CHUNK.with_borrow(|bytes| bytes.as_ptr())
}

/// Whether the first `len` bytes of the chunk are UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn is_utf8(len: usize) -> bool {
    CHUNK.with_borrow(|bytes| {
        bytes.get(..len).is_some_and(|bytes| std::str::from_utf8(bytes).is_ok())
    })
}
