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

-- What the web gets of it: no number of 1 to 10 people, and none that follows by subtraction.
-- A quarter is shown when it has been over for a day, so that nobody sees a count grow by one person.
CREATE FUNCTION survey_quarters() RETURNS TABLE (quarter date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT c.quarter FROM public.survey_counts c
    WHERE c.quarter + interval '3 months 1 day' <= now() AT TIME ZONE 'UTC'
    GROUP BY c.quarter, c.country, c.question HAVING sum(c.people) >= 11;
END;

-- A question is shown of a country where at least 11 people answered it (sector NULL); of one kind of
-- work where as many did, unless those of all smaller kinds together are fewer than 11.
-- Answers that stand side by side are counted together until in each kind of work that is shown, and
-- in the others together, either nobody chose one of them or at least 11 did.  There are 16 ways to
-- cut the five answers into such groups; of those that hold everywhere, the one with most groups is
-- taken, and it is the same for the country and its kinds of work.
CREATE FUNCTION survey_shown(wanted date)
RETURNS TABLE (country text, sector text, question text, answers text[], people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH scale AS (
        SELECT * FROM unnest(ARRAY['never', 'rarely', 'sometimes', 'often', 'always'])
            WITH ORDINALITY AS a (answer, place)
    ),
    groups AS (  -- each bit of a way is a cut: which group of that way each answer is in
        SELECT way, s.answer, s.place,
            bit_count((way & ((1 << (s.place - 1)::integer) - 1))::bit(4)) AS number
        FROM generate_series(0, 15) AS way CROSS JOIN scale s
    ),
    counted AS (
        SELECT c.* FROM public.survey_counts c
        WHERE c.quarter = wanted AND wanted IN (SELECT q.quarter FROM public.survey_quarters() q)
    ),
    over AS (  -- with a row for each answer, also where nobody gave it
        SELECT d.country, d.sector, d.question, s.answer, coalesce(c.people, 0) AS people,
            sum(c.people) OVER (PARTITION BY d.country, d.sector, d.question) AS here
        FROM (SELECT DISTINCT e.country, e.sector, e.question FROM counted e) d CROSS JOIN scale s
        LEFT JOIN counted c USING (country, sector, question, answer)
    ),
    countries AS (
        SELECT o.country, o.question, coalesce(sum(o.people) FILTER (WHERE o.here < 11), 0) AS rest
        FROM over o GROUP BY o.country, o.question HAVING sum(o.people) >= 11
    ),
    parts AS (  -- part NULL: what is only in the numbers of the country
        SELECT o.country, o.question, o.answer, o.people,
            CASE WHEN o.here >= 11 AND (t.rest = 0 OR t.rest >= 11) THEN o.sector END AS part
        FROM over o JOIN countries t USING (country, question)
    ),
    sums AS (
        SELECT p.country, p.question, g.way, sum(p.people) AS people
        FROM parts p JOIN groups g USING (answer)
        GROUP BY p.country, p.question, g.way, g.number, p.part
    ),
    ways AS (
        SELECT DISTINCT ON (s.country, s.question) s.country, s.question, s.way
        FROM sums s GROUP BY s.country, s.question, s.way
        HAVING bool_and(s.people = 0 OR s.people >= 11)
        ORDER BY s.country, s.question, bit_count(s.way::bit(4)) DESC, s.way
    ),
    shown AS (
        SELECT p.country, p.part, p.question, p.answer, p.people
        FROM parts p WHERE p.part IS NOT NULL
        UNION ALL
        SELECT p.country, NULL, p.question, p.answer, sum(p.people)
        FROM parts p GROUP BY p.country, p.question, p.answer
    )
    SELECT s.country, s.part, s.question, array_agg(g.answer ORDER BY g.place), sum(s.people)::bigint
    FROM shown s
    JOIN ways w USING (country, question)
    JOIN groups g USING (way, answer)
    GROUP BY s.country, s.part, s.question, g.number;
END;
REVOKE ALL ON FUNCTION survey_quarters() FROM PUBLIC;
REVOKE ALL ON FUNCTION survey_shown(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION survey_quarters(), survey_shown(date) TO haki_web;
