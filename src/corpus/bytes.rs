//! A file as bytes: read, decompressed as far as it goes, and within limits.

use std::fs::File;
use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::Limits;
use super::format::Compression;
use super::problems::io_reason;
use super::walk::SourceFile;
use crate::progress::Progress;

/// The content of a file.
pub(super) struct Loaded {
    pub(super) bytes: Vec<u8>,
    /// Why the content ends before the file does; what is there is good up to its last byte.
    pub(super) cut: Option<String>,
}

/// Reads a file; the reason, if nothing of it can be used.
pub(super) fn load(
    file: &SourceFile,
    limits: &Limits,
    progress: &dyn Progress,
) -> Result<Loaded, String> {
    if let Some(content) = &file.content {
        return load_from(&content[..], file, false, limits);
    }
    let opened = File::open(&file.path).map_err(|error| io_reason(&error))?;
    if file.compression.is_none() {
        // The file itself, since only then the memory it is read into need not be cleared first.
        return read_within(opened, file, limits, None, &|bytes| progress.advance(bytes));
    }
    load_from(Counting { inner: opened, bytes: 0, progress }, file, false, limits)
}

/// Reads what `raw` holds of `file`. `packed` says that `raw` comes out of an archive already.
pub(super) fn load_from(
    raw: impl Read,
    file: &SourceFile,
    packed: bool,
    limits: &Limits,
) -> Result<Loaded, String> {
    match file.compression {
        None if packed => read_within(raw, file, limits, Some(broken_archive), &|_| ()),
        None => read_within(raw, file, limits, None, &|_| ()),
        Some(Compression::Gzip) => {
            let decoder = MultiGzDecoder::new(io::BufReader::new(raw));
            // Only the decoder's own errors mean a broken archive; the disk's are the disk's.
            read_within(decoder, file, limits, Some(broken_archive), &|_| ())
        }
        Some(Compression::Zstd) => {
            let decoder =
                zstd::stream::read::Decoder::new(raw).map_err(|error| io_reason(&error))?;
            read_within(decoder, file, limits, Some(|_| true), &|_| ())
        }
    }
}

fn broken_archive(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// Reads to the end, to a limit, or to where compressed data breaks, which `is_break` knows by the
/// error; without it the data is not compressed. `advance` is told how many bytes more were read.
fn read_within(
    mut reader: impl Read,
    file: &SourceFile,
    limits: &Limits,
    is_break: Option<fn(&io::Error) -> bool>,
    advance: &dyn Fn(u64),
) -> Result<Loaded, String> {
    let limit = match file.format.is_one_document() {
        true => limits.document_bytes.min(limits.file_bytes),
        false => limits.file_bytes,
    };
    let breaks = |error: &io::Error| is_break.is_some_and(|is_break| is_break(error));
    let expected = if is_break.is_some() { file.bytes.saturating_mul(4) } else { file.bytes };
    // What an archive says of its size need not be true.
    let most = if is_break.is_some() { 64 << 20 } else { limit };
    let mut bytes = Vec::with_capacity(expected.min(most) as usize + 1);
    loop {
        // In steps, so that a bomb is noticed long before it fills the memory; and to one byte beyond the
        // limit, for which there is room.
        let step = (4 << 20).min(limit.saturating_add(1) - bytes.len() as u64);
        match reader.by_ref().take(step).read_to_end(&mut bytes) {
            Ok(0) => return Ok(Loaded { bytes, cut: None }),
            Ok(read) => advance(read as u64),
            Err(error) if breaks(&error) && !bytes.is_empty() => {
                let cut = format!(
                    "the compressed data breaks off or is damaged after {} bytes of content; \
                     what comes before is read; fetch the file again",
                    bytes.len()
                );
                return Ok(Loaded { bytes, cut: Some(cut) });
            }
            Err(error) if breaks(&error) => {
                return Err(format!("it cannot be decompressed ({error}); fetch the file again"));
            }
            Err(error) => return Err(io_reason(&error)),
        }
        let length = bytes.len() as u64;
        if length > limit {
            return Err(format!("it holds more than {} at once; split it", size(limit)));
        }
        let ratio = length / file.bytes.max(1);
        if is_break.is_some() && length > limits.ratio_from && ratio > limits.ratio {
            return Err(format!(
                "it expands more than {}-fold, as no text does; unpack it yourself if you trust it",
                limits.ratio
            ));
        }
    }
}

/// A number of bytes as people say it.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KiB", bytes >> 10),
        1_048_576..1_073_741_824 => format!("{} MiB", bytes >> 20),
        _ => format!("{} GiB", bytes >> 30),
    }
}

/// Tells the progress what has been read from the disk.
struct Counting<'a, R> {
    inner: R,
    bytes: u64,
    progress: &'a dyn Progress,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes += read as u64;
        if self.bytes >= 1 << 20 || read == 0 {
            self.progress.advance(std::mem::take(&mut self.bytes));
        }
        Ok(read)
    }
}

impl<R> Drop for Counting<'_, R> {
    fn drop(&mut self) {
        if self.bytes > 0 {
            self.progress.advance(self.bytes);
        }
    }
}
