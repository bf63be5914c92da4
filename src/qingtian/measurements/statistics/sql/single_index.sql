-- What is the single index C / S of each item of a period? Exact as a whole number over the common denominator of the
-- divisors (rule_index); rounded for showing only.
SELECT
  s.period,
  s.place,
  s.item,
  s.edition,
  s.valid,
  s.expected,
  s.admitted,
  s.rule,
  s.entering,
  f.index_decimals,
  d.step,
  x.denominator,
  s.entering * x.plain AS ratio,
  s.entering * x.weighted AS part,
  half_even(1000 * s.entering * x.plain, x.denominator * d.step) * d.step AS single
FROM period_statistic AS s
INNER JOIN rule_index AS x ON s.edition = x.edition AND s.item = x.item AND s.statistic = x.statistic
INNER JOIN rule_figure AS f ON s.edition = f.edition
INNER JOIN decimal_step AS d ON f.index_decimals = d.decimals
