-- What a person needs to go: no messages by themselves, nothing on the screen, nothing with us.

-- Since when nothing may be sent to somebody that is no reply; since when a chat is to be gone.
ALTER TABLE conversations ADD COLUMN quiet_at timestamptz;
ALTER TABLE conversations ADD COLUMN erased_at timestamptz;
CREATE INDEX conversations_erased_idx ON conversations (erased_at) WHERE erased_at IS NOT NULL;
GRANT DELETE ON conversations TO haki_worker;

-- The channel's id of the message that a reply answers, so that both can be taken off a screen.
ALTER TABLE outbox ADD COLUMN answers text;
CREATE INDEX outbox_shown_idx ON outbox (conversation_id) WHERE provider_id IS NOT NULL;
