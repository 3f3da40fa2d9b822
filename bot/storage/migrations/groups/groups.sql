-- Members of a group hold reports of their own.  `group_id` is the same in all of them and says nothing
-- else; the console reads it under the policy of its row, so only of reports that it was given.
ALTER TABLE reports ADD COLUMN group_id uuid;
CREATE INDEX reports_group_id_idx ON reports (group_id) WHERE group_id IS NOT NULL;
GRANT SELECT (group_id) ON reports TO haki_web;

-- The number that one of them gave to the others, as long as it works.  It opens nothing.
CREATE TABLE group_numbers (
    id uuid PRIMARY KEY,
    number_hash bytea NOT NULL UNIQUE,
    report_id uuid NOT NULL UNIQUE REFERENCES reports (id),
    places smallint NOT NULL CHECK (places >= 0),
    ends_at timestamptz NOT NULL
);
CREATE INDEX group_numbers_ends_at_idx ON group_numbers (ends_at);
ALTER TABLE group_numbers ENABLE ROW LEVEL SECURITY;
ALTER TABLE group_numbers FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON group_numbers TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (places), DELETE ON group_numbers TO haki_worker;
