-- The kind, true size and fingerprint of a file that was sent with a report, under the server key, for
-- the paper that its worker can ask for.  It goes with the file, or when the chat is deleted.
ALTER TABLE files ADD COLUMN for_worker bytea;
