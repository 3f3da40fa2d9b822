-- Work diaries.  A diary names no chat: the chat that has one keeps its key, sealed in its place, and
-- whoever has its number opens it from another.  A day is found by a keyed hash, so that neither how
-- many days lie between two of them nor which they are can be read here.  `touched` is the Monday of
-- the week in which something was last written.
CREATE TABLE diaries (
    id uuid PRIMARY KEY,
    public bytea NOT NULL,
    receipt_hash bytea NOT NULL UNIQUE,
    receipt_locked bytea NOT NULL,
    touched date NOT NULL
);
CREATE INDEX diaries_touched_idx ON diaries (touched);

CREATE TABLE diary_days (
    id uuid PRIMARY KEY,
    diary_id uuid NOT NULL REFERENCES diaries (id) ON DELETE CASCADE,
    day_hash bytea NOT NULL UNIQUE,
    sealed bytea NOT NULL
);
CREATE INDEX diary_days_diary_id_idx ON diary_days (diary_id);

ALTER TABLE diaries ENABLE ROW LEVEL SECURITY;
ALTER TABLE diaries FORCE ROW LEVEL SECURITY;
ALTER TABLE diary_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE diary_days FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON diaries TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON diary_days TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (touched), DELETE ON diaries TO haki_worker;
GRANT SELECT, INSERT, DELETE ON diary_days TO haki_worker;
