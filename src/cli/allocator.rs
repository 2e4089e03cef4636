//! Where the program gets its memory from.
//!
//! Threads that read, clean and rank ask for memory millions of times, and what one has asked for another
//! often gives back. jemalloc is quicker at that than the allocators of most systems, and takes large pages
//! where it can (measured in benches/README.md). On Windows, and without the feature `jemalloc`, the
//! allocator of the system does it.

#[cfg(all(unix, feature = "jemalloc"))]
mod jemalloc {
    use tikv_jemalloc_ctl::{Access, AsName};
    use tikv_jemallocator::Jemalloc;

    #[global_allocator]
    static ALLOCATOR: Jemalloc = Jemalloc;

    /// One arena for every two processors instead of four for each, so that what one thread gives back is
    /// there for the others; and on Linux large pages, which the system fills and finds faster. (Elsewhere
    /// jemalloc would say at every start that it has none.)
    #[expect(unsafe_code, reason = "jemalloc reads its options here before the program begins")]
    #[unsafe(export_name = "_rjem_malloc_conf")]
    static OPTIONS: &[u8] = match cfg!(target_os = "linux") {
        true => b"narenas_ratio:0.5,thp:always\0",
        false => b"narenas_ratio:0.5\0",
    };

    pub(super) fn give_back_at_once() {
        let never_kept: isize = 0;
        let arenas: u32 = b"arenas.narenas\0".name().read().unwrap_or(0);
        let of_each = (0..arenas).map(|arena| format!("arena.{arena}.dirty_decay_ms\0"));
        for option in of_each.chain(["arenas.dirty_decay_ms\0".to_owned()]) {
            // Arenas that have not been needed yet cannot be asked; they will do as all new ones.
            let _ = option.as_bytes().name().write(never_kept);
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_options_are_read() {
            let large_pages: &str = b"opt.thp\0".name().read().expect("an option of jemalloc");
            let wanted = if cfg!(target_os = "linux") { "always" } else { "default" };
            assert_eq!(large_pages.trim_end_matches('\0'), wanted);
        }

        #[test]
        fn memory_is_given_back_at_once_when_asked_for() {
            let kept = |option: &[u8]| -> isize { option.name().read().expect("an option") };
            assert!(kept(b"arena.0.dirty_decay_ms\0") > 0);
            give_back_at_once();
            assert_eq!(kept(b"arena.0.dirty_decay_ms\0"), 0);
            assert_eq!(kept(b"arenas.dirty_decay_ms\0"), 0);
        }
    }
}

/// Has memory that is not needed any more given back to the system at once, not kept a while for the next
/// who needs some: slower, but a bound on memory holds only so.
pub(crate) fn give_back_at_once() {
    #[cfg(all(unix, feature = "jemalloc"))]
    jemalloc::give_back_at_once();
}
