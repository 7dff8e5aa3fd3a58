//! What the columns of each table are called, what they hold, and in which units.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnType {
    /// UTF-8 text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Number,
    /// Yes or no.
    Flag,
}

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Its name in every file.
    pub name: &'static str,
    /// What it holds.
    pub holds: ColumnType,
    /// Whether a row may have no value.
    pub optional: bool,
    /// Whether few values stand in many rows, so that a dictionary saves room.
    pub repeats: bool,
    /// Whether it is known only when all documents were seen, as copies, furniture and counts are.
    pub late: bool,
    /// What it means, in one line.
    pub meaning: &'static str,
}

impl ColumnSpec {
    /// A column of text.
    pub const fn text(name: &'static str, meaning: &'static str) -> ColumnSpec {
        ColumnSpec { name, holds: ColumnType::Text, optional: false, repeats: true, late: false, meaning }
    }

    /// A column of whole numbers.
    pub const fn integer(name: &'static str, meaning: &'static str) -> ColumnSpec {
        ColumnSpec { name, holds: ColumnType::Integer, optional: false, repeats: false, late: false, meaning }
    }

    /// A column of numbers with a fraction.
    pub const fn number(name: &'static str, meaning: &'static str) -> ColumnSpec {
        ColumnSpec { name, holds: ColumnType::Number, optional: false, repeats: true, late: false, meaning }
    }

    /// A column of yes and no.
    pub const fn flag(name: &'static str, meaning: &'static str) -> ColumnSpec {
        ColumnSpec { name, holds: ColumnType::Flag, optional: false, repeats: false, late: false, meaning }
    }

    /// The same column, where a row may have no value.
    pub const fn optional(self) -> ColumnSpec {
        ColumnSpec { optional: true, ..self }
    }

    /// The same column, where hardly two rows have the same value.
    pub const fn distinct(self) -> ColumnSpec {
        ColumnSpec { repeats: false, ..self }
    }

    /// The same column, where its values are known only when all documents were seen.
    pub const fn late(self) -> ColumnSpec {
        ColumnSpec { late: true, ..self }
    }
}

/// A table: its name, which is its file's too, and its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The table's name.
    pub name: &'static str,
    /// Its columns, in the order of every export.
    pub columns: &'static [ColumnSpec],
}

impl TableSpec {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns that are written before all documents were seen.
    pub(super) fn early_columns(&self) -> Vec<ColumnSpec> {
        self.columns.iter().copied().filter(|column| !column.late).collect()
    }

    /// The columns that are known only when all documents were seen.
    pub(super) fn late_columns(&self) -> Vec<ColumnSpec> {
        self.columns.iter().copied().filter(|column| column.late).collect()
    }

    /// The name of its file in the store.
    pub fn file(&self) -> String {
        format!("{}.parquet", self.name)
    }
}

/// One row a document, in the order of the corpus.
pub const DOCUMENTS: TableSpec = TableSpec {
    name: "documents",
    columns: &[
        ColumnSpec::text("document", "the document's id").distinct(),
        ColumnSpec::text("source", "where it was read: path, !member, #row").distinct(),
        ColumnSpec::text("title", "its title, or empty").distinct(),
        ColumnSpec::text("published", "when it was published, as finely as known").optional(),
        ColumnSpec::text("published_granularity", "how fine that date is: day, month, year …").optional(),
        ColumnSpec::text("published_from", "where the date was learnt").optional(),
        ColumnSpec::text("published_note", "what is doubtful about the date, or why there is none").optional(),
        ColumnSpec::integer("words", "words of title and text"),
        ColumnSpec::integer("characters", "code points of title and text"),
        ColumnSpec::text("url", "the web address that it states").optional().distinct(),
        ColumnSpec::text("publisher", "who published it").optional(),
        ColumnSpec::text("genre", "news or narrative: what its relative dates were counted from").optional(),
        ColumnSpec::text("fingerprint", "XXH3 128 of title and text, in hexadecimal").distinct(),
        ColumnSpec::text("outlet", "who published it: publisher, else web host, else folder or table"),
        ColumnSpec::text("copy_of", "the id of the document that it is a copy of").optional().late(),
        ColumnSpec::integer("furniture_words", "words of its paragraphs that stand on many pages of the outlet").late(),
        ColumnSpec::text("lang", "the language that it is written in: ISO 639-1, else 639-3").optional(),
        ColumnSpec::text("lang_from", "where that was learnt: stated or detected").optional(),
        ColumnSpec::integer("lang_confidence", "how sure a detected language is, in percent").optional(),
    ],
};

