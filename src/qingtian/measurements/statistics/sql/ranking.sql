-- Who is where in each group? Ascending by the composite index; equals share a rank and the next is skipped (1, 2, 2, 4).
-- The rank is the first number among equals. "shown" orders them: within a tie by the item the rule names (PM10).
WITH numbered AS (
  SELECT
    g.ranking_group,
    c.period,
    c.place,
    c.composite,
    row_number() OVER (
      PARTITION BY g.ranking_group, c.period
      ORDER BY
        CASE WHEN c.composite IS NULL THEN 1 ELSE 0 END,
        c.composite,
        CASE WHEN c.shown_by IS NULL THEN 1 ELSE 0 END,
        c.shown_by,
        c.place
    ) AS shown
  FROM ranked_place AS g
  INNER JOIN composite_index AS c ON g.place = c.place
)

SELECT
  ranking_group,
  period,
  place,
  composite,
  shown,
  CASE WHEN composite IS NOT NULL THEN min(shown) OVER (PARTITION BY ranking_group, period, composite) END AS place_rank
FROM numbered
