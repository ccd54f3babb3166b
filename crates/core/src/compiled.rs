//! Content that was read and checked when the app was built, for a page: it needs no parser, and starts sooner.

use serde::{Deserialize, Serialize};

use crate::figure::{self, Figures};
use crate::routine::Catalogue;

#[derive(Serialize)]
struct Built<'a>(&'a Catalogue, &'a Figures);

#[derive(Deserialize)]
struct Installed(Catalogue, Figures);

/// What [`install`] reads.
///
/// # Panics
/// Never: everything in it has a known length.
#[must_use]
pub fn encode() -> Vec<u8> {
    postcard::to_allocvec(&Built(Catalogue::built_in(), figure::built_in())).expect("the content can be encoded")
}

/// Takes the content from `bytes` instead of reading files.
///
/// # Panics
/// When the bytes are of another version of Unsit.
pub fn install(bytes: &[u8]) {
    let Installed(catalogue, figures) = postcard::from_bytes(bytes).expect("the content was encoded by the same version");
    catalogue.install();
    figures.install();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_installed_is_what_was_read() {
        let bytes = encode();
        let Installed(catalogue, figures) = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(catalogue, *Catalogue::built_in());
        assert_eq!(format!("{figures:?}"), format!("{:?}", figure::built_in()));
        assert!(postcard::from_bytes::<Installed>(&bytes[..bytes.len() - 1]).is_err());
    }
}
