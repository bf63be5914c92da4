-- On what share of its valid days does an item keep the day limit (attainment rate, per cent)?
SELECT
  i.period,
  i.place,
  i.item,
  i.edition,
  i.rule,
  i.valid,
  i.expected,
  i.greatest,
  i.day_decimals,
  i.over,
  f.rate_decimals,
  CASE WHEN i.valid > 0 THEN half_even(100000 * (i.valid - i.over), i.valid * d.step) * d.step END AS rate
FROM period_item AS i
INNER JOIN rule_figure AS f ON i.edition = f.edition
INNER JOIN decimal_step AS d ON f.rate_decimals = d.decimals
