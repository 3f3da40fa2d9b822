-- Whether the work helped, as the worker says; what did not is open again.
ALTER TABLE referrals ADD COLUMN helped text;
ALTER TABLE referrals ADD COLUMN helped_at timestamptz;
ALTER TABLE referrals ADD COLUMN reopened_at timestamptz;
GRANT UPDATE (helped, helped_at, reopened_at) ON referrals TO haki_web;

-- What the worker writes to put right what they said before.
ALTER TABLE entries ADD COLUMN correction boolean NOT NULL DEFAULT false;
