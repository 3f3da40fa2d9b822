-- How many people gave which answer about their work in three months.  No row is about anybody.
CREATE TABLE survey_counts (
    quarter date NOT NULL,
    country text NOT NULL,
    sector text NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    people integer NOT NULL,
    PRIMARY KEY (quarter, country, sector, question, answer)
);
ALTER TABLE survey_counts ENABLE ROW LEVEL SECURITY;
ALTER TABLE survey_counts FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON survey_counts TO haki_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_counts ON survey_counts FOR SELECT TO haki_owner USING (true);
GRANT SELECT, INSERT, UPDATE (people) ON survey_counts TO haki_worker;

-- What the web gets of it.  A quarter is shown when it has been over for a day, so that nobody sees a
-- count grow by the answer of one person.  A question is shown of a country where at least 11 people
-- answered it; of one kind of work where as many did, unless those of all smaller kinds together are
-- fewer than 11: they could be worked out from the country's own numbers.
CREATE FUNCTION survey_shown()
RETURNS TABLE (quarter date, country text, sector text, question text, answer text, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH over AS (
        SELECT c.* FROM public.survey_counts c
        WHERE c.quarter + interval '3 months 1 day' <= now() AT TIME ZONE 'UTC'
    ),
    cells AS (
        SELECT o.quarter, o.country, o.sector, o.question, sum(o.people) AS people
        FROM over o GROUP BY o.quarter, o.country, o.sector, o.question
    ),
    countries AS (
        SELECT e.quarter, e.country, e.question, sum(e.people) AS people,
            coalesce(sum(e.people) FILTER (WHERE e.people < 11), 0) AS rest
        FROM cells e GROUP BY e.quarter, e.country, e.question
    )
    SELECT o.quarter, o.country, NULL::text, o.question, o.answer, sum(o.people)::bigint
    FROM over o
    JOIN countries t ON (t.quarter, t.country, t.question) = (o.quarter, o.country, o.question)
    WHERE t.people >= 11
    GROUP BY o.quarter, o.country, o.question, o.answer
    UNION ALL
    SELECT o.quarter, o.country, o.sector, o.question, o.answer, o.people::bigint
    FROM over o
    JOIN countries t ON (t.quarter, t.country, t.question) = (o.quarter, o.country, o.question)
    JOIN cells e ON (e.quarter, e.country, e.sector, e.question)
        = (o.quarter, o.country, o.sector, o.question)
    WHERE e.people >= 11 AND (t.rest = 0 OR t.rest >= 11);
END;
REVOKE ALL ON FUNCTION survey_shown() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION survey_shown() TO haki_web;
