-- In how many hours of its stations is PM10 of a place above its day limit (it has no hour limit)? Dust days apart.
SELECT
  p.period,
  m.place,
  count(h.pm10) AS hours,
  CAST(sum(CASE WHEN h.pm10 > r.limit_day THEN 1 ELSE 0 END) AS BIGINT) AS hours_over,
  CAST(sum(CASE WHEN h.pm10 > r.limit_day AND u.day IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS dust_hours_over
FROM period_day AS p
INNER JOIN station_hours AS h ON p.day = h.day
INNER JOIN member AS m ON h.station = m.station AND h.day BETWEEN m.first_day AND m.last_day
INNER JOIN wanted_day AS w ON h.day = w.day
INNER JOIN rule_day AS r ON w.edition = r.edition AND r.item = 'PM10'
LEFT JOIN dust_day AS u ON m.place = u.place AND h.day = u.day
GROUP BY p.period, m.place
