-- Files that people sent.  A row is there before the first chunk, so that no chunk is nobody's.
-- `conversation_id` and `for_draft` (its key, under the server key) are there until Send, `sealed`
-- (the same, sealed to the report) from then on; without either no chunk can be opened any more.
CREATE TABLE files (
    at timestamptz NOT NULL,
    id uuid NOT NULL,
    conversation_id uuid,
    report_id uuid REFERENCES reports (id),
    held boolean NOT NULL,
    for_draft bytea,
    sealed bytea,
    sent_at timestamptz,
    PRIMARY KEY (at, id)
);
CREATE INDEX files_id_idx ON files (id);
CREATE INDEX files_draft_idx ON files (conversation_id, at) WHERE report_id IS NULL;
CREATE INDEX files_report_id_idx ON files (report_id) WHERE report_id IS NOT NULL;

CREATE TABLE file_chunks (
    at timestamptz NOT NULL,
    file_id uuid NOT NULL,
    number integer NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (at, file_id, number),
    FOREIGN KEY (at, file_id) REFERENCES files (at, id) ON DELETE CASCADE
);
ALTER TABLE file_chunks ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE files ENABLE ROW LEVEL SECURITY;
ALTER TABLE files FORCE ROW LEVEL SECURITY;
ALTER TABLE file_chunks ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_chunks FORCE ROW LEVEL SECURITY;

CREATE POLICY worker ON files TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON file_chunks TO haki_worker USING (true) WITH CHECK (true);
-- A draft's file has no report, so the web never sees it.
CREATE POLICY web ON files FOR SELECT TO haki_web
    USING (EXISTS (SELECT FROM report_keys k WHERE k.report_id = files.report_id));
CREATE POLICY web ON file_chunks FOR SELECT TO haki_web
    USING (EXISTS (SELECT FROM files f WHERE f.at = file_chunks.at AND f.id = file_chunks.file_id));

-- Who takes files in never reads a chunk of one.
GRANT SELECT, INSERT, UPDATE, DELETE ON files TO haki_worker;
GRANT SELECT (at, file_id, number), INSERT ON file_chunks TO haki_worker;
GRANT SELECT (at, id, report_id, sealed, sent_at) ON files TO haki_web;
GRANT SELECT ON file_chunks TO haki_web;
