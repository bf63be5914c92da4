-- Whose index changed how on the same period a year before? (I - I0) / I0 in per cent, half to even; ascending, so that
-- who improved most comes first; equals share a rank. Both sides under one edition. Nothing to compare: no rank.
WITH changes AS (
  SELECT
    r.ranking_group,
    r.period,
    r.place,
    r.composite,
    r.shown,
    r.place_rank,
    CASE
      WHEN b.composite > 0 AND r.composite >= b.composite
      THEN half_even(100000 * (r.composite - b.composite), b.composite * s.step) * s.step
      WHEN b.composite > 0
      THEN -half_even(100000 * (b.composite - r.composite), b.composite * s.step) * s.step
    END AS change
  FROM ranking AS r
  INNER JOIN compared_period AS p ON r.period = p.period
  LEFT JOIN composite_index AS b ON p.before = b.period AND r.place = b.place
  INNER JOIN rule_figure AS f ON p.edition = f.edition
  INNER JOIN decimal_step AS s ON f.change_decimals = s.decimals
),

numbered AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY ranking_group, period
      ORDER BY CASE WHEN change IS NULL THEN 1 ELSE 0 END, change, shown
    ) AS position
  FROM changes
)

SELECT
  ranking_group,
  period,
  place,
  composite,
  shown,
  place_rank,
  change,
  CASE WHEN change IS NOT NULL THEN min(position) OVER (PARTITION BY ranking_group, period, change) END AS change_rank
FROM numbered
