//! A format of your own: a table of a run as Markdown.
//!
//! ```text
//! cargo run --example write_an_exporter -- output > mentions.md
//! ```

use std::io::Write;
use std::path::Path;

use dateline::export::{StoreTable, Table};
use dateline::store::{Cell, MENTIONS, Select, Store};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "output".into());
    let store = Store::open(Path::new(&folder))?;
    let places = Select { kind: Some(dateline::gazetteer::Kind::Place), ..Select::default() };
    let table = StoreTable::new(&store, &MENTIONS, &places).limited(50);
    markdown(&table, &["published", "name", "sentence"], &mut std::io::stdout().lock())?;
    Ok(())
}

/// Writes some columns of any table. Rows come one after the other; none is kept.
fn markdown(table: &dyn Table, columns: &[&str], out: &mut dyn Write) -> dateline::Result<()> {
    let place = |name: &&str| table.spec().columns.iter().position(|column| column.name == *name);
    let places: Vec<usize> = columns.iter().filter_map(place).collect();
    // The library's errors keep their cause; an exporter's own do the same.
    let failed = |cause| dateline::Error::new(dateline::ErrorKind::Output, "cannot write").caused_by(cause);
    writeln!(out, "| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len())).map_err(failed)?;
    table.each(&mut |row| {
        let cells: Vec<String> = places.iter().map(|&at| text(row[at])).collect();
        writeln!(out, "| {} |", cells.join(" | ")).map_err(failed)
    })
}

/// A cell in which Markdown sees no mark-up: what a document says stays text.
fn text(cell: Cell<'_>) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Text(text) => text
            .chars()
            .flat_map(|c| match c {
                '\n' | '\r' => vec![' '],
                '|' | '<' | '*' | '_' | '[' | '`' | '\\' => vec!['\\', c],
                other => vec![other],
            })
            .collect(),
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) => value.to_string(),
        Cell::Flag(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::store::{ColumnSpec, TableSpec};

    const ONE: TableSpec =
        TableSpec { name: "one", columns: &[ColumnSpec::text("a", "text"), ColumnSpec::integer("b", "number")] };

    struct One;

    impl Table for One {
        fn spec(&self) -> &TableSpec {
            &ONE
        }
        fn each(&self, row: &mut dyn FnMut(&[Cell<'_>]) -> dateline::Result<()>) -> dateline::Result<()> {
            row(&[Cell::Text("x|y\n<b>"), Cell::Integer(3)])
        }
    }

    #[test]
    fn markup_is_text() {
        let mut out = Vec::new();
        markdown(&One, &["b", "a"], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "| b | a |\n|---|---|\n| 3 | x\\|y \\<b> |\n");
    }
}
