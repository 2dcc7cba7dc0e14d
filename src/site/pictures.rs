//! The sizes of the pictures in `static/`, so that a page keeps the room for one before it has arrived.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::files::{File, Files};

/// Where pictures live, and what a page's link to one begins with before the part that the site publishes.
const FOLDER: &str = "static/";

/// Every picture by its path below the base; none where its size cannot be told.
pub type Pictures = BTreeMap<String, Option<Size>>;

/// In CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

pub fn read(files: &Files) -> Pictures {
    let mut pictures = Pictures::new();
    for path in files.paths_below(FOLDER) {
        let size = match files.get(path) {
            Some(File::Bytes(bytes)) if path.ends_with(".svg") => svg_size(bytes),
            Some(File::Bytes(bytes)) if path.ends_with(".png") => png_size(bytes),
            _ => None,
        };
        pictures.insert(path[FOLDER.len()..].to_owned(), size);
    }
    pictures
}

/// From `width` and `height`, else from the `viewBox`.
fn svg_size(bytes: &[u8]) -> Option<Size> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "svg" => {
                let attribute = |name: &str| {
                    let attribute = element.try_get_attribute(name).ok()??;
                    Some(attribute.value.into_owned())
                };
                let pixels = |text: String| text.trim_end_matches("px").parse::<f64>().ok();
                let stated = attribute("width").and_then(pixels).zip(attribute("height").and_then(pixels));
                return stated.or_else(|| view_box(&attribute("viewBox")?)).and_then(|(w, h)| size(w, h));
            }
            Event::Start(_) | Event::Empty(_) | Event::Eof => return None,
            _ => buffer.clear(),
        }
    }
}

fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> =
        text.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [_, _, width, height] = numbers[..] else { return None };
    Some((width, height))
}

/// From the header, which every PNG file begins with.
fn png_size(bytes: &[u8]) -> Option<Size> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    let number = |at: usize| rest.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    size(number(0)?.into(), number(4)?.into())
}

fn size(width: f64, height: f64) -> Option<Size> {
    let whole = |length: f64| (1.0..=10_000.0).contains(&length).then(|| length.round() as u32);
    Some(Size { width: whole(width)?, height: whole(height)? })
}
