-- How many days of a period have which level, how many are good, and what share of the days with an index is that?
WITH counted AS (
  SELECT
    p.period,
    d.place,
    count(*) AS expected,
    count(d.aqi) AS valid,
    CAST(sum(CASE WHEN d.good = 1 THEN 1 ELSE 0 END) AS BIGINT) AS good,
    CAST(sum(CASE WHEN d.level = 1 THEN 1 ELSE 0 END) AS BIGINT) AS level_1,
    CAST(sum(CASE WHEN d.level = 2 THEN 1 ELSE 0 END) AS BIGINT) AS level_2,
    CAST(sum(CASE WHEN d.level = 3 THEN 1 ELSE 0 END) AS BIGINT) AS level_3,
    CAST(sum(CASE WHEN d.level = 4 THEN 1 ELSE 0 END) AS BIGINT) AS level_4,
    CAST(sum(CASE WHEN d.level = 5 THEN 1 ELSE 0 END) AS BIGINT) AS level_5,
    CAST(sum(CASE WHEN d.level = 6 THEN 1 ELSE 0 END) AS BIGINT) AS level_6,
    CAST(sum(d.pm2_5) AS BIGINT) AS pm2_5,
    CAST(sum(d.pm10) AS BIGINT) AS pm10,
    CAST(sum(d.so2) AS BIGINT) AS so2,
    CAST(sum(d.no2) AS BIGINT) AS no2,
    CAST(sum(d.co) AS BIGINT) AS co,
    CAST(sum(d.o3) AS BIGINT) AS o3
  FROM period_day AS p
  INNER JOIN day_index AS d ON p.day = d.day
  GROUP BY p.period, d.place
)

SELECT
  c.*,
  w.edition,
  f.rate_decimals,
  CASE WHEN c.valid > 0 THEN half_even(100000 * c.good, c.valid * s.step) * s.step END AS good_rate
FROM counted AS c
INNER JOIN wanted_period AS w ON c.period = w.period
INNER JOIN rule_figure AS f ON w.edition = f.edition
INNER JOIN decimal_step AS s ON f.rate_decimals = s.decimals
