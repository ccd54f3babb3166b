-- Schema 1. Released schemas never change: a new one is a further file that alters this one.
-- Lengths and instants are whole milliseconds. A column keeps its meaning for good.

CREATE TABLE device (
  only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
  id   BLOB NOT NULL -- the UUID of this installation
) STRICT;

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  id         BLOB NOT NULL PRIMARY KEY, -- UUIDv7
  device     BLOB NOT NULL, -- the UUID of the installation that recorded it
  routine    TEXT NOT NULL,
  variant    TEXT NOT NULL, -- empty: the routine has one form only
  started_ms INTEGER NOT NULL, -- since 1970-01-01T00:00:00Z
  ended_ms   INTEGER NOT NULL,
  offset_s   INTEGER NOT NULL, -- seconds east of UTC
  local_day  TEXT NOT NULL, -- YYYY-MM-DD
  completed  INTEGER NOT NULL, -- 0 or 1
  rehearsal  INTEGER NOT NULL -- 0 or 1
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_day ON session (local_day, started_ms, id, rehearsal);
CREATE INDEX session_by_routine ON session (routine, local_day, started_ms, id, rehearsal, variant);

CREATE TABLE held_set (
  session      BLOB NOT NULL REFERENCES session (id),
  position     INTEGER NOT NULL, -- in the plan, from 0
  exercise     TEXT NOT NULL,
  side         TEXT NOT NULL, -- both, left or right
  number       INTEGER NOT NULL, -- from 1 for each exercise and side
  planned_ms   INTEGER NOT NULL,
  held_ms      INTEGER NOT NULL,
  planned_reps INTEGER NOT NULL,
  reps         INTEGER NOT NULL,
  PRIMARY KEY (session, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
  session  BLOB NOT NULL,
  position INTEGER NOT NULL,
  number   INTEGER NOT NULL, -- from 0, oldest first
  held_ms  INTEGER NOT NULL,
  PRIMARY KEY (session, position, number),
  FOREIGN KEY (session, position) REFERENCES held_set (session, position)
) STRICT, WITHOUT ROWID;
