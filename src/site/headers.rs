//! What a host says with every file: the one source of each page's own policy and of the files that configure hosts.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256, Sha384};

use super::build::File;

/// The hosts' own files in a release. By custom, a name that begins with an underscore is not for visitors.
pub const HEADERS: &str = "_headers";
pub const NGINX: &str = "_nginx.conf";
pub const CADDY: &str = "_Caddyfile";

/// Who tells the browser the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// The page itself, which cannot say who may frame it.
    Page,
    /// The host, with every file.
    Host,
    /// The host of a draft, which has a script in its pages that reloads them, and says in them why it could not be built.
    DraftHost,
}

/// The Content-Security-Policy: everything from the site's own origin, wasm included, and nothing else.
///
/// `style` is the hash of the style sheet that stands in the page itself, or of all that stand in pages: to fetch one would cost a
/// round trip before the page can be read. No text becomes markup or code, and of Trusted Types there is one alone: the address of the service worker, which
/// cannot be registered without.
pub fn policy(carrier: Carrier, style: &str) -> String {
    let is_draft = carrier == Carrier::DraftHost;
    let mut directives = vec![
        "default-src 'none'".to_owned(),
        ["script-src 'self' 'wasm-unsafe-eval'", if is_draft { " 'unsafe-inline'" } else { "" }].concat(),
        ["style-src 'self' ", if is_draft { "'unsafe-inline'" } else { style }].concat(),
        "img-src 'self'".to_owned(),
        "connect-src 'self'".to_owned(),
        "worker-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ];
    if !is_draft {
        directives.push("require-trusted-types-for 'script'".to_owned());
        directives.push("trusted-types worker".to_owned());
    }
    if carrier != Carrier::Page {
        directives.push("frame-ancestors 'none'".to_owned());
    }
    directives.join("; ")
}

/// No site that is linked to learns from which page somebody came. A page says so itself too.
pub const REFERRER: &str = "no-referrer";

/// What goes with every file besides its policy and how long it is kept, by name.
pub const SECURITY: [(&str, &str); 7] = [
    // Two years of https alone. What else is served below the same name is not ours to decide.
    ("Strict-Transport-Security", "max-age=63072000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", REFERRER),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    // The site copies an address when it is told to, and has no use for anything else that a device can do.
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
         payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
         storage-access=(), usb=(), xr-spatial-tracking=(), clipboard-read=(), clipboard-write=(self)",
    ),
];

/// Asked for anew each time, so that nobody reads old medical text.
const FRESH: &str = "no-cache";
/// Under a name with a hash there will never be anything else.
const KEPT: &str = "public, max-age=31536000, immutable";
/// A release is compressed as far as it goes. What stands between would do it again, and worse.
const NO_TRANSFORM: &str = ", no-transform";

/// The types of a site's files, which not every nginx knows.
const TYPES: [(&str, &str); 10] = [
    ("text/html", "html"),
    ("text/css", "css"),
    ("text/javascript", "js"),
    ("text/plain", "txt"),
    ("application/json", "json"),
    ("application/manifest+json", "webmanifest"),
    ("application/wasm", "wasm"),
    ("application/xml", "xml"),
    ("image/svg+xml", "svg"),
    ("image/png", "png"),
];

/// What a browser compares a file with before it runs it.
pub fn integrity(bytes: &[u8]) -> String {
    ["sha384-", &BASE64_STANDARD.encode(Sha384::digest(bytes))].concat()
}

/// What a policy calls a style sheet in a page: a hash of its text.
pub fn style_hash(style: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style)))
}

/// Whether a name has a hash of what is in the file, as trunk and this tool write it: `web-0123456789abcdef_bg.wasm`.
pub fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches("_bg");
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash).unwrap_or_default();
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The files that tell hosts all this, for a release that is served from `base` and consists of `paths`.
pub fn files<'a>(base: &str, style: &str, paths: impl Iterator<Item = &'a str>) -> Vec<File> {
    let policy = policy(Carrier::Host, style);
    let mut headers = vec![("Content-Security-Policy", &*policy)];
    headers.extend(SECURITY);
    let mut kept: Vec<String> = paths.filter(|path| is_hashed(path)).map(|path| [base, path].concat()).collect();
    kept.sort();
    [
        (HEADERS, pages_headers(base, &headers, &kept)),
        (NGINX, nginx(base, &headers, &kept)),
        (CADDY, caddy(base, &headers, &kept)),
    ]
    .map(|(path, text)| File { path: path.into(), text })
    .into()
}

/// For Netlify and Cloudflare Pages. Both join the values of all rules that fit, compress by themselves, and ask for what has no
/// rule about its keeping anew each time, so only what is kept is named.
fn pages_headers(base: &str, headers: &[(&str, &str)], kept: &[String]) -> String {
    let lines: String = headers.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let kept: String = kept.iter().map(|path| format!("{path}\n  Cache-Control: {KEPT}\n")).collect();
    format!("{base}*\n{lines}{kept}")
}

fn nginx(base: &str, headers: &[(&str, &str)], kept: &[String]) -> String {
    let types: String = TYPES.iter().map(|(name, ending)| format!("        {name} {ending};\n")).collect();
    let headers: String =
        headers.iter().map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).collect();
    let kept: String =
        kept.iter().map(|path| format!("    location = {path} {{ set $keep \"{KEPT}{NO_TRANSFORM}\"; }}\n")).collect();
    format!(
        "# Written by `site build`, for this release alone. Include it in the server block whose `root` holds the release at {base}.\n\
         # The module of brotli_static is Debian's libnginx-mod-http-brotli-static; without it, take that line out.\n\
         set $keep \"{FRESH}{NO_TRANSFORM}\";\n\
         location {base} {{\n    \
             index index.html;\n    \
             error_page 403 404 =404 {base}404.html;\n    \
             log_not_found off;\n    \
             absolute_redirect off;\n    \
             server_tokens off;\n    \
             types {{\n{types}    }}\n    \
             charset utf-8;\n    \
             charset_types text/css text/javascript text/plain;\n    \
             brotli_static on;\n    \
             gzip_static on;\n    \
             gzip_vary on;\n    \
             add_header Cache-Control $keep always;\n\
             {headers}    \
             location ^~ {base}_ {{ return 404; }}\n\
             {kept}\
         }}\n"
    )
}

fn caddy(base: &str, headers: &[(&str, &str)], kept: &[String]) -> String {
    let headers: String = headers.iter().map(|(name, value)| format!("\t\theader {name} \"{value}\"\n")).collect();
    let kept: String =
        kept.iter().map(|path| format!("\t\theader {path} Cache-Control \"{KEPT}{NO_TRANSFORM}\"\n")).collect();
    format!(
        "# Written by `site build`, for this release alone. Import it into the site block whose `root` holds the release at {base}.\n\
         handle {base}* {{\n\
             \troute {{\n\
                 {headers}\
                 \t\theader Cache-Control \"{FRESH}{NO_TRANSFORM}\"\n\
                 \t\t@manifest path *.webmanifest\n\
                 \t\theader @manifest Content-Type application/manifest+json\n\
                 {kept}\
                 \t\t@hosts path {base}_*\n\
                 \t\terror @hosts 404\n\
                 \t\tfile_server {{\n\t\t\tprecompressed br gzip\n\t\t}}\n\
             \t}}\n\
         }}\n\
         handle_errors {{\n\
             \trewrite * {base}404.html\n\
             \theader Cache-Control \"{FRESH}{NO_TRANSFORM}\"\n\
             \theader Content-Type \"text/html; charset=utf-8\"\n\
             \tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n\
         }}\n"
    )
}
