-- Who wants updates of which organisation, and what organisations sent.

ALTER TABLE organisations ADD COLUMN sends_updates boolean NOT NULL DEFAULT false;

-- Which chat it is, only the server key tells.  The organisation learns how many they are, never who.
CREATE TABLE subscriptions (
    organisation_id uuid NOT NULL REFERENCES organisations,
    conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    country text NOT NULL,
    sector text NOT NULL,
    topics text[] NOT NULL,
    shown boolean NOT NULL,
    week date NOT NULL,
    PRIMARY KEY (organisation_id, conversation_id)
);
CREATE INDEX subscriptions_conversation_id_idx ON subscriptions (conversation_id);
ALTER TABLE subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON subscriptions TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_counts ON subscriptions FOR SELECT TO haki_owner USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON subscriptions TO haki_worker;
CREATE POLICY owner_counts ON conversations FOR SELECT TO haki_owner USING (true);

CREATE TABLE broadcasts (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisations,
    status text NOT NULL,
    sealed bytea NOT NULL,
    topic text NOT NULL,
    countries text[] NOT NULL,
    sectors text[] NOT NULL,
    written_by uuid NOT NULL REFERENCES members,
    checked_by uuid REFERENCES members,
    created_at timestamptz NOT NULL,
    checked_at timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    planned integer NOT NULL DEFAULT 0,
    sent integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    skipped integer NOT NULL DEFAULT 0,
    CHECK (checked_by <> written_by),
    CHECK (status IN ('draft', 'waiting', 'stopped') OR checked_by IS NOT NULL)
);
CREATE INDEX broadcasts_organisation_id_idx ON broadcasts (organisation_id, created_at);
CREATE INDEX broadcasts_status_idx ON broadcasts (created_at) WHERE status = 'sending';
ALTER TABLE broadcasts ENABLE ROW LEVEL SECURITY;
ALTER TABLE broadcasts FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON broadcasts TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY web ON broadcasts TO haki_web
    USING (organisation_id = scope_organisation())
    WITH CHECK (organisation_id = scope_organisation());
GRANT SELECT, UPDATE ON broadcasts TO haki_worker;
GRANT SELECT, INSERT ON broadcasts TO haki_web;
GRANT UPDATE (status, sealed, topic, countries, sectors, written_by, checked_by, checked_at, ended_at)
    ON broadcasts TO haki_web;

-- Frozen when the sending begins: a row before the call, a result after it.
CREATE TABLE broadcast_recipients (
    broadcast_id uuid NOT NULL REFERENCES broadcasts,
    conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    status text NOT NULL,
    next_at timestamptz,
    handed_at timestamptz,
    outbox_id bigint,
    done_at timestamptz,
    read_at timestamptz,
    PRIMARY KEY (broadcast_id, conversation_id)
);
CREATE INDEX broadcast_recipients_waiting_idx ON broadcast_recipients (broadcast_id, conversation_id)
    WHERE status = 'waiting';
CREATE INDEX broadcast_recipients_handed_idx ON broadcast_recipients (broadcast_id)
    WHERE status = 'handed';
CREATE INDEX broadcast_recipients_conversation_id_idx
    ON broadcast_recipients (conversation_id, handed_at);
ALTER TABLE broadcast_recipients ENABLE ROW LEVEL SECURITY;
ALTER TABLE broadcast_recipients FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON broadcast_recipients TO haki_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON broadcast_recipients TO haki_worker;

-- How many people of one's own organisation a segment has, by language: numbers are all the web gets.
CREATE FUNCTION subscribers(wanted_topic text, wanted_countries text[], wanted_sectors text[])
RETURNS TABLE (lang text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.lang, count(*)
    FROM public.subscriptions s
    JOIN public.conversations c ON c.id = s.conversation_id
    WHERE s.organisation_id = public.scope_organisation()
      AND wanted_topic = ANY (s.topics)
      AND (cardinality(wanted_countries) = 0 OR s.country = ANY (wanted_countries))
      AND (cardinality(wanted_sectors) = 0 OR s.sector = ANY (wanted_sectors))
      AND c.unreachable_at IS NULL AND c.quiet_at IS NULL
    GROUP BY c.lang;
END;
REVOKE ALL ON FUNCTION subscribers(text, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subscribers(text, text[], text[]) TO haki_web;
