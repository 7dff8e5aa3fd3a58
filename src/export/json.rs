//! JSON, as one array or one object a line.

use std::io::{self, Write};

use super::Table;
use super::format::{number, refused};
use crate::Result;
use crate::store::{Cell, ColumnSpec};

pub(super) fn write_lines(table: &dyn Table, out: &mut (dyn Write + Send)) -> Result<()> {
    let columns = table.spec().columns;
    table.each(&mut |row| write_object(out, columns, row).and_then(|()| out.write_all(b"\n")).map_err(refused))?;
    out.flush().map_err(refused)
}

pub(super) fn write_array(table: &dyn Table, out: &mut (dyn Write + Send)) -> Result<()> {
    let columns = table.spec().columns;
    let mut before: &[u8] = b"[\n";
    table.each(&mut |row| {
        out.write_all(before).and_then(|()| write_object(out, columns, row)).map_err(refused)?;
        before = b",\n";
        Ok(())
    })?;
    let end: &[u8] = if before == b"[\n" { b"[]\n" } else { b"\n]\n" };
    out.write_all(end).and_then(|()| out.flush()).map_err(refused)
}

/// Every column is a key, in the order of the table; no value is `null`.
fn write_object(out: &mut (dyn Write + Send), columns: &[ColumnSpec], row: &[Cell<'_>]) -> io::Result<()> {
    let mut before = '{';
    for (column, cell) in columns.iter().zip(row) {
        // Column names are plain ASCII words.
        write!(out, "{before}\"{}\":", column.name)?;
        write_value(out, *cell)?;
        before = ',';
    }
    out.write_all(b"}")
}

fn write_value(out: &mut (dyn Write + Send), cell: Cell<'_>) -> io::Result<()> {
    match cell {
        Cell::None => out.write_all(b"null"),
        Cell::Text(text) => Ok(serde_json::to_writer(out, text)?),
        Cell::Integer(value) => write!(out, "{value}"),
        Cell::Number(value) => out.write_all(number(value).as_deref().unwrap_or("null").as_bytes()),
        Cell::Flag(value) => write!(out, "{value}"),
    }
}
