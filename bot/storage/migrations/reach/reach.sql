-- What the worker role alone needs to reach people.  The web has no business here.

-- Groups are told once that this is for private chats: that one was told is all that is kept.
CREATE TABLE group_chats (
    channel text NOT NULL,
    address_hash bytea NOT NULL,
    met_at timestamptz NOT NULL,
    PRIMARY KEY (channel, address_hash)
);
ALTER TABLE group_chats ENABLE ROW LEVEL SECURITY;
ALTER TABLE group_chats FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON group_chats TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON group_chats TO haki_worker;

-- Posters.  What is counted is how many began in a week, never who.
CREATE TABLE links (
    code text PRIMARY KEY,
    note_sealed bytea NOT NULL,
    created_at timestamptz NOT NULL
);
ALTER TABLE links ENABLE ROW LEVEL SECURITY;
ALTER TABLE links FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON links TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON links TO haki_worker;

CREATE TABLE link_weeks (
    code text NOT NULL REFERENCES links,
    week date NOT NULL,
    begun integer NOT NULL,
    PRIMARY KEY (code, week)
);
ALTER TABLE link_weeks ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_weeks FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON link_weeks TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON link_weeks TO haki_worker;

-- When people may be written to, where they said so.
CREATE TABLE hours (
    conversation_id uuid PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
    sealed bytea NOT NULL
);
ALTER TABLE hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE hours FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON hours TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON hours TO haki_worker;

-- What is to be said by itself; one of each kind a chat.  The kind tells what somebody has been
-- doing here, so it is hashed and sealed.
CREATE TABLE timers (
    id uuid PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    kind_hash bytea NOT NULL UNIQUE,
    kind_sealed bytea NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX timers_conversation_id_idx ON timers (conversation_id);
ALTER TABLE timers ENABLE ROW LEVEL SECURITY;
ALTER TABLE timers FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON timers TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON timers TO haki_worker;

-- Replies are looked for by themselves: they do not wait behind a broadcast's rows.
DROP INDEX outbox_unsent_idx;
CREATE INDEX outbox_unsent_idx ON outbox (lane, id) WHERE sent_at IS NULL AND failed_at IS NULL;
