-- What may the rest of a period be on average, so that its mean keeps the target? (target x days - sum of days) / days
-- left. Days that had no value are not counted as days of the period. Negative: out of reach.
WITH rests AS (
  SELECT
    i.place,
    i.item,
    i.edition,
    i.valid,
    i.total,
    r.days_left,
    t.target,
    t.decimals,
    s.step,
    t.target * (i.valid + r.days_left) - coalesce(i.total, 0) AS rest
  FROM period_item AS i
  INNER JOIN remaining_period AS r ON i.period = r.period
  INNER JOIN target_mean AS t ON i.place = t.place AND i.item = t.item
  INNER JOIN decimal_step AS s ON t.decimals = s.decimals
)

SELECT
  place,
  item,
  edition,
  valid,
  days_left,
  target,
  decimals,
  CASE
    WHEN days_left = 0 THEN NULL
    WHEN rest >= 0 THEN half_even(rest, days_left * step) * step
    ELSE -half_even(-rest, days_left * step) * step
  END AS control
FROM rests
