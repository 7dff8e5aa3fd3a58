//! From a folder of news and a list of names to dated, normalised, evidence-backed timelines.

#![deny(missing_docs)]
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod calendar;
pub mod chart;
pub mod corpus;
mod error;
pub mod export;
pub mod gazetteer;
pub mod matcher;
pub mod pipeline;
pub mod store;
pub mod temporal;
pub mod text;
pub mod timeline;

pub use error::{Error, ErrorKind, Result};
