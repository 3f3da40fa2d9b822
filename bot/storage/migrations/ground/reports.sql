-- Reports, who may open them, what was written in them, and where each stands.

CREATE TABLE reports (
    id uuid PRIMARY KEY,
    reference text NOT NULL UNIQUE,
    key_id text NOT NULL,
    public bytea NOT NULL,
    facts bytea,
    route bytea,
    receipt_hash bytea UNIQUE,
    receipt_locked bytea,
    submitted_at timestamptz NOT NULL,
    week date NOT NULL,
    lang text NOT NULL,
    country text NOT NULL,
    sector text NOT NULL,
    risk text NOT NULL,
    suggested_risk text NOT NULL,
    signs text[] NOT NULL,
    reasons jsonb NOT NULL,
    rule_version text NOT NULL,
    status text NOT NULL,
    withdrawn_at timestamptz,
    consent_version text NOT NULL
);
ALTER TABLE reports ALTER COLUMN facts SET STORAGE EXTERNAL;

CREATE TABLE report_keys (
    report_id uuid NOT NULL REFERENCES reports (id),
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    organisation_key_id text NOT NULL,
    wrapped bytea,
    released_at timestamptz,
    PRIMARY KEY (report_id, organisation_id),
    FOREIGN KEY (organisation_id, organisation_key_id)
        REFERENCES organisation_keys (organisation_id, key_id)
);

CREATE TABLE consents (
    report_id uuid NOT NULL REFERENCES reports (id),
    kind text NOT NULL,
    text_version text NOT NULL,
    lang text NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (report_id, kind)
);

CREATE TABLE entries (
    at timestamptz NOT NULL,
    id uuid NOT NULL,
    report_id uuid NOT NULL REFERENCES reports (id),
    author text NOT NULL,
    organisation_id uuid REFERENCES organisations (id),
    member_id uuid,
    sealed bytea NOT NULL,
    for_worker bytea,
    read_at timestamptz,
    PRIMARY KEY (at, id)
);
CREATE INDEX entries_report_id_at_idx ON entries (report_id, at);
CREATE INDEX entries_id_idx ON entries (id);
CREATE INDEX entries_for_worker_idx ON entries (at) WHERE for_worker IS NOT NULL;
ALTER TABLE entries ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE entries ALTER COLUMN for_worker SET STORAGE EXTERNAL;

-- `risk_rank` repeats the report's risk, so that one index gives a page of the queue in its order.
CREATE TABLE referrals (
    id uuid PRIMARY KEY,
    report_id uuid NOT NULL REFERENCES reports (id),
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    status text NOT NULL,
    risk_rank smallint NOT NULL,
    taken_by uuid,
    reject_reason text,
    outcome text,
    close_reason text,
    why jsonb NOT NULL,
    reported_at timestamptz NOT NULL,
    screened_at timestamptz,
    referred_at timestamptz NOT NULL,
    notified_at timestamptz,
    first_opened_at timestamptz,
    acknowledged_at timestamptz,
    responded_at timestamptz,
    first_contact_at timestamptz,
    service_started_at timestamptz,
    done_at timestamptz,
    feedback_at timestamptz,
    closed_at timestamptz,
    UNIQUE (report_id, organisation_id)
);
CREATE INDEX referrals_queue_idx
    ON referrals (organisation_id, status, risk_rank DESC, referred_at, id);

ALTER TABLE reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE reports FORCE ROW LEVEL SECURITY;
ALTER TABLE report_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE consents ENABLE ROW LEVEL SECURITY;
ALTER TABLE consents FORCE ROW LEVEL SECURITY;
ALTER TABLE entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE entries FORCE ROW LEVEL SECURITY;
ALTER TABLE referrals ENABLE ROW LEVEL SECURITY;
ALTER TABLE referrals FORCE ROW LEVEL SECURITY;

CREATE POLICY worker ON reports TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON report_keys TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON consents TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON entries TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY worker ON referrals TO haki_worker USING (true) WITH CHECK (true);

-- A report is seen by those whose key to it is released; a fallback's key lies still until then.
-- Each inner select is under the policy of the table it reads, which narrows it to one's own keys.
CREATE POLICY web ON report_keys FOR SELECT TO haki_web
    USING (organisation_id = scope_organisation() AND released_at IS NOT NULL);
CREATE POLICY web ON reports FOR SELECT TO haki_web
    USING (EXISTS (SELECT FROM report_keys k WHERE k.report_id = reports.id));
CREATE POLICY web ON consents FOR SELECT TO haki_web
    USING (EXISTS (SELECT FROM report_keys k WHERE k.report_id = consents.report_id));
CREATE POLICY web_reads ON entries FOR SELECT TO haki_web
    USING (EXISTS (SELECT FROM report_keys k WHERE k.report_id = entries.report_id));
CREATE POLICY web_writes ON entries FOR INSERT TO haki_web
    WITH CHECK (
        author = 'caseworker'
        AND organisation_id = scope_organisation()
        AND member_id = scope_member()
        AND EXISTS (SELECT FROM report_keys k WHERE k.report_id = entries.report_id)
    );
CREATE POLICY web ON referrals TO haki_web
    USING (organisation_id = scope_organisation())
    WITH CHECK (organisation_id = scope_organisation());

GRANT SELECT, INSERT, UPDATE ON reports TO haki_worker;
GRANT SELECT (report_id, organisation_id, organisation_key_id, released_at), INSERT,
    UPDATE (wrapped, released_at), DELETE ON report_keys TO haki_worker;
GRANT SELECT, INSERT ON consents TO haki_worker;
GRANT SELECT, INSERT, UPDATE (for_worker, read_at), DELETE ON entries TO haki_worker;
GRANT SELECT, INSERT, UPDATE ON referrals TO haki_worker;

GRANT SELECT (
    id, reference, key_id, public, facts, submitted_at, week, lang, country, sector, risk,
    suggested_risk, signs, reasons, rule_version, status, withdrawn_at, consent_version
) ON reports TO haki_web;
GRANT SELECT ON report_keys, consents, entries, referrals TO haki_web;
GRANT INSERT ON entries TO haki_web;
GRANT UPDATE (
    status, taken_by, reject_reason, outcome, close_reason, referred_at, notified_at,
    first_opened_at, acknowledged_at, responded_at, first_contact_at, service_started_at,
    done_at, feedback_at, closed_at
) ON referrals TO haki_web;
