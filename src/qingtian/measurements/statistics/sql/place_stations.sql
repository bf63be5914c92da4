-- How many of a place's stations have a valid day, and what do they sum to? Every day of every place has a row.
SELECT
  m.place,
  w.day,
  w.edition,
  count(*) AS stations,
  count(s.pm2_5) AS pm2_5_valid,
  CAST(sum(s.pm2_5) AS BIGINT) AS pm2_5_sum,
  count(s.pm10) AS pm10_valid,
  CAST(sum(s.pm10) AS BIGINT) AS pm10_sum,
  count(s.so2) AS so2_valid,
  CAST(sum(s.so2) AS BIGINT) AS so2_sum,
  count(s.no2) AS no2_valid,
  CAST(sum(s.no2) AS BIGINT) AS no2_sum,
  count(s.co) AS co_valid,
  CAST(sum(s.co) AS BIGINT) AS co_sum,
  count(s.o3_8h) AS o3_8h_valid,
  CAST(sum(s.o3_8h) AS BIGINT) AS o3_8h_sum,
  count(s.o3_1h) AS o3_1h_valid,
  CAST(sum(s.o3_1h) AS BIGINT) AS o3_1h_sum
FROM member AS m
INNER JOIN wanted_day AS w ON w.day BETWEEN m.first_day AND m.last_day
LEFT JOIN station_day AS s ON m.station = s.station AND w.day = s.day
GROUP BY m.place, w.day, w.edition
