//! Parquet, by the store's own writer.

use std::io::{self, Write};

use parquet::errors::ParquetError;

use super::Table;
use super::format::refused;
use crate::store::TableWriter;
use crate::{Error, Result};

pub(super) fn write(table: &dyn Table, out: &mut (dyn Write + Send)) -> Result<()> {
    let spec = table.spec();
    let mut writer = TableWriter::new(spec.name, spec.columns, out).map_err(failed)?;
    table.each(&mut |row| writer.push(row).map_err(failed))?;
    let (out, _) = writer.finish().map_err(failed)?;
    out.flush().map_err(refused)
}

fn failed(cause: ParquetError) -> Error {
    refused(match cause {
        ParquetError::External(inner) => inner.downcast::<io::Error>().map_or_else(io::Error::other, |cause| *cause),
        other => io::Error::other(other),
    })
}
