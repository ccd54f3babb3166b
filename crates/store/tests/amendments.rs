//! Amendments of two devices that come together in one database.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod common;

use common::{open, record};
use rusqlite::Connection;
use tempfile::tempdir;

/// Rows decide by instant, then by id, in whatever order they come.
#[test]
fn two_devices_come_together_as_a_union() {
    let rows = [("x'01', x'0a', 10", "deleted"), ("x'02', x'0b', 20", "deleted"), ("x'03', x'0a', 20", "restored")];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let dir = tempdir().unwrap();
        let mut store = open(dir.path());
        store.save_session(&record(0)).unwrap();
        let other = Connection::open(dir.path().join("unsit.sqlite3")).unwrap();
        let mut counted = Vec::new();
        for (row, kind) in order.map(|at| rows[at]) {
            let sql = format!("INSERT INTO amendment (id, device, at_ms, session, kind) SELECT {row}, id, '{kind}' FROM session");
            other.execute(&sql, []).unwrap();
            counted.push(store.totals().unwrap().sessions);
        }
        assert_eq!(counted[2], 1, "{order:?}");
        assert_eq!(counted.iter().position(|sessions| *sessions == 1), order.iter().position(|at| *at == 2), "{order:?}");
    }
}
