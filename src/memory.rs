//! Memory that forgets. Answers, and every text that was made of them, are overwritten as soon as they are let go of: by "Clear",
//! by a change, or by the next page. Otherwise they would stand in the browser's memory until it is used again.

use std::alloc::{GlobalAlloc, Layout, System};

struct Forgetful;

#[global_allocator]
static ALLOCATOR: Forgetful = Forgetful;

// SAFETY: all is the system's, which gets back what it gave. Growing goes by the trait's own way: allocate, copy, and let go.
unsafe impl GlobalAlloc for Forgetful {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe {
            pointer.write_bytes(0, layout.size());
            System.dealloc(pointer, layout);
        }
    }
}
