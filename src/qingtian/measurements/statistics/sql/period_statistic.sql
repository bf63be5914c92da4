-- What are the means and percentiles of a period? Exact first (num / den), then half to even: once to the decimals of the
-- figure, once to those the composite index takes in. Percentile p of n values: k = 1 + (n - 1) p, linear between.
WITH numbered AS (
  SELECT
    p.period,
    d.place,
    d.item,
    d.value,
    row_number() OVER (PARTITION BY p.period, d.place, d.item ORDER BY d.value) - 1 AS position
  FROM period_day AS p
  INNER JOIN place_day AS d ON p.day = d.day
  WHERE d.value IS NOT NULL
),

wanted AS (
  SELECT
    i.*,
    s.statistic,
    s.percent,
    s.decimals,
    s.limit_year,
    s.evaluated,
    s.in_index,
    f.step,
    x.step AS index_step,
    ((i.valid - 1) * s.percent) // 100 AS below,
    ((i.valid - 1) * s.percent) % 100 AS rest
  FROM period_item AS i
  INNER JOIN rule_statistic AS s ON i.edition = s.edition AND i.item = s.item
  INNER JOIN decimal_step AS f ON s.decimals = f.decimals
  LEFT JOIN decimal_step AS x ON s.index_input_decimals = x.decimals
),

percentiles AS (
  SELECT
    w.period,
    w.place,
    w.item,
    w.statistic,
    max(CASE WHEN n.position = w.below THEN n.value END) AS lower,
    max(CASE WHEN n.position = w.below + 1 THEN n.value END) AS higher
  FROM wanted AS w
  INNER JOIN numbered AS n
    ON w.period = n.period AND w.place = n.place AND w.item = n.item AND n.position BETWEEN w.below AND w.below + 1
  WHERE w.statistic <> 'mean' AND w.admitted = 1
  GROUP BY w.period, w.place, w.item, w.statistic
),

exact AS (
  SELECT
    w.*,
    CASE
      WHEN w.statistic = 'mean' THEN w.total
      ELSE p.lower * (100 - w.rest) + coalesce(p.higher, 0) * w.rest
    END AS num,
    CASE WHEN w.statistic = 'mean' THEN w.valid ELSE 100 END AS den
  FROM wanted AS w
  LEFT JOIN percentiles AS p
    ON w.period = p.period AND w.place = p.place AND w.item = p.item AND w.statistic = p.statistic
)

SELECT
  period,
  place,
  item,
  kind,
  edition,
  statistic,
  valid,
  expected,
  rule,
  admitted,
  decimals,
  limit_year,
  evaluated,
  in_index,
  CASE WHEN admitted = 1 THEN half_even(num, den * step) * step END AS value,
  CASE WHEN admitted = 1 AND in_index = 1 THEN half_even(num, den * index_step) * index_step END AS entering
FROM exact
