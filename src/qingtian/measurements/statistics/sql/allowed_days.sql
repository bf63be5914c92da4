-- How many more days may exceed level 2, so that the good-day rate keeps its target? Days without an index do not count.
-- Negative: out of reach.
SELECT
  l.place,
  l.edition,
  l.valid,
  l.good,
  r.days_left,
  t.target,
  ((l.valid + r.days_left) * (100000 - t.target)) // 100000 - (l.valid - l.good) AS allowed
FROM period_levels AS l
INNER JOIN remaining_period AS r ON l.period = r.period
INNER JOIN target_rate AS t ON l.place = t.place
