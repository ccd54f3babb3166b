-- Schema 4: what happened to breaks from sitting. Facts are only ever added: a break's row in the ledger and the days in a row
-- are folded from them, so that nothing that happened is rewritten, and the facts of two devices come together as a union.

CREATE TABLE break_fact (
  id        BLOB NOT NULL PRIMARY KEY, -- UUIDv7
  device    BLOB NOT NULL, -- the UUID of the installation that wrote it down
  at_ms     INTEGER NOT NULL, -- since 1970-01-01T00:00:00Z
  offset_s  INTEGER NOT NULL, -- seconds east of UTC
  local_day TEXT NOT NULL, -- YYYY-MM-DD
  fact      TEXT NOT NULL -- JSON; "fact" names its kind
) STRICT, WITHOUT ROWID;
