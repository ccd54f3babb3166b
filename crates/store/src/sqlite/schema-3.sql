-- Schema 3: sessions that were written down by hand, and what a person says about a session afterwards.
-- A session is never rewritten. What counts is decided by amendments, which are only ever added, so that the histories of two
-- devices come together as a union. An amendment may arrive before its session: it refers to it without a foreign key.

ALTER TABLE session ADD COLUMN origin TEXT NOT NULL DEFAULT 'guided'; -- guided or by_hand
ALTER TABLE session ADD COLUMN corrects BLOB NOT NULL DEFAULT x''; -- the session in whose place it stands; empty: none

CREATE TABLE amendment (
  id      BLOB NOT NULL PRIMARY KEY, -- UUIDv7
  device  BLOB NOT NULL, -- the UUID of the installation on which it was said
  at_ms   INTEGER NOT NULL, -- since 1970-01-01T00:00:00Z; on one device later than the amendments of the session before it
  session BLOB NOT NULL,
  kind    TEXT NOT NULL -- deleted or restored; the latest of a session decides, by at_ms, then by id
) STRICT, WITHOUT ROWID;

CREATE INDEX amendment_by_session ON amendment (session, at_ms, id, kind);
