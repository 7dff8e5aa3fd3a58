//! Text: folding, word boundaries, sentences, addresses and counts; sentences as they are shown, cells of
//! tables, and words of a command line.
//!
//! Nothing here copies a text. Folding is a walk over the original that yields folded pieces with the place where each
//! ends, so that whatever is found by its folded form has the original's offsets at once.
//!
//! ```
//! use dateline::text::{characters, fold, sentences, words};
//!
//! assert_eq!(fold("Deir\u{a0}ez-Zor"), fold("deir ez zor"));
//! assert_eq!((words("Raqqa has fallen."), characters("Рaqqa")), (3, 5));
//! let text = "Raqqa has fallen. Mosul fell in July.";
//! assert_eq!(sentences(text).count(), 2);
//! ```

mod address;
mod boundary;
mod cells;
mod count;
mod delimiter;
mod fold;
mod folded_letters;
mod letters;
mod line;
mod marks;
mod regions;
mod sentences;
mod shell;
mod stops;
mod utf16;

pub use address::in_address;
pub use boundary::{ends_word, starts_word};
pub(crate) use boundary::{extend_over_marks, is_apostrophe, is_joining, is_mark, is_unspaced};
pub(crate) use cells::{guarded, join_list, list_items, split_by, split_list, without_guard};
pub(crate) use count::gather_bits;
pub use count::{CodePoints, characters, grouped, words};
pub(crate) use delimiter::delimiter_of;
pub(crate) use fold::{ASCII_FOLD, Piece, broken_word, in_lower_case, piece};
pub use fold::{fold, has_capitals_of, same_case};
pub(crate) use letters::is_letter;
pub(crate) use line::{one_line, tame_line};
pub use marks::without_marks;
pub(crate) use regions::is_region;
pub use sentences::{Sentences, crosses_sentence, sentences};
pub use shell::shell_word;
pub(crate) use utf16::Utf16Reader;
