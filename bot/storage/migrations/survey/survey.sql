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
-- Answers that stand side by side are counted together until of each group nobody is left, or at least
-- 11.  There are 16 ways to cut the five answers into groups, and the one with most groups is taken: for
-- a country by its own numbers; for its kinds of work, all alike, by each that is shown and by the others
-- together, and only with cuts that the country's numbers have, too.
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
        SELECT p.country, p.question, g.way, g.number, p.part, sum(p.people) AS people
        FROM parts p JOIN groups g USING (answer)
        GROUP BY p.country, p.question, g.way, g.number, p.part
    ),
    sizes AS (
        SELECT s.country, s.question, s.way, sum(s.people) AS people,
            bool_and(s.people = 0 OR s.people >= 11) AS each_holds
        FROM sums s GROUP BY s.country, s.question, s.way, s.number
    ),
    ways AS (
        SELECT z.country, z.question, z.way, bit_count(z.way::bit(4)) AS cuts,
            bool_and(z.people = 0 OR z.people >= 11) AS holds, bool_and(z.each_holds) AS each_holds
        FROM sizes z GROUP BY z.country, z.question, z.way
    ),
    wholes AS (
        SELECT DISTINCT ON (w.country, w.question) w.country, w.question, w.way
        FROM ways w WHERE w.holds ORDER BY w.country, w.question, w.cuts DESC, w.way
    ),
    cut AS (
        SELECT w.country, w.question, true AS whole, w.way FROM wholes w
        UNION ALL
        (SELECT DISTINCT ON (w.country, w.question) w.country, w.question, false, w.way
        FROM ways w JOIN wholes o USING (country, question)
        WHERE w.each_holds AND w.way & o.way = w.way
        ORDER BY w.country, w.question, w.cuts DESC, w.way)
    ),
    shown AS (
        SELECT p.country, p.part, p.question, p.answer, p.people, false AS whole
        FROM parts p WHERE p.part IS NOT NULL
        UNION ALL
        SELECT p.country, NULL, p.question, p.answer, sum(p.people), true
        FROM parts p GROUP BY p.country, p.question, p.answer
    )
    SELECT s.country, s.part, s.question, array_agg(g.answer ORDER BY g.place), sum(s.people)::bigint
    FROM shown s
    JOIN cut c USING (country, question, whole)
    JOIN groups g USING (way, answer)
    GROUP BY s.country, s.part, s.question, g.number;
END;
REVOKE ALL ON FUNCTION survey_quarters() FROM PUBLIC;
REVOKE ALL ON FUNCTION survey_shown(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION survey_quarters(), survey_shown(date) TO haki_web;
