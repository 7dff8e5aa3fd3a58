//! Panics that end no run: what is caught, and what is said of it.
//!
//! Parsers and rules see hostile input, and one document must not end a run. A panic that is caught is told as data.
//! The hook that prints of panics runs before anything is caught, and belongs to the program: [`is_guarded`] tells it
//! which panics are in good hands.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// How many guards this thread works under.
    static GUARDS: Cell<u32> = const { Cell::new(0) };
}

/// Whether a panic of this thread would be caught and told by the library: a panic hook need not print it.
///
/// ```
/// let print = std::panic::take_hook();
/// std::panic::set_hook(Box::new(move |panic| {
///     if !dateline::is_guarded() {
///         print(panic);
///     }
/// }));
/// # let _ = std::panic::take_hook();
/// ```
pub fn is_guarded() -> bool {
    GUARDS.get() > 0
}

/// Does some work; the message, if it panics. What the work changed may then be half done: the caller must throw it
/// away or bring it back to what it was.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDS.set(GUARDS.get() + 1);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    GUARDS.set(GUARDS.get() - 1);
    outcome.map_err(|panic| message(&*panic).to_owned())
}

/// What is said of a document at which something panicked.
pub(crate) fn please_report(doing: &str, message: &str) -> String {
    format!("the program failed while {doing} ({message}): please report it, with this document if you can")
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

/// Panics if a test's text asks for it: `[panic while matching]`.
#[cfg(test)]
pub(crate) fn panic_if_asked(doing: &str, text: &str) {
    assert!(!text.contains(&format!("[panic while {doing}]")), "asked to while {doing}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_and_guards_are_counted() {
        assert!(!is_guarded());
        assert_eq!(guarded(|| guarded(|| panic!("inner {}", 1)).map(|()| is_guarded())), Ok(Err("inner 1".to_owned())));
        assert_eq!(guarded(is_guarded), Ok(true));
        assert!(!is_guarded());
    }
}
