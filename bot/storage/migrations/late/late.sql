-- When a reply was last put by, in the lane 'late' of the outbox, until the person is there to see it.

ALTER TABLE conversations ADD COLUMN late_at timestamptz;
