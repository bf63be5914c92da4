-- What is each station's day, item by item? Every station that counts somewhere on a day has a row, with or without hours.
WITH expected AS (
  SELECT DISTINCT m.station, w.day, w.edition
  FROM member AS m
  INNER JOIN wanted_day AS w ON w.day BETWEEN m.first_day AND m.last_day
)

SELECT
  e.station,
  e.day,
  e.edition,
  r.item,
  r.station_decimals AS decimals,
  coalesce(CASE r.item
    WHEN 'PM2_5' THEN s.pm2_5_hours
    WHEN 'PM10' THEN s.pm10_hours
    WHEN 'SO2' THEN s.so2_hours
    WHEN 'NO2' THEN s.no2_hours
    WHEN 'CO' THEN s.co_hours
    WHEN 'O3_8h' THEN s.o3_windows
    WHEN 'O3_1h' THEN s.o3_1h_hours
  END, 0) AS valid,
  CASE WHEN r.item = 'O3_8h' THEN z.last_end - z.first_end + 1 ELSE 24 END AS expected,
  CASE r.item
    WHEN 'PM2_5' THEN s.pm2_5
    WHEN 'PM10' THEN s.pm10
    WHEN 'SO2' THEN s.so2
    WHEN 'NO2' THEN s.no2
    WHEN 'CO' THEN s.co
    WHEN 'O3_8h' THEN s.o3_8h
    WHEN 'O3_1h' THEN s.o3_1h
  END AS value,
  CASE
    WHEN s.station IS NULL THEN 'no_hour'
    WHEN r.item = 'O3_8h' AND s.o3_windows < z.least_windows AND s.o3_8h IS NOT NULL THEN 'ozone_above_limit'
    WHEN r.item = 'O3_8h' THEN 'ozone_windows'
    ELSE 'least_hours'
  END AS rule
FROM expected AS e
INNER JOIN rule_day AS r ON e.edition = r.edition
INNER JOIN rule_ozone AS z ON e.edition = z.edition
LEFT JOIN station_day AS s ON e.station = s.station AND e.day = s.day
