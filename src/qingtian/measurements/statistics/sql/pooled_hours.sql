-- What is the mean of all valid hours of a period, pooled over the stations of a place, whatever the days are worth?
-- Two decimals; CO, whose unit is a thousand times larger, three. No rule of validity applies.
SELECT
  p.period,
  m.place,
  max(w.edition) AS edition,
  count(*) AS expected,
  count(h.pm2_5) AS pm2_5_valid,
  CASE
    WHEN count(h.pm2_5) > 0 THEN half_even(CAST(sum(h.pm2_5) AS BIGINT), count(h.pm2_5) * max(s.step)) * max(s.step)
  END AS pm2_5,
  count(h.pm10) AS pm10_valid,
  CASE
    WHEN count(h.pm10) > 0 THEN half_even(CAST(sum(h.pm10) AS BIGINT), count(h.pm10) * max(s.step)) * max(s.step)
  END AS pm10,
  count(h.so2) AS so2_valid,
  CASE
    WHEN count(h.so2) > 0 THEN half_even(CAST(sum(h.so2) AS BIGINT), count(h.so2) * max(s.step)) * max(s.step)
  END AS so2,
  count(h.no2) AS no2_valid,
  CASE
    WHEN count(h.no2) > 0 THEN half_even(CAST(sum(h.no2) AS BIGINT), count(h.no2) * max(s.step)) * max(s.step)
  END AS no2,
  count(h.o3) AS o3_valid,
  CASE
    WHEN count(h.o3) > 0 THEN half_even(CAST(sum(h.o3) AS BIGINT), count(h.o3) * max(s.step)) * max(s.step)
  END AS o3,
  count(h.co) AS co_valid,
  CASE
    WHEN count(h.co) > 0 THEN half_even(CAST(sum(h.co) AS BIGINT), count(h.co) * max(c.step)) * max(c.step)
  END AS co
FROM period_day AS p
INNER JOIN wanted_period AS w ON p.period = w.period
INNER JOIN station_hours AS h ON p.day = h.day
INNER JOIN member AS m ON h.station = m.station AND h.day BETWEEN m.first_day AND m.last_day
INNER JOIN decimal_step AS s ON s.decimals = 2
INNER JOIN decimal_step AS c ON c.decimals = 3
GROUP BY p.period, m.place