/// One row a mention, in the order of the documents, their fields, and the text.
pub const MENTIONS: TableSpec = TableSpec {
    name: "mentions",
    columns: &[
        ColumnSpec::text("document", "the document's id"),
        ColumnSpec::text("source", "where the document was read"),
        ColumnSpec::text("field", "title or text"),
        ColumnSpec::integer("start", "first code point in the field"),
        ColumnSpec::integer("end", "the code point after the last"),
        ColumnSpec::integer("byte_start", "first UTF-8 byte in the field"),
        ColumnSpec::integer("byte_end", "the byte after the last"),
        ColumnSpec::text("surface", "the exact characters"),
        ColumnSpec::text("entity", "the entity's id"),
        ColumnSpec::text("kind", "place, person or organisation"),
        ColumnSpec::text("name", "the entity's name"),
        ColumnSpec::text("alias", "the alias that fired, as the gazetteer writes it"),
        ColumnSpec::text("rule", "the rule that let it count"),
        ColumnSpec::text("sentence", "the sentence around it"),
        ColumnSpec::text("published", "when the document was published").optional(),
        ColumnSpec::text("published_granularity", "how fine that date is").optional(),
        ColumnSpec::number("lat", "degrees north, for a place").optional(),
        ColumnSpec::number("lon", "degrees east, for a place").optional(),
        ColumnSpec::text("referenced_from", "the first day of the date that governs it").optional(),
        ColumnSpec::text("referenced_to", "the last day of that date").optional(),
        ColumnSpec::text("referenced_granularity", "how fine that date is").optional(),
        ColumnSpec::text("referenced_surface", "the exact characters of that date").optional(),
        ColumnSpec::text("referenced_rule", "how it is tied: clause, sentence, paragraph, narrative").optional(),
        ColumnSpec::number("score", "how likely the entity is meant: log odds, to compare in one document").optional(),
        ColumnSpec::text("runner_up", "the id of the next likeliest entity of the same name").optional(),
        ColumnSpec::integer("in_sentence", "code points of the sentence, as it stands here, before the mention"),
        ColumnSpec::integer("sentence_start", "the code point at which the whole sentence begins in the field"),
        ColumnSpec::text("outlet", "who published the document"),
        ColumnSpec::text("copy_of", "the id of the document that its document is a copy of").optional().late(),
        ColumnSpec::flag("furniture", "whether its paragraph stands on many pages of the outlet").late(),
    ],
};

/// One row a date reference, in the order of the documents, their fields, and the text.
pub const DATES: TableSpec = TableSpec {
    name: "dates",
    columns: &[
        ColumnSpec::text("document", "the document's id"),
        ColumnSpec::text("source", "where the document was read"),
        ColumnSpec::text("field", "title or text"),
        ColumnSpec::integer("start", "first code point in the field"),
        ColumnSpec::integer("end", "the code point after the last"),
        ColumnSpec::integer("byte_start", "first UTF-8 byte in the field"),
        ColumnSpec::integer("byte_end", "the byte after the last"),
        ColumnSpec::text("surface", "the exact characters"),
        ColumnSpec::text("value", "what it names, in TIMEX3 form; none where it is unresolved").optional(),
        ColumnSpec::text("from", "the first day that it names, or of the range that it is an end of").optional(),
        ColumnSpec::text("to", "the last day").optional(),
        ColumnSpec::text("granularity", "how fine it is: day, week, month … century").optional(),
        ColumnSpec::text("anchor", "what it was counted from: explicit, published, reference, missing"),
        ColumnSpec::text("rule", "the rule of the language data that found it"),
        ColumnSpec::text("modifier", "what narrows it: start, mid, end, approx, since, until, before, after")
            .optional(),
        ColumnSpec::text("alternative", "the other reading, where tense or nearness decided").optional(),
        ColumnSpec::text("unresolved", "why it has no value").optional(),
        ColumnSpec::text("sentence", "the sentence around it"),
        ColumnSpec::text("entities", "ids of the entities that the sentence mentions, with | between").optional(),
        ColumnSpec::text("published", "when the document was published").optional(),
        ColumnSpec::text("published_granularity", "how fine that date is").optional(),
    ],
};

