-- On how many days does PM10 lead, and what is its mean? All days and those with dust apart.
SELECT
  p.period,
  d.place,
  w.edition,
  count(*) AS days,
  count(x.aqi) AS days_with_index,
  CAST(sum(x.pm10) AS BIGINT) AS days_leading,
  CAST(sum(CASE WHEN u.day IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS dust_days,
  CAST(sum(CASE WHEN u.day IS NOT NULL THEN x.pm10 ELSE 0 END) AS BIGINT) AS dust_days_leading,
  count(d.value) AS valid,
  CASE WHEN count(d.value) > 0 THEN half_even(CAST(sum(d.value) AS BIGINT), count(d.value) * max(s.step)) * max(s.step) END
    AS mean,
  CASE
    WHEN count(CASE WHEN u.day IS NULL THEN d.value END) > 0
    THEN half_even(
      CAST(sum(CASE WHEN u.day IS NULL THEN d.value END) AS BIGINT),
      count(CASE WHEN u.day IS NULL THEN d.value END) * max(s.step)
    ) * max(s.step)
  END AS mean_without_dust,
  max(m.decimals) AS decimals,
  max(f.rate_decimals) AS rate_decimals,
  CASE
    WHEN count(x.aqi) > 0
    THEN half_even(100000 * CAST(sum(x.pm10) AS BIGINT), count(x.aqi) * max(g.step)) * max(g.step)
  END AS share_leading
FROM period_day AS p
INNER JOIN wanted_period AS w ON p.period = w.period
INNER JOIN place_day AS d ON p.day = d.day AND d.item = 'PM10'
INNER JOIN day_index AS x ON d.place = x.place AND d.day = x.day
INNER JOIN rule_figure AS f ON w.edition = f.edition
INNER JOIN decimal_step AS g ON f.rate_decimals = g.decimals
INNER JOIN rule_statistic AS m ON w.edition = m.edition AND m.item = 'PM10' AND m.statistic = 'mean'
INNER JOIN decimal_step AS s ON m.decimals = s.decimals
LEFT JOIN dust_day AS u ON d.place = u.place AND d.day = u.day
GROUP BY p.period, d.place, w.edition
