-- Organisations, the people in them, and how they sign in.
-- The web names whom it works for in two settings; without them it sees nothing at all.

CREATE FUNCTION scope_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('haki.organisation_id', true), '')::uuid;

CREATE FUNCTION scope_member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('haki.member_id', true), '')::uuid;

REVOKE ALL ON FUNCTION scope_organisation(), scope_member() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope_organisation(), scope_member() TO haki_web;

CREATE TABLE organisations (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    kind text NOT NULL,
    demonstration boolean NOT NULL,
    takes_reports boolean NOT NULL,
    countries text[] NOT NULL,
    origins text[] NOT NULL,
    languages text[] NOT NULL,
    child_protection boolean NOT NULL,
    created_at timestamptz NOT NULL
);
ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisations FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON organisations TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY web ON organisations FOR SELECT TO haki_web USING (id = scope_organisation());
CREATE POLICY owner_looks_up ON organisations FOR SELECT TO haki_owner USING (true);
-- The web may not make an organisation: it would be sent reports, and could read them.
GRANT SELECT, INSERT ON organisations TO haki_worker;
GRANT SELECT ON organisations TO haki_web;

CREATE TABLE organisation_keys (
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    key_id text NOT NULL,
    public bytea NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz,
    PRIMARY KEY (organisation_id, key_id)
);
ALTER TABLE organisation_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON organisation_keys TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY web ON organisation_keys FOR SELECT TO haki_web
    USING (organisation_id = scope_organisation());
GRANT SELECT, INSERT ON organisation_keys TO haki_worker;
GRANT SELECT ON organisation_keys TO haki_web;

CREATE TABLE members (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    name text NOT NULL,
    role text NOT NULL,
    key_id text NOT NULL,
    public bytea NOT NULL,
    locked bytea NOT NULL,
    created_at timestamptz NOT NULL,
    removed_at timestamptz
);
CREATE UNIQUE INDEX members_lower_name_key ON members (lower(name));
CREATE INDEX members_organisation_id_idx ON members (organisation_id);
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
ALTER TABLE members FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON members FOR SELECT TO haki_worker USING (true);
CREATE POLICY web_reads ON members FOR SELECT TO haki_web
    USING (organisation_id = scope_organisation());
CREATE POLICY web_joins ON members FOR INSERT TO haki_web
    WITH CHECK (organisation_id = scope_organisation() AND id = scope_member());
CREATE POLICY owner_looks_up ON members FOR SELECT TO haki_owner USING (true);
GRANT SELECT (id, organisation_id, role, removed_at) ON members TO haki_worker;
GRANT SELECT (id, organisation_id, name, role, key_id, public, created_at, removed_at)
    ON members TO haki_web;
GRANT INSERT ON members TO haki_web;

CREATE TABLE member_keys (
    organisation_id uuid NOT NULL,
    member_id uuid NOT NULL REFERENCES members (id),
    organisation_key_id text NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (member_id, organisation_key_id),
    FOREIGN KEY (organisation_id, organisation_key_id)
        REFERENCES organisation_keys (organisation_id, key_id)
);
ALTER TABLE member_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE member_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY web_reads ON member_keys FOR SELECT TO haki_web
    USING (organisation_id = scope_organisation() AND member_id = scope_member());
CREATE POLICY web_gives ON member_keys FOR INSERT TO haki_web
    WITH CHECK (organisation_id = scope_organisation());
GRANT SELECT, INSERT ON member_keys TO haki_web;

CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    role text NOT NULL,
    lookup bytea NOT NULL UNIQUE,
    organisation_key_id text NOT NULL,
    wrapped bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    used_by uuid,
    FOREIGN KEY (organisation_id, organisation_key_id)
        REFERENCES organisation_keys (organisation_id, key_id)
);
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON invitations FOR INSERT TO haki_worker WITH CHECK (true);
CREATE POLICY web ON invitations TO haki_web
    USING (organisation_id = scope_organisation())
    WITH CHECK (organisation_id = scope_organisation());
CREATE POLICY owner_looks_up ON invitations FOR SELECT TO haki_owner USING (true);
CREATE POLICY owner_holds ON invitations FOR UPDATE TO haki_owner USING (true);
-- Whoever sets up an organisation writes its first invitation, and cannot read it back.
GRANT INSERT ON invitations TO haki_worker;
GRANT SELECT (id, organisation_id, role, created_at, expires_at, used_at, used_by)
    ON invitations TO haki_web;
GRANT INSERT, UPDATE (used_at, used_by) ON invitations TO haki_web;

CREATE TABLE sessions (
    id bytea PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    member_id uuid NOT NULL REFERENCES members (id),
    locked bytea NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_member_id_idx ON sessions (member_id);
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY web ON sessions TO haki_web
    USING (organisation_id = scope_organisation() AND member_id = scope_member())
    WITH CHECK (organisation_id = scope_organisation() AND member_id = scope_member());
CREATE POLICY owner_looks_up ON sessions FOR SELECT TO haki_owner USING (true);
CREATE POLICY owner_touches ON sessions FOR UPDATE TO haki_owner USING (true);
CREATE POLICY owner_ends ON sessions FOR DELETE TO haki_owner USING (true);
GRANT SELECT (member_id, expires_at), INSERT, DELETE ON sessions TO haki_web;

CREATE TABLE sign_in_tries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject bytea NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX sign_in_tries_subject_at_idx ON sign_in_tries (subject, at);
ALTER TABLE sign_in_tries ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_tries FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON sign_in_tries TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY web ON sign_in_tries TO haki_web USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON sign_in_tries TO haki_worker, haki_web;