/// One row an entity, in the order of the gazetteers. What they alone decide is encoded once for a list, however often
/// it is used.
pub const ENTITIES: TableSpec = TableSpec {
    name: "entities",
    columns: &[
        ColumnSpec::text("id", "the entity's id").distinct(),
        ColumnSpec::text("kind", "place, person or organisation"),
        ColumnSpec::text("name", "the name that outputs show").distinct(),
        ColumnSpec::text("class", "a finer class in the gazetteer's words").optional(),
        ColumnSpec::text("country", "ISO 3166-1 alpha-2").optional(),
        ColumnSpec::number("lat", "degrees north").optional().distinct(),
        ColumnSpec::number("lon", "degrees east").optional().distinct(),
        ColumnSpec::integer("geonames", "GeoNames' identifier").optional(),
        ColumnSpec::text("wikidata", "Wikidata's identifier").optional().distinct(),
        ColumnSpec::text("tags", "the gazetteer's labels, with | between").optional(),
        ColumnSpec::integer("population", "inhabitants").optional(),
        ColumnSpec::integer("priority", "the higher wins between entities that share an alias"),
        ColumnSpec::integer("mentions", "its mentions in the corpus").late(),
        ColumnSpec::integer("documents", "documents with at least one of them").late(),
        ColumnSpec::integer("distinct_mentions", "mentions that stand neither in a copy nor in furniture").late(),
        ColumnSpec::integer("distinct_documents", "documents with at least one of those").late(),
        ColumnSpec::integer("sources", "distinct outlets with a mention that is no furniture").late(),
        ColumnSpec::text("former_ids", "ids that it had, or has in lists that it was joined from, with | between")
            .optional()
            .distinct(),
        ColumnSpec::text("same_as", "identifiers of the same thing elsewhere, with | between").optional().distinct(),
        ColumnSpec::text("admin1", "the state or province that it lies in: a code or a name").optional(),
        ColumnSpec::text("admin2", "the county or district that it lies in: a code or a name").optional(),
        ColumnSpec::text("feature", "GeoNames' feature class and code").optional(),
        ColumnSpec::text("note", "what the gazetteer says of it besides").optional().distinct(),
    ],
};

/// One row an alias, in the order of the entities.
pub const ALIASES: TableSpec = TableSpec {
    name: "aliases",
    columns: &[
        ColumnSpec::text("entity", "the entity's id"),
        ColumnSpec::text("alias", "the alias as the gazetteer writes it").distinct(),
        ColumnSpec::text("key", "the alias folded, as look-ups compare it").distinct(),
        ColumnSpec::integer("mentions", "mentions that this alias gave").late(),
        ColumnSpec::text("case", "in which letter case it counts: exact, capitalised, any"),
        ColumnSpec::flag("weak", "whether it counts only beside another name of the entity"),
        ColumnSpec::text("lang", "its language, BCP 47").optional(),
        ColumnSpec::text("from", "it counts from this day of publication on").optional(),
        ColumnSpec::text("to", "it counts up to this day").optional(),
        ColumnSpec::text("not_before", "words that it never stands before, with | between").optional(),
        ColumnSpec::text("not_after", "words that it never stands after, with | between").optional(),
        ColumnSpec::flag("sure", "whether it counts whatever the words beside it say"),
        ColumnSpec::flag("anywhere", "whether it counts in addresses, file names and hashtags, too"),
    ],
};
