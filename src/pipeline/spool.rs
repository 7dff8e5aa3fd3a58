//! Documents that wait for what the rest of the corpus says of them: on disk, so that memory stays bounded.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Lines, Seek, Write};

use crate::corpus::Document;
use crate::{Error, ErrorKind, Result};

/// A queue of documents in a file without a name, which is gone when the process is.
#[derive(Debug, Default)]
pub(super) struct Spool {
    file: Option<BufWriter<File>>,
}

impl Spool {
    /// Puts a document at the end.
    ///
    /// # Errors
    /// When the temporary file cannot be made or written.
    pub(super) fn push(&mut self, document: &Document) -> Result<()> {
        if self.file.is_none() {
            self.file = Some(BufWriter::new(tempfile::tempfile().map_err(failed)?));
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        serde_json::to_writer(&mut *file, document).map_err(|cause| failed(cause.into()))?;
        file.write_all(b"\n").map_err(failed)
    }

    /// All documents, in the order in which they came.
    ///
    /// # Errors
    /// When the temporary file cannot be written to its end.
    pub(super) fn into_documents(self) -> Result<Documents> {
        let Some(file) = self.file else { return Ok(Documents { lines: None }) };
        let mut file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.rewind().map_err(failed)?;
        Ok(Documents { lines: Some(BufReader::new(file).lines()) })
    }
}

/// The documents of a spool.
#[derive(Debug)]
pub(super) struct Documents {
    lines: Option<Lines<BufReader<File>>>,
}

impl Iterator for Documents {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        let line = self.lines.as_mut()?.next()?;
        Some(line.and_then(|line| serde_json::from_str(&line).map_err(Into::into)).map_err(failed))
    }
}

fn failed(cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Output, "cannot keep documents in a temporary file")
        .help("is there room in the folder for temporary files? TMPDIR names another")
        .caused_by(cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::document;

    #[test]
    fn documents_come_back_as_they_went() {
        let mut spool = Spool::default();
        let documents = [document("a", "One line.\nAnd “another”.", Some("2017-06")), document("b", "", None)];
        documents.iter().for_each(|document| spool.push(document).unwrap());
        let back: Vec<Document> = spool.into_documents().unwrap().map(Result::unwrap).collect();
        assert_eq!(back, documents);
        assert_eq!(Spool::default().into_documents().unwrap().count(), 0);
    }
}
