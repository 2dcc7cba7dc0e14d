//! The pictures in `static/img/`: their sizes, so that a page keeps the room for one before it has arrived, and what an SVG
//! may not hold, because a browser would run it or fetch it.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::diagnostic::{Diagnostic, SourceFile};
use super::files::{File, Files};
use super::rule::Rule;

/// Where pictures live, and what of it the site publishes as it is.
const STATIC: &str = "static/";
const FOLDER: &str = "static/img/";

/// Every picture by its path below the base.
pub type Pictures = BTreeMap<String, Picture>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    Sized(Size),
    /// Its size cannot be told.
    Unsized,
    /// It was not read, which is reported for the file.
    Unread,
}

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
            Some(File::Bytes(_)) => None,
            _ => {
                pictures.insert(path[STATIC.len()..].to_owned(), Picture::Unread);
                continue;
            }
        };
        pictures.insert(path[STATIC.len()..].to_owned(), size.map_or(Picture::Unsized, Picture::Sized));
    }
    pictures
}

/// Reports every SVG in `static/` that does more than draw.
pub fn check(files: &Files, problems: &mut Vec<Diagnostic>) {
    for path in files.paths_below(STATIC).filter(|path| path.ends_with(".svg")) {
        match files.text(path) {
            Ok(file) => check_svg(&file, problems),
            Err(problem) => problems.push(problem),
        }
    }
}

/// The elements that only draw.
const DRAWING: &[&str] = &[
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "style",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "marker",
    "clipPath",
    "mask",
];

fn check_svg(file: &SourceFile, problems: &mut Vec<Diagnostic>) {
    let mut reader = Reader::from_str(&file.text);
    let mut is_style = false;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let span = start..reader.buffer_position() as usize;
        let mut problem = |message: String| problems.push(file.problem(Rule::ActivePicture, span.clone(), message));
        match event {
            Ok(Event::Start(element)) => {
                is_style = element.local_name().as_ref() == "style";
                check_element(&element, problem);
            }
            Ok(Event::Empty(element)) => check_element(&element, problem),
            Ok(Event::End(_)) => is_style = false,
            Ok(Event::Text(text)) if is_style && fetches(text.as_ref()) => {
                problem("this style takes something from elsewhere".to_owned());
            }
            Ok(Event::CData(_)) => problem("this is text that is hidden from the check".to_owned()),
            Ok(Event::DocType(_)) => problem("this is a document type, which can define entities".to_owned()),
            Ok(Event::PI(_)) => problem("this is an instruction to another program".to_owned()),
            Ok(Event::Eof) => return,
            Ok(_) => {}
            Err(_) => {
                let message = "this picture is not well-formed XML from here on";
                problems.push(file.problem(Rule::PictureFormat, span, message));
                return;
            }
        }
    }
}

fn check_element(element: &BytesStart, mut problem: impl FnMut(String)) {
    let name = element.local_name();
    let name = name.as_ref();
    if !DRAWING.contains(&name) {
        problem(format!("`<{name}>` does more than draw"));
    }
    for attribute in element.attributes() {
        let Ok(attribute) = attribute else {
            problem("this element has an attribute that cannot be read".to_owned());
            continue;
        };
        let (key, value) = (attribute.key.local_name(), &attribute.value);
        let key = key.as_ref();
        if key.to_lowercase().starts_with("on") {
            problem(format!("`{key}` runs a script"));
        } else if key == "href" && !value.starts_with('#') || key == "base" || key == "src" {
            problem(format!("`{key}` leads out of the picture"));
        } else if fetches(value) || value.contains("&#") {
            problem(format!("`{key}` takes something from elsewhere"));
        }
    }
}

/// Whether a style fetches anything but a part of the same picture.
fn fetches(style: &str) -> bool {
    let style = style.to_lowercase();
    let is_inside = |rest: &str| rest.trim_start_matches(['"', '\'', ' ']).starts_with('#');
    style.contains("@import") || style.contains('\\') || style.split("url(").skip(1).any(|rest| !is_inside(rest))
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
