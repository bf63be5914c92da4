-- What do the hours of one natural day hold? How many each item has and their sum; of ozone, every hour by itself.
-- Ozone needs no window over the rows: its 8-hour means are sums of hours (ozone_windows.sql). Two hours share a number,
-- value + 1 in the low 31 bits for hours 1 to 12 and in the high ones for 13 to 24; 0 is no value.
WITH paired AS (
  SELECT
    station,
    day,
    pm2_5,
    pm10,
    so2,
    no2,
    co,
    o3,
    CASE WHEN hour > 12 THEN hour - 12 ELSE hour END AS slot,
    CASE WHEN hour > 12 THEN (CAST(o3 AS BIGINT) + 1) * 2147483648 ELSE CAST(o3 AS BIGINT) + 1 END AS pair
  FROM hours
)

SELECT
  station,
  day,
  count(pm2_5) AS pm2_5_hours,
  CAST(sum(pm2_5) AS BIGINT) AS pm2_5_sum,
  count(pm10) AS pm10_hours,
  CAST(sum(pm10) AS BIGINT) AS pm10_sum,
  count(so2) AS so2_hours,
  CAST(sum(so2) AS BIGINT) AS so2_sum,
  count(no2) AS no2_hours,
  CAST(sum(no2) AS BIGINT) AS no2_sum,
  count(co) AS co_hours,
  CAST(sum(co) AS BIGINT) AS co_sum,
  count(o3) AS o3_hours,
  max(o3) AS o3_highest,
  bit_or(CASE WHEN slot = 1 THEN pair END) AS h1_13,
  bit_or(CASE WHEN slot = 2 THEN pair END) AS h2_14,
  bit_or(CASE WHEN slot = 3 THEN pair END) AS h3_15,
  bit_or(CASE WHEN slot = 4 THEN pair END) AS h4_16,
  bit_or(CASE WHEN slot = 5 THEN pair END) AS h5_17,
  bit_or(CASE WHEN slot = 6 THEN pair END) AS h6_18,
  bit_or(CASE WHEN slot = 7 THEN pair END) AS h7_19,
  bit_or(CASE WHEN slot = 8 THEN pair END) AS h8_20,
  bit_or(CASE WHEN slot = 9 THEN pair END) AS h9_21,
  bit_or(CASE WHEN slot = 10 THEN pair END) AS h10_22,
  bit_or(CASE WHEN slot = 11 THEN pair END) AS h11_23,
  bit_or(CASE WHEN slot = 12 THEN pair END) AS h12_24
FROM paired
GROUP BY station, day
