-- What is a place's day, item by item? By the order of averaging: the mean of its stations' days, or the day of its own
-- hours (place_own_day). Null: too few stations or hours. "over": above the day limit (grade II).
WITH items AS (
  SELECT
    p.place,
    p.day,
    p.edition,
    r.item,
    r.place_decimals AS decimals,
    r.limit_day,
    s.step,
    q.share_num,
    q.share_den,
    q.order_of_averaging,
    p.stations,
    CASE r.item
      WHEN 'PM2_5' THEN p.pm2_5_valid
      WHEN 'PM10' THEN p.pm10_valid
      WHEN 'SO2' THEN p.so2_valid
      WHEN 'NO2' THEN p.no2_valid
      WHEN 'CO' THEN p.co_valid
      WHEN 'O3_8h' THEN p.o3_8h_valid
      WHEN 'O3_1h' THEN p.o3_1h_valid
    END AS valid,
    CASE r.item
      WHEN 'PM2_5' THEN p.pm2_5_sum
      WHEN 'PM10' THEN p.pm10_sum
      WHEN 'SO2' THEN p.so2_sum
      WHEN 'NO2' THEN p.no2_sum
      WHEN 'CO' THEN p.co_sum
      WHEN 'O3_8h' THEN p.o3_8h_sum
      WHEN 'O3_1h' THEN p.o3_1h_sum
    END AS total
  FROM place_stations AS p
  INNER JOIN rule_day AS r ON p.edition = r.edition
  INNER JOIN decimal_step AS s ON r.place_decimals = s.decimals
  INNER JOIN rule_place AS q ON p.edition = q.edition
),

from_stations AS (
  SELECT
    place,
    day,
    edition,
    item,
    decimals,
    limit_day,
    valid,
    stations AS expected,
    'station_share' AS rule,
    CASE
      WHEN valid > 0 AND valid * share_den >= stations * share_num THEN half_even(total, valid * step) * step
    END AS value
  FROM items
  WHERE order_of_averaging = 'station_days'
),

from_hours AS (
  SELECT
    i.place,
    i.day,
    i.edition,
    i.item,
    i.decimals,
    i.limit_day,
    coalesce(CASE i.item
      WHEN 'PM2_5' THEN CAST(o.pm2_5_hours AS BIGINT)
      WHEN 'PM10' THEN CAST(o.pm10_hours AS BIGINT)
      WHEN 'SO2' THEN CAST(o.so2_hours AS BIGINT)
      WHEN 'NO2' THEN CAST(o.no2_hours AS BIGINT)
      WHEN 'CO' THEN CAST(o.co_hours AS BIGINT)
      WHEN 'O3_8h' THEN CAST(o.o3_windows AS BIGINT)
      WHEN 'O3_1h' THEN CAST(o.o3_1h_hours AS BIGINT)
    END, 0) AS valid,
    CASE WHEN i.item = 'O3_8h' THEN z.last_end - z.first_end + 1 ELSE 24 END AS expected,
    CASE WHEN i.item = 'O3_8h' THEN 'ozone_windows' ELSE 'least_hours' END AS rule,
    CASE i.item
      WHEN 'PM2_5' THEN o.pm2_5
      WHEN 'PM10' THEN o.pm10
      WHEN 'SO2' THEN o.so2
      WHEN 'NO2' THEN o.no2
      WHEN 'CO' THEN o.co
      WHEN 'O3_8h' THEN o.o3_8h
      WHEN 'O3_1h' THEN o.o3_1h
    END AS exact,
    i.step
  FROM items AS i
  INNER JOIN rule_ozone AS z ON i.edition = z.edition
  LEFT JOIN place_own_day AS o ON i.place = o.station AND i.day = o.day
  WHERE i.order_of_averaging = 'place_hours'
),

united AS (
  SELECT place, day, edition, item, decimals, limit_day, valid, expected, rule, value
  FROM from_stations
  UNION ALL
  SELECT place, day, edition, item, decimals, limit_day, valid, expected, rule, half_even(exact, step) * step AS value
  FROM from_hours
)

SELECT
  place,
  day,
  edition,
  item,
  decimals,
  valid,
  expected,
  rule,
  value,
  CASE WHEN value IS NULL THEN NULL WHEN value > limit_day THEN 1 ELSE 0 END AS over
FROM united
