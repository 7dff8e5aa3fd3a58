//! What keeps texts from running: the page's Content-Security-Policy, and JSON that cannot end its script element.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{Error, ErrorKind, Result};

/// The policy of a page that runs these scripts and styles and nothing else: each is named by its SHA-256. Nothing is
/// fetched, no form is sent, no base is set.
pub(super) fn content_security_policy(style: &str, scripts: &[&str]) -> String {
    let scripts: Vec<String> = scripts.iter().map(|script| source(script)).collect();
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        source(style),
        scripts.join(" ")
    )
}

fn source(block: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(block.as_bytes())))
}

/// A value as JSON that may stand in a script element: no character of it begins a tag or an entity.
///
/// # Errors
/// Never for the values of this crate; an error is a defect.
pub(super) fn embedded_json(value: &impl Serialize) -> Result<String> {
    let json = serde_json::to_string(value)
        .map_err(|cause| Error::new(ErrorKind::Output, "the page's data cannot be written").caused_by(cause))?;
    Ok(json
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_named_by_their_hash() {
        // The digest of the empty string, as RFC 6234 and everybody else gives it.
        assert_eq!(source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        let policy = content_security_policy("a{}", &["1", "2"]);
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
        assert_eq!(policy.matches("'sha256-").count(), 3);
        assert!(!policy.contains("unsafe"));
    }

    #[test]
    fn json_cannot_end_its_script() {
        let json = embedded_json(&["</script><!--", "&amp;\u{2028}"]).unwrap();
        assert_eq!(json, r#"["\u003c/script\u003e\u003c!--","\u0026amp;\u2028"]"#);
        let back: Vec<String> = serde_json::from_str(&json).unwrap();
        assert_eq!(back, ["</script><!--", "&amp;\u{2028}"]);
    }
}
