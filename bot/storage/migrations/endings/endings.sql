-- The worker is told that an organisation has ended its work, once: when they saw that it did.

ALTER TABLE referrals ADD COLUMN end_seen_at timestamptz;
GRANT UPDATE (end_seen_at) ON referrals TO haki_web;
