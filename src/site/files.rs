//! The rim: every file of a site, read once. All else works on these values.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::diagnostic::{Diagnostic, SourceFile};
use super::rule::Rule;

/// No page and no picture needs more, and a visitor with a metered line should not have to load it.
const MOST_BYTES: u64 = 1_000_000;

/// The files below `content/` and `static/`, by their path below the site's root, with forward slashes.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<String, File>);

#[derive(Clone, Debug)]
pub enum File {
    Bytes(Vec<u8>),
    /// With its size in bytes.
    TooLarge(u64),
    /// With the reason.
    Unreadable(&'static str),
    /// Neither a file nor a folder, with what it is. It could lead to any file of this computer, or never end.
    Special(&'static str),
}

impl Files {
    /// Reads the files of the site at `root`. A file that cannot be read is kept as such, to be reported with the others.
    pub fn read(root: &Path) -> Self {
        let mut files = Self::default();
        for folder in ["content", "static"] {
            files.read_folder(root, folder);
        }
        files
    }

    pub fn insert(&mut self, path: impl Into<String>, file: File) {
        self.0.insert(path.into(), file);
    }

    pub fn remove(&mut self, path: &str) {
        self.0.remove(path);
    }

    /// The paths that begin with `prefix`, in order.
    pub fn paths_below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let paths = self.0.range(prefix.to_owned()..).map(|(path, _)| path.as_str());
        paths.take_while(move |path| path.starts_with(prefix))
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        self.0.get(path)
    }

    /// A file's text, or why there is none. It never begins with a byte order mark, which would hide the first line.
    pub fn text(&self, path: &str) -> Result<SourceFile, Diagnostic> {
        match self.get(path) {
            None => {
                let message = "the site needs this file, and it is not there";
                Err(SourceFile::new(path, "").problem(Rule::CannotRead, 0..0, message))
            }
            Some(File::Bytes(bytes)) => decode(path, bytes),
            Some(other) => Err(unread(path, other)),
        }
    }

    /// Reports every file that was not read, whether a page needs it or not.
    pub fn check(&self, problems: &mut Vec<Diagnostic>) {
        let others = self.0.iter().filter(|(_, file)| !matches!(file, File::Bytes(_)));
        problems.extend(others.map(|(path, file)| unread(path, file)));
    }

    fn read_folder(&mut self, root: &Path, folder: &str) {
        let entries = match fs::read_dir(root.join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => return self.insert(folder, File::Unreadable(reason(&error))),
        };
        for entry in entries {
            match entry {
                Ok(entry) => {
                    let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                    match entry.file_type() {
                        Ok(kind) if kind.is_dir() => self.read_folder(root, &path),
                        Ok(kind) if kind.is_file() => self.insert(path, read_file(&entry.path())),
                        Ok(kind) if kind.is_symlink() => self.insert(path, File::Special("a link to another file")),
                        Ok(_) => self.insert(path, File::Special("neither a file nor a folder")),
                        Err(error) => self.insert(path, File::Unreadable(reason(&error))),
                    }
                }
                Err(error) => self.insert(folder, File::Unreadable(reason(&error))),
            }
        }
    }
}

fn read_file(path: &Path) -> File {
    let read = || match fs::metadata(path)?.len() {
        size if size > MOST_BYTES => Ok(File::TooLarge(size)),
        _ => fs::read(path).map(File::Bytes),
    };
    read().unwrap_or_else(|error: io::Error| File::Unreadable(reason(&error)))
}

fn reason(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you may not open it",
        io::ErrorKind::NotFound => "it went away while it was read",
        _ => "the disk does not give it",
    }
}

/// Why a file has no text.
fn unread(path: &str, file: &File) -> Diagnostic {
    let (rule, message) = match file {
        File::TooLarge(size) => (Rule::FileTooLarge, format!("the file has {size} bytes")),
        File::Special(what) => (Rule::SpecialFile, format!("this is {what}")),
        File::Unreadable(reason) => (Rule::CannotRead, format!("the file cannot be read: {reason}")),
        File::Bytes(_) => (Rule::CannotRead, "the file cannot be read".to_owned()),
    };
    SourceFile::new(path, "").problem(rule, 0..0, message)
}

fn decode(path: &str, bytes: &[u8]) -> Result<SourceFile, Diagnostic> {
    let file = match std::str::from_utf8(bytes) {
        Ok(text) => SourceFile::new(path, text),
        Err(error) => {
            let lossy = SourceFile::new(path, String::from_utf8_lossy(bytes));
            let start = error.valid_up_to();
            return Err(lossy.problem(Rule::NotUtf8, start..start + 3, "this is not UTF-8 text"));
        }
    };
    if file.text.starts_with('\u{feff}') {
        return Err(file.problem(Rule::ByteOrderMark, 0..3, "the file begins with an invisible byte order mark"));
    }
    Ok(file)
}
