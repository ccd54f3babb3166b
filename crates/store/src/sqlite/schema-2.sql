-- Schema 2: a session that came to its end with sets skipped is told from one that ended early.
-- Older rows cannot say: what was not completed stays ended early, as it was shown.

ALTER TABLE session ADD COLUMN reached_end INTEGER NOT NULL DEFAULT 0; -- 0 or 1
UPDATE session SET reached_end = completed;
