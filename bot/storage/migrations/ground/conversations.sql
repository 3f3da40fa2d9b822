-- What chats need.  The web has no business here: nothing is granted to it.
-- Sealed bytes do not compress, so the server need not try (EXTERNAL).

CREATE TABLE conversations (
    id uuid PRIMARY KEY,
    channel text NOT NULL,
    address_hash bytea NOT NULL,
    address_sealed bytea NOT NULL,
    place_sealed bytea,
    flow_hash text NOT NULL,
    lang text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    unreachable_at timestamptz,
    UNIQUE (channel, address_hash)
) WITH (fillfactor = 70);  -- room to rewrite a row beside itself, so that no index is touched
ALTER TABLE conversations ALTER COLUMN place_sealed SET STORAGE EXTERNAL;
ALTER TABLE conversations ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversations FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON conversations TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON conversations TO haki_worker;

CREATE TABLE flow_versions (
    hash text PRIMARY KEY,
    name text NOT NULL,
    definition bytea NOT NULL,
    first_seen_at timestamptz NOT NULL
);
ALTER TABLE flow_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON flow_versions TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON flow_versions TO haki_worker;

CREATE TABLE seen (
    channel text NOT NULL,
    external_id bytea NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (channel, external_id)
);
CREATE INDEX seen_seen_at_idx ON seen USING brin (seen_at);
ALTER TABLE seen ENABLE ROW LEVEL SECURITY;
ALTER TABLE seen FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON seen TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON seen TO haki_worker;

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY,
    created_at timestamptz NOT NULL,
    conversation_id uuid NOT NULL,
    channel text NOT NULL,
    lane text NOT NULL,
    owner bigint NOT NULL,
    payload bytea,
    tries integer NOT NULL DEFAULT 0,
    next_try_at timestamptz,
    sent_at timestamptz,
    failed_at timestamptz,
    provider_id text,
    error text,
    PRIMARY KEY (created_at, id)
);
CREATE INDEX outbox_unsent_idx ON outbox (id) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_unsent_of_idx ON outbox (conversation_id, id)
    WHERE sent_at IS NULL AND failed_at IS NULL;
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON outbox TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO haki_worker;

CREATE TABLE dead_letters (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    channel text NOT NULL,
    sealed bytea NOT NULL,
    error text NOT NULL
);
ALTER TABLE dead_letters ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE dead_letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letters FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON dead_letters TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON dead_letters TO haki_worker;

CREATE SEQUENCE instance_numbers AS integer CYCLE;
GRANT USAGE ON SEQUENCE instance_numbers TO haki_worker;
