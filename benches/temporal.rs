//! How fast dates are tagged: `cargo bench --bench temporal`. The texts are made here, of sentences of our own.

use dateline::temporal::Tagger;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Sentences with and without dates, in about the density of news: one date in forty words.
const SENTENCES: [&str; 8] = [
    "The ministry said on Wednesday that the river had risen again, and that three villages were cut off from the road. ",
    "Nobody in the market could say where the lorries had gone, although everyone had heard them pass in the night. ",
    "A spokesman for the harbour declined to comment on the figures, which had been published by a rival newspaper. ",
    "Since January 2016 the price of flour has doubled, while wages in the northern districts have hardly moved at all. ",
    "Two of the drivers were released the following morning; the third is still held by the authorities in the capital. ",
    "It may take years to rebuild the bridges, the engineers warned, and the money that was promised has yet to arrive. ",
    "The council will meet next month to decide whether the second line of the tramway should be built after all. ",
    "Some 1,500 people marched through the old town and past the parliament, singing, until the rain drove them home. ",
];

fn news(bytes: usize) -> String {
    let mut text: String = SENTENCES.iter().cycle().take(bytes / 110).copied().collect();
    text.insert_str(0, "ARDELL, June 14 — ");
    text
}

fn numbers(count: usize) -> String {
    (0..count).map(|number| format!("{} ", number * 37 % 3_000)).collect()
}

#[divan::bench(args = [10_000, 1_000_000])]
fn news_of_bytes(bencher: Bencher<'_, '_>, bytes: usize) {
    let (tagger, text) = (Tagger::english(), news(bytes));
    let published = "2017-06-14".parse().ok();
    bencher.counter(BytesCount::of_str(&text)).bench(|| tagger.references(black_box(&text), published));
}

/// Time must grow with the length of the text, and no faster.
#[divan::bench(args = [10_000, 100_000])]
fn numbers_in_a_row(bencher: Bencher<'_, '_>, count: usize) {
    let (tagger, text) = (Tagger::english(), numbers(count));
    bencher.counter(BytesCount::of_str(&text)).bench(|| tagger.references(black_box(&text), None));
}

#[divan::bench]
fn reading_the_tables() -> Tagger {
    Tagger::english()
}
