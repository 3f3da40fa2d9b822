-- How often the worker added something to a case that nobody of the organisation has opened since.

ALTER TABLE referrals ADD COLUMN new_words integer NOT NULL DEFAULT 0;
CREATE INDEX referrals_new_words_idx ON referrals (organisation_id, status) WHERE new_words > 0;
GRANT UPDATE (new_words) ON referrals TO haki_web;
