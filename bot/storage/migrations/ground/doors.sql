-- What the web may ask before it knows for whom: each door needs a secret, or opens one row by name.
-- They run as the owner, with a search path of their own, and bodies bound when they were made.

CREATE FUNCTION sign_in_member(wanted text)
RETURNS TABLE (
    id uuid, organisation_id uuid, name text, role text,
    key_id text, public bytea, locked bytea, created_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT m.id, m.organisation_id, m.name, m.role, m.key_id, m.public, m.locked, m.created_at
    FROM members m
    WHERE lower(m.name) = lower(wanted) AND m.removed_at IS NULL;
END;

-- The lock makes the second of two who use one invitation at once wait, and find it used.
CREATE FUNCTION open_invitation(wanted bytea, moment timestamptz)
RETURNS TABLE (
    id uuid, organisation_id uuid, organisation text, role text,
    organisation_key_id text, wrapped bytea
)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT i.id, i.organisation_id, o.name, i.role, i.organisation_key_id, i.wrapped
    FROM invitations i
    JOIN organisations o ON o.id = i.organisation_id
    WHERE i.lookup = wanted AND i.used_at IS NULL AND i.expires_at > moment
    FOR UPDATE OF i;
END;

CREATE FUNCTION open_session(wanted bytea, moment timestamptz)
RETURNS TABLE (
    organisation_id uuid, organisation text, member_id uuid, name text, role text, locked bytea
)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE sessions SET seen_at = moment
    WHERE sessions.id = wanted AND expires_at > moment AND seen_at < moment - interval '1 minute';

    SELECT s.organisation_id, o.name, s.member_id, m.name, m.role, s.locked
    FROM sessions s
    JOIN members m ON m.id = s.member_id AND m.organisation_id = s.organisation_id
    JOIN organisations o ON o.id = s.organisation_id
    WHERE s.id = wanted AND s.expires_at > moment AND m.removed_at IS NULL;
END;

CREATE FUNCTION end_session(wanted bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    DELETE FROM sessions WHERE id = wanted;
END;

REVOKE ALL ON FUNCTION sign_in_member(text), open_invitation(bytea, timestamptz),
    open_session(bytea, timestamptz), end_session(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sign_in_member(text), open_invitation(bytea, timestamptz),
    open_session(bytea, timestamptz), end_session(bytea) TO haki_web;
