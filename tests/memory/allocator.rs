//! The system's allocator, which on one thread and for a while refuses what is large.

#![allow(
    unsafe_code,
    reason = "no allocator is written without it; each call is handed on as it came"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ops::Range;

/// Less is never refused: what is small and of no listing's size may abort.
pub(crate) const LARGE: usize = 2048;

#[global_allocator]
static ALLOCATOR: Refusing = Refusing;

thread_local! {
    /// Which large allocations are refused, from now on.
    static REFUSALS: Cell<Range<u32>> = const { Cell::new(0..0) };
    /// How many were.
    static REFUSED: Cell<u32> = const { Cell::new(0) };
}

struct Refusing;

/// Runs it on this thread without memory for some of its large allocations, and says how many were refused.
pub(crate) fn without_memory_for<T>(refusals: Range<u32>, run: impl FnOnce() -> T) -> (T, u32) {
    REFUSED.set(0);
    REFUSALS.set(refusals);
    let outcome = run();
    REFUSALS.set(0..0);
    (outcome, REFUSED.get())
}

fn is_granted(size: usize) -> bool {
    if size < LARGE {
        return true;
    }
    let refusals = REFUSALS.take();
    REFUSALS.set(refusals.start.saturating_sub(1)..refusals.end.saturating_sub(1));
    let is_refused = refusals.contains(&0);
    REFUSED.set(REFUSED.get() + u32::from(is_refused));
    !is_refused
}

// SAFETY: what is granted is the system allocator's, and a null pointer says that there is no memory.
unsafe impl GlobalAlloc for Refusing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_granted(layout.size()) {
            unsafe { System.alloc(layout) }
        } else {
            std::ptr::null_mut()
        }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if is_granted(layout.size()) {
            unsafe { System.alloc_zeroed(layout) }
        } else {
            std::ptr::null_mut()
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if is_granted(size) {
            unsafe { System.realloc(block, layout, size) }
        } else {
            std::ptr::null_mut()
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}
