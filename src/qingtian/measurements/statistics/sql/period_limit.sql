-- Does an item keep its limits over a year (or a span)? It attains if every evaluated statistic is within its limit; how
-- far it is above: (C - S) / S, of the statistic that is furthest. Null: a statistic it needs was refused.
WITH compared AS (
  SELECT
    s.*,
    f.factor_decimals,
    CASE
      WHEN s.value > s.limit_year
      THEN half_even(1000 * (s.value - s.limit_year), s.limit_year * d.step) * d.step
    END AS factor
  FROM period_statistic AS s
  INNER JOIN rule_figure AS f ON s.edition = f.edition
  INNER JOIN decimal_step AS d ON f.factor_decimals = d.decimals
  WHERE s.evaluated = 1 AND s.limit_year > 0 AND s.kind IN ('year', 'span')
)

SELECT
  period,
  place,
  item,
  edition,
  rule,
  valid,
  expected,
  factor_decimals,
  max(factor) AS factor,
  CASE
    WHEN max(CASE WHEN value > limit_year THEN 1 ELSE 0 END) = 1 THEN 0
    WHEN min(admitted) = 0 THEN NULL
    ELSE 1
  END AS attained
FROM compared
GROUP BY period, place, item, edition, rule, valid, expected, factor_decimals
