-- What is a place's hour where hours are averaged before days? The mean of enough of its stations, half to even.
WITH members AS (
  SELECT m.place, w.day, w.edition, count(*) AS stations
  FROM member AS m
  INNER JOIN wanted_day AS w ON w.day BETWEEN m.first_day AND m.last_day
  GROUP BY m.place, w.day, w.edition
),

sums AS (
  SELECT
    m.place,
    h.day,
    h.hour,
    count(h.pm2_5) AS pm2_5_valid,
    CAST(sum(h.pm2_5) AS BIGINT) AS pm2_5_sum,
    count(h.pm10) AS pm10_valid,
    CAST(sum(h.pm10) AS BIGINT) AS pm10_sum,
    count(h.so2) AS so2_valid,
    CAST(sum(h.so2) AS BIGINT) AS so2_sum,
    count(h.no2) AS no2_valid,
    CAST(sum(h.no2) AS BIGINT) AS no2_sum,
    count(h.co) AS co_valid,
    CAST(sum(h.co) AS BIGINT) AS co_sum,
    count(h.o3) AS o3_valid,
    CAST(sum(h.o3) AS BIGINT) AS o3_sum
  FROM station_hours AS h
  INNER JOIN member AS m ON h.station = m.station AND h.day BETWEEN m.first_day AND m.last_day
  GROUP BY m.place, h.day, h.hour
)

SELECT
  s.place AS station,
  s.day,
  s.hour,
  CASE
    WHEN s.pm2_5_valid > 0 AND s.pm2_5_valid * q.share_den >= m.stations * q.share_num
    THEN half_even(s.pm2_5_sum, s.pm2_5_valid * r.pm2_5_step) * r.pm2_5_step
  END AS pm2_5,
  CASE
    WHEN s.pm10_valid > 0 AND s.pm10_valid * q.share_den >= m.stations * q.share_num
    THEN half_even(s.pm10_sum, s.pm10_valid * r.pm10_step) * r.pm10_step
  END AS pm10,
  CASE
    WHEN s.so2_valid > 0 AND s.so2_valid * q.share_den >= m.stations * q.share_num
    THEN half_even(s.so2_sum, s.so2_valid * r.so2_step) * r.so2_step
  END AS so2,
  CASE
    WHEN s.no2_valid > 0 AND s.no2_valid * q.share_den >= m.stations * q.share_num
    THEN half_even(s.no2_sum, s.no2_valid * r.no2_step) * r.no2_step
  END AS no2,
  CASE
    WHEN s.co_valid > 0 AND s.co_valid * q.share_den >= m.stations * q.share_num
    THEN half_even(s.co_sum, s.co_valid * r.co_step) * r.co_step
  END AS co,
  CASE
    WHEN s.o3_valid > 0 AND s.o3_valid * q.share_den >= m.stations * q.share_num
    THEN half_even(s.o3_sum, s.o3_valid * r.o3_1h_step) * r.o3_1h_step
  END AS o3
FROM sums AS s
INNER JOIN members AS m ON s.place = m.place AND s.day = m.day
INNER JOIN rule_place AS q ON m.edition = q.edition AND q.order_of_averaging = 'place_hours'
INNER JOIN rule_day_wide AS r ON m.edition = r.edition
