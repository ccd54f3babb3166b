//! What was said about sessions afterwards: added, never changed, and decisive for what counts.

use rusqlite::{OptionalExtension, Transaction, named_params};
use unsit_core::record::{Amendment, AmendmentKind, Revision};

use super::fields::Fields;
use super::session;
use crate::error::Fault;

/// The latest amendment of a row of `session`; null without any.
pub(super) const LATEST: &str =
    "(SELECT kind FROM amendment WHERE amendment.session = session.id ORDER BY at_ms DESC, amendment.id DESC LIMIT 1)";

/// Whether a row of `session` counts.
pub(super) const COUNTS: &str = "(SELECT kind FROM amendment WHERE amendment.session = session.id
    ORDER BY at_ms DESC, amendment.id DESC LIMIT 1) IS NOT 'deleted'";

/// Stores the session and the amendments of a revision, or finds that they are stored already.
pub(super) fn revise(transaction: &Transaction, revision: &Revision) -> Result<(), Fault> {
    if let Some(record) = &revision.adds {
        session::insert(transaction, record)?;
    }
    revision.amends.iter().try_for_each(|amendment| insert(transaction, amendment))
}

fn insert(transaction: &Transaction, amendment: &Amendment) -> Result<(), Fault> {
    let stored = transaction
        .prepare_cached("SELECT session, kind FROM amendment WHERE id = :id")?
        .query_row([amendment.id.as_bytes()], |row| Ok((row.get::<_, Vec<u8>>("session")?, row.get::<_, String>("kind")?)))
        .optional()?;
    match stored {
        None => insert_new(transaction, amendment),
        Some((session, kind)) if session == amendment.session.0.as_bytes() && kind == amendment.kind.id() => Ok(()),
        Some(_) => Err(Fault::odd("amendment", amendment.id, "id")),
    }
}

/// What is said last is the latest, also when the clock was set back in between.
fn insert_new(transaction: &Transaction, amendment: &Amendment) -> Result<(), Fault> {
    transaction
        .prepare_cached(
            "INSERT INTO amendment (id, device, at_ms, session, kind)
             VALUES (:id, :device, max(:at_ms, coalesce((SELECT max(at_ms) + 1 FROM amendment WHERE session = :session), :at_ms)),
             :session, :kind)",
        )?
        .execute(named_params! {
            ":id": amendment.id.as_bytes(),
            ":device": amendment.device.as_bytes(),
            ":at_ms": amendment.at.0,
            ":session": amendment.session.0.as_bytes(),
            ":kind": amendment.kind.id(),
        })?;
    Ok(())
}

/// Refuses a session whose latest amendment says something else than Unsit ever does.
pub(super) fn judge(fields: &Fields) -> Result<(), Fault> {
    let kind = fields.row.get_ref("latest")?.as_str_or_null().map_err(|_| odd(fields))?;
    match kind {
        None => Ok(()),
        Some(kind) if kind == AmendmentKind::Restored.id() => Ok(()),
        Some(_) => Err(odd(fields)),
    }
}

fn odd(fields: &Fields) -> Fault {
    Fault::odd("amendment", fields.id, "kind")
}
