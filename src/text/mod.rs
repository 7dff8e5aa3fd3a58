//! Text: folding with an offset map, word boundaries, sentences.
