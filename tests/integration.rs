//! The real program, run on files: one module a subject.

// A folder of its own for each test, and the program run in it.
mod workdir;

// The whole way: corpus in, store, tables, charts and summary out.
mod build;
// Dates inside the text: references, the second axis, the chronology.
mod time;
// Years BC, from the text to every output.
mod antiquity;
// A run after a run, of what is new alone, gives what a full one gives.
mod incremental;
// What a person decided, applied on every run.
mod corrections;
// Two runs side by side.
mod diff;
// What would be dated how, before a run.
mod dates;
// Charts over the bundled example, as pictures and in the terminal.
mod charts;
// What goes wrong with input, and what is said of it.
mod bad_input;
// The bundled example gives what examples/README.md says it should.
mod example;
// What is a mention and what is none: a table of sentences, run through every path of the matcher.
mod conformance;
// Copies, furniture, and the three ways to count.
mod copies;
// The fast matcher against a slow and obvious one.
mod reference;
// The page: escaping, its policy, permalinks, its size.
mod report;
// The languages of documents.
mod languages;
// The page in a real browser.
mod browser;
// One document explained: every decision, and what to paste to change it.
mod explain;
// How the fields of rows are found, and what is said where they are not.
mod fields;
// What other tools are given, read back with them.
mod formats;
// Figures of the period and the axis that were asked for, options that change nothing, exit codes.
mod period;
// What a person sees in a terminal: columns, plurals, and commands to paste.
mod terminal;
// Where results go, and what stands there already.
mod outputs;
// What dateline wrote is no article.
mod own_results;
// What people stumbled over who tried the program for the first time.
mod trial;
// Lists as people have them: spreadsheets, a name a line, beside a dump.
mod own_lists;
