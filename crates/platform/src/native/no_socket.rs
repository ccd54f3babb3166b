//! Where programs of a person do not meet in a socket, each one answers for itself.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unsit_core::app::{Mirror, Model, Request};

use super::{Reporter, Watching};

pub(super) fn place(directory: &Path) -> PathBuf {
    directory.to_owned()
}

pub(super) fn place_of(directory: &Path, _what: &str) -> PathBuf {
    directory.to_owned()
}

pub(super) fn ask(_directory: &Path, _request: &Request) -> io::Result<Mirror> {
    Err(io::ErrorKind::Unsupported.into())
}

pub(super) struct Server;

impl Server {
    pub(super) fn new(_place: PathBuf, _reporter: Reporter, _watching: Watching) -> Self {
        Self
    }

    pub(super) fn show(&mut self, _model: &Arc<Model>) {}
}
