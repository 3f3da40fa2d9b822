-- What happened.  Nobody may change or delete a row of it, and few may read.

CREATE TABLE audit_events (
    at timestamptz NOT NULL,
    id uuid NOT NULL,
    organisation_id uuid,
    actor_kind text NOT NULL,
    actor_id uuid,
    act text NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid,
    detail jsonb NOT NULL,
    PRIMARY KEY (at, id)
);
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON audit_events TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY web ON audit_events FOR INSERT TO haki_web
    WITH CHECK (
        organisation_id = scope_organisation()
        AND actor_kind = 'member'
        AND actor_id = scope_member()
    );
GRANT SELECT, INSERT ON audit_events TO haki_worker;
GRANT INSERT ON audit_events TO haki_web;

CREATE TABLE audit_links (
    n bigint PRIMARY KEY,
    event_at timestamptz NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL,
    UNIQUE (event_at, event_id)
);
ALTER TABLE audit_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_links FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON audit_links TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON audit_links TO haki_worker;

CREATE TABLE deployment (
    key text PRIMARY KEY,
    value text NOT NULL
);
ALTER TABLE deployment ENABLE ROW LEVEL SECURITY;
ALTER TABLE deployment FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON deployment TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY owner ON deployment TO haki_owner USING (true) WITH CHECK (true);
CREATE POLICY web ON deployment FOR SELECT TO haki_web USING (true);
GRANT SELECT, INSERT, UPDATE ON deployment TO haki_worker;
GRANT SELECT ON deployment TO haki_web;
