-- Whom a report of such a kind may be sealed to: nobody who does not carry it, so at first nobody.

ALTER TABLE organisations ADD COLUMN special text[] NOT NULL DEFAULT '{}'
    CHECK (special <@ ARRAY['state_imposed', 'sexual_exploitation', 'forced_marriage', 'armed_groups']);
