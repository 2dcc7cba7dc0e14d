//! The output folder: writes files, and puts Brotli and gzip beside what they make smaller.

use std::fs;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::build::{Asset, File};

/// Writes each file below `folder`, with the folders it needs.
///
/// # Errors
/// The path of the first file that could not be written, and why.
pub fn write(folder: &Path, files: &[File]) -> Result<(), (PathBuf, io::Error)> {
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, &file.text)).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// The files that stand in `folder` before a site is written there, but for its shell, by path.
///
/// # Errors
/// The path of a file that could not be read, and why.
pub fn assets(folder: &Path) -> Result<Vec<Asset>, (PathBuf, io::Error)> {
    let mut paths = Vec::new();
    collect(folder, &|path| path != folder.join("index.html"), &mut paths)?;
    paths.sort();
    let read = |path: PathBuf| match fs::read(&path) {
        Ok(bytes) => {
            let below = path.strip_prefix(folder).unwrap_or(&path).components();
            let names: Vec<_> = below.map(|name| name.as_os_str().to_string_lossy()).collect();
            Ok(Asset { path: names.join("/"), bytes })
        }
        Err(error) => Err((path, error)),
    };
    paths.into_iter().map(read).collect()
}

/// Writes `name.br` and `name.gz` beside every file below `folder` that compresses well.
///
/// # Errors
/// The path of a file that could not be read or written, and why.
pub fn compress(folder: &Path) -> Result<(), (PathBuf, io::Error)> {
    let mut paths = Vec::new();
    let is_compressed_well =
        |path: &Path| path.extension().is_some_and(|extension| COMPRESSED_WELL.iter().any(|known| extension == *known));
    collect(folder, &is_compressed_well, &mut paths)?;
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            compress_file(path, brotli_quality(path, paths.len())).map_err(|error| (path.clone(), error))?;
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        // Only a mistake in the encoder can panic. It is told as if it had happened here.
        handles.into_iter().try_for_each(|handle| handle.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

const COMPRESSED_WELL: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// The files below `folder` that are wanted.
fn collect(
    folder: &Path,
    is_wanted: &dyn Fn(&Path) -> bool,
    paths: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    let located = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(located)? {
        let path = entry.map_err(located)?.path();
        if path.is_dir() {
            collect(&path, is_wanted, paths)?;
        } else if is_wanted(&path) {
            paths.push(path);
        }
    }
    Ok(())
}

/// Up to this many files are compressed as far as it goes. On this site's pages that takes 28 times as long as a quality of
/// 5 and saves 14% (9 saves nothing), which a site of a thousand pages would wait a minute for.
const FEW: usize = 200;

fn brotli_quality(path: &Path, files: usize) -> i32 {
    let is_single =
        ["css", "js", "wasm"].iter().any(|single| path.extension().is_some_and(|extension| extension == *single));
    if is_single || files <= FEW { 11 } else { 5 }
}

fn compress_file(path: &Path, quality: i32) -> io::Result<()> {
    let bytes = fs::read(path)?;
    // A window no larger than the file: clearing the largest one takes longer than compressing a page. Up to 2^16 bytes the
    // encoder takes other ways, which cost more.
    let lgwin = bytes.len().next_power_of_two().ilog2().clamp(17, 24) as i32;
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin, size_hint: bytes.len(), ..Default::default() };
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &parameters)?;
    fs::write(beside(path, ".br"), brotli)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes)?;
    fs::write(beside(path, ".gz"), gzip.finish()?)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
