//! CSV.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{ErrorKind as CsvKind, WriterBuilder};

use super::Table;
use super::format::{FormatOptions, number, refused};
use crate::store::Cell;
use crate::text::guarded;
use crate::{Error, Result};

pub(super) fn write(table: &dyn Table, options: FormatOptions, out: &mut (dyn Write + Send)) -> Result<()> {
    if options.excel {
        out.write_all("\u{feff}".as_bytes()).map_err(refused)?;
    }
    let delimiter = if options.excel { b';' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(out);
    let header = table.spec().columns.iter().map(|column| column.name);
    writer.write_record(header).map_err(failed)?;
    table.each(&mut |row| {
        for cell in row {
            writer.write_field(field(*cell, options).as_bytes()).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)
    })?;
    writer.flush().map_err(refused)
}

fn field(cell: Cell<'_>, options: FormatOptions) -> Cow<'_, str> {
    match cell {
        Cell::None => Cow::Borrowed(""),
        Cell::Text(text) if options.spreadsheet_safe => guarded(text),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Integer(value) => Cow::Owned(value.to_string()),
        Cell::Number(value) => {
            let digits = number(value).unwrap_or_default();
            Cow::Owned(if options.excel { digits.replace('.', ",") } else { digits })
        }
        Cell::Flag(value) => Cow::Borrowed(if value { "true" } else { "false" }),
    }
}

fn failed(cause: csv::Error) -> Error {
    match cause.into_kind() {
        CsvKind::Io(cause) => refused(cause),
        other => refused(io::Error::other(format!("{other:?}"))),
    }
}
