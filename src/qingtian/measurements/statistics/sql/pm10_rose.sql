-- From where does PM10 come? Mean and hours over the day limit by the sector the wind blows from (0 north, clockwise to
-- 15; -1 calm). Hours without wind are left out.
SELECT
  p.period,
  m.place,
  x.sector,
  count(h.pm10) AS hours,
  CAST(sum(CASE WHEN h.pm10 > r.limit_day THEN 1 ELSE 0 END) AS BIGINT) AS hours_over,
  half_even(CAST(sum(h.pm10) AS BIGINT), count(h.pm10) * max(s.step)) * max(s.step) AS mean,
  max(r.place_decimals) AS decimals
FROM period_day AS p
INNER JOIN station_hours AS h ON p.day = h.day
INNER JOIN weather AS x ON h.station = x.station AND h.day = x.day AND h.hour = x.hour
INNER JOIN member AS m ON h.station = m.station AND h.day BETWEEN m.first_day AND m.last_day
INNER JOIN wanted_day AS w ON h.day = w.day
INNER JOIN rule_day AS r ON w.edition = r.edition AND r.item = 'PM10'
INNER JOIN decimal_step AS s ON r.place_decimals = s.decimals
WHERE h.pm10 IS NOT NULL AND x.sector IS NOT NULL
GROUP BY p.period, m.place, x.sector
