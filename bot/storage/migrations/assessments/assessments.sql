-- A deeper assessment that a caseworker filled in.  What was marked is sealed to the report; in clear
-- is who filled it in, and when.  Every filling-in is a row of its own: nothing is written over.
CREATE TABLE assessments (
    at timestamptz NOT NULL,
    id uuid NOT NULL,
    report_id uuid NOT NULL REFERENCES reports (id),
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    member_id uuid NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (at, id)
);
CREATE INDEX assessments_report_id_at_idx ON assessments (report_id, at);

ALTER TABLE assessments ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessments FORCE ROW LEVEL SECURITY;

CREATE POLICY worker ON assessments TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY web_reads ON assessments FOR SELECT TO haki_web
    USING (EXISTS (SELECT FROM report_keys k WHERE k.report_id = assessments.report_id));
CREATE POLICY web_writes ON assessments FOR INSERT TO haki_web
    WITH CHECK (
        organisation_id = scope_organisation()
        AND member_id = scope_member()
        AND EXISTS (SELECT FROM report_keys k WHERE k.report_id = assessments.report_id)
    );

-- The worker's side deletes them with a report that is taken back, and never reads one.
GRANT SELECT (report_id), DELETE ON assessments TO haki_worker;
GRANT SELECT, INSERT ON assessments TO haki_web;
