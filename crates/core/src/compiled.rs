//! Content that was read and checked when the app was built, for a page: it needs no parser, and starts sooner.
//!
//! It comes in two parts. The second one is what only screens say that a page fetches later.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::content::Source;
use crate::figure::{self, Figures};
use crate::routine::{Catalogue, Id};
use crate::text::later;

#[derive(Serialize)]
struct Built<'a>(&'a Catalogue, &'a Figures, later::Words<Vec<u8>>);

#[derive(Deserialize)]
struct Installed<'a>(Catalogue, Figures, #[serde(borrow)] later::Words<&'a [u8]>);

#[derive(Serialize)]
struct BuiltLater<'a>(&'a BTreeMap<Id, Source>, later::Words<Vec<u8>>);

#[derive(Deserialize)]
struct InstalledLater<'a>(BTreeMap<Id, Source>, #[serde(borrow)] later::Words<&'a [u8]>);

/// What [`install`] reads.
///
/// # Panics
/// Never: everything in it has a known length.
#[must_use]
pub fn encode() -> Vec<u8> {
    let [words, _] = later::encode();
    postcard::to_allocvec(&Built(Catalogue::built_in(), figure::built_in(), words)).expect("the content can be encoded")
}

/// What [`install_later`] reads.
///
/// # Panics
/// As [`encode`].
#[must_use]
pub fn encode_later() -> Vec<u8> {
    let [_, words] = later::encode();
    postcard::to_allocvec(&BuiltLater(Catalogue::built_in().all_sources(), words)).expect("the content can be encoded")
}

/// Takes the content from `bytes` instead of reading files.
///
/// # Panics
/// When the bytes are of another version of Unsit.
pub fn install(bytes: &'static [u8]) {
    let Installed(catalogue, figures, words) = postcard::from_bytes(bytes).expect("the content was encoded by the same version");
    catalogue.install();
    figures.install();
    later::install(words);
}

/// Adds what the page has fetched.
///
/// # Panics
/// As [`install`].
pub fn install_later(bytes: &'static [u8]) {
    let InstalledLater(sources, words) = postcard::from_bytes(bytes).expect("the content was encoded by the same version");
    Catalogue::install_sources(sources);
    later::install_later(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_installed_is_what_was_read() {
        let (bytes, later_bytes) = (encode(), encode_later());
        let Installed(catalogue, figures, first) = postcard::from_bytes(&bytes).unwrap();
        let InstalledLater(sources, later) = postcard::from_bytes(&later_bytes).unwrap();
        assert_eq!(catalogue.with_sources(sources), *Catalogue::built_in());
        assert_eq!(format!("{figures:?}"), format!("{:?}", figure::built_in()));
        assert_eq!([first, later].map(|words| words.map(<[u8]>::to_vec)), later::encode());
        assert!(postcard::from_bytes::<Installed<'_>>(&bytes[..bytes.len() - 1]).is_err());
    }
}
