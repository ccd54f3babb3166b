//! Reading `sources.toml`.

use super::ContentError;
use super::row::file;
use crate::content::Source;

pub(crate) fn sources(text: &str) -> Result<Vec<Source>, ContentError> {
    let mut file = file("sources.toml", text)?;
    let rows = file.named_rows("source", "source")?;
    file.finish()?;
    rows.into_iter()
        .map(|(id, mut row)| {
            let source = Source {
                id,
                authors: row.need("authors")?,
                title: row.need("title")?,
                year: row.maybe("year")?,
                journal: row.need("journal")?,
                doi: row.maybe("doi")?,
                url: row.maybe("url")?,
                supports: row.need("supports")?,
                certainty: row.need("certainty")?,
                checked: row.need("checked")?,
                seen_in: row.need("seen_in")?,
            };
            if source.seen_in.is_empty() {
                return Err(row.error("seen_in", "must say where it was seen, or why not"));
            }
            row.finish()?;
            Ok(source)
        })
        .collect()
}
