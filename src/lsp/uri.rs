//! Addresses of files (RFC 8089) to paths and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

use crate::load::outline::percent_decode;

/// The file that an address names; nothing for a buffer without a file (`untitled:`) or a file of another machine.
pub fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("file:")).map(|_| &uri.0[5..])?;
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let slash = rest.find('/')?;
            let host = &rest[..slash];
            if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
                return None;
            }
            &rest[slash..]
        }
        None => rest,
    };
    let decoded = percent_decode(path);
    // `/C:/book` is `C:/book` where drives have letters.
    let drive =
        decoded.as_bytes().get(2) == Some(&b':') && decoded.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    let plain = if cfg!(windows) && drive { &decoded[1..] } else { &decoded };
    let path = PathBuf::from(plain);
    path.is_absolute().then_some(path)
}

/// The address of a file.
pub fn from_path(path: &Path) -> Uri {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut out = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_are_each_others_inverse() {
        for (path, uri) in [("/a/b.md", "file:///a/b.md"), ("/a b/第#1%.md", "file:///a%20b/%E7%AC%AC%231%25.md")] {
            assert_eq!(from_path(Path::new(path)).0, uri);
            assert_eq!(to_path(&Uri(uri.to_owned())), Some(PathBuf::from(path)));
        }
    }

    #[test]
    fn other_forms_of_an_address_are_read() {
        assert_eq!(to_path(&"file:/a/b.md".into()), Some(PathBuf::from("/a/b.md")));
        assert_eq!(to_path(&"FILE://localhost/a/b.md".into()), Some(PathBuf::from("/a/b.md")));
        for other in ["untitled:Untitled-1", "file://server/a.md", "http://x/a.md", "file:", "", "第", "file:a.md"] {
            assert_eq!(to_path(&other.into()), None, "{other}");
        }
    }
}
