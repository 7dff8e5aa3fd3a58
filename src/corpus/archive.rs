//! The members of archives. Nothing is ever written to the disk, so a member's name can do no harm.

use std::fs;
use std::io::{self, Read};
use std::sync::Arc;

use super::draft::Origin;
use super::format::{self, Kind};
use super::produce::{Flow, Producer};
use super::unpack::{Stream, why_broken};
use super::walk::is_hidden;

/// How often the packed size the members of an archive may hold together. Text packs to a third or a tenth, logs and
/// tables to a hundredth; what packs better is one piece over and over, and a few kilobytes of it fill a memory.
const DENSEST: u64 = 200;

/// So much is unpacked whatever its density.
const ALWAYS: u64 = 16 << 20;

/// What was read of the members of an archive so far.
#[derive(Default)]
struct Density {
    packed: u64,
    unpacked: u64,
}

/// A member that is read as long as the archive is no bomb.
struct Dense<'a, R> {
    member: &'a mut R,
    density: &'a mut Density,
}

impl<R: Read> Read for Dense<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Density { packed, unpacked } = self.density;
        if *unpacked > ALWAYS && *unpacked > packed.saturating_mul(DENSEST) {
            return Err(io::Error::other(format!(
                "its archive holds more than {DENSEST} times what it takes, as no text does: unpack it first"
            )));
        }
        let count = self.member.read(buffer)?;
        *unpacked += count as u64;
        Ok(count)
    }
}

impl Producer<'_> {
    /// The members of a zip archive, in the order of their names.
    pub(super) fn zip(&mut self, origin: &Arc<Origin>, file: fs::File, length: u64) -> Flow {
        let mut told = 0;
        let mut archive = match zip::ZipArchive::new(file) {
            Ok(archive) => archive,
            Err(error) => {
                self.count(length);
                return self.skip(origin.skip(format!("not a readable zip archive: {error}")));
            }
        };
        let mut members: Vec<(String, usize)> = (0..archive.len())
            .map(|index| (archive.name_for_index(index).and_then(Result::ok).unwrap_or_default().into_owned(), index))
            .collect();
        members.sort();
        let mut density = Density::default();
        for (name, index) in members {
            let mut member = match archive.by_index(index) {
                Ok(member) => member,
                Err(error) => {
                    self.skip(origin.member(&name, None).skip(format!("cannot be unpacked: {error}")))?;
                    continue;
                }
            };
            if member.is_dir() {
                continue;
            }
            self.count(member.compressed_size());
            told += member.compressed_size();
            let is_link = member.is_symlink();
            density.packed += member.compressed_size();
            let mut content = Dense { member: &mut member, density: &mut density };
            self.member(&origin.member(&name, None), &name, is_link, &mut content)?;
        }
        self.count(length.saturating_sub(told));
        Ok(())
    }

    /// The members of a tar archive, as they stand in it.
    pub(super) fn tar(&mut self, origin: &Arc<Origin>, stream: Stream) -> Flow {
        let mut archive = tar::Archive::new(stream);
        let mut entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.skip(origin.skip(why_broken(&error))),
        };
        loop {
            let mut entry = match entries.next() {
                None => return Ok(()),
                Some(Ok(entry)) => entry,
                Some(Err(error)) => {
                    let reason = format!("{}; the members before that were read", why_broken(&error));
                    return self.skip(origin.skip(reason));
                }
            };
            let kind = entry.header().entry_type();
            if kind.is_dir() {
                continue;
            }
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let name = name.strip_prefix("./").unwrap_or(&name).to_owned();
            let use_times = self.plan().options.use_file_times;
            let modified = entry.header().mtime().ok().and_then(|time| i64::try_from(time).ok()).filter(|_| use_times);
            self.member(&origin.member(&name, modified), &name, !kind.is_file(), &mut entry)?;
        }
    }

    fn member(&mut self, origin: &Arc<Origin>, name: &str, is_link: bool, content: &mut dyn Read) -> Flow {
        if name.split('/').any(|part| is_hidden(part) && part != "." && part != "..") {
            self.plan().passed.hidden();
            return Ok(());
        }
        if is_link {
            return self.skip(origin.skip("a link within the archive, not a file"));
        }
        let named = format::of_name(name.rsplit('/').next().unwrap_or_default());
        match named.kind {
            Kind::Zip | Kind::Tar => self.skip(origin.skip("an archive within an archive: unpack the outer one first")),
            _ => self.packed(origin, Box::new(content), named),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each member kept its limit, and forty of them none.
    #[test]
    fn an_archive_that_is_denser_than_text_is_read_no_further() {
        let mut density = Density::default();
        let mut read = |packed: u64, unpacked: u64| {
            density.packed += packed;
            let mut member = io::repeat(b'a').take(unpacked);
            io::copy(&mut Dense { member: &mut member, density: &mut density }, &mut io::sink())
        };
        assert_eq!(read(100, 10 << 20).unwrap(), 10 << 20);
        let error = read(100, 10 << 20).unwrap_err();
        assert!(error.to_string().contains("200 times"), "{error}");
        assert!(read(100, 1).is_err());
        assert_eq!(read(1 << 20, 30 << 20).unwrap(), 30 << 20);
    }
}
