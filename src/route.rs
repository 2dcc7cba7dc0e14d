//! Which addresses are pages of this site.

/// The page's path below the base, for the path of an address; none where that is not a page: another folder, a file.
///
/// ```
/// use whole_health_guide::route::page_path;
/// assert_eq!(page_path("/massage/", "/massage/safety/"), Some("safety/"));
/// assert_eq!(page_path("/massage/", "/massage/"), Some(""));
/// assert_eq!(page_path("/massage/", "/massage/safety/index.html"), Some("safety/"));
/// assert_eq!(page_path("/massage/", "/massage/sitemap.xml"), None);
/// assert_eq!(page_path("/massage/", "/elsewhere/"), None);
/// ```
pub fn page_path<'a>(base: &str, pathname: &'a str) -> Option<&'a str> {
    let path = pathname.strip_prefix(base)?;
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let is_slug =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (path.is_empty() || path.strip_suffix('/').is_some_and(is_slug)).then_some(path)
}
