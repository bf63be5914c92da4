-- What is each station's day? A mean of enough hours, half to even; of ozone the highest 8-hour mean (enough windows
-- valid, or the value above the limit) and the highest hour. Null: refused.
WITH rounded AS (
  SELECT
    o.station,
    o.day,
    o.edition,
    o.pm2_5_hours,
    CASE
      WHEN o.pm2_5_hours > 0 AND o.pm2_5_hours >= r.pm2_5_least
      THEN half_even(o.pm2_5_sum, o.pm2_5_hours * r.pm2_5_step) * r.pm2_5_step
    END AS pm2_5,
    o.pm10_hours,
    CASE
      WHEN o.pm10_hours > 0 AND o.pm10_hours >= r.pm10_least
      THEN half_even(o.pm10_sum, o.pm10_hours * r.pm10_step) * r.pm10_step
    END AS pm10,
    o.so2_hours,
    CASE
      WHEN o.so2_hours > 0 AND o.so2_hours >= r.so2_least
      THEN half_even(o.so2_sum, o.so2_hours * r.so2_step) * r.so2_step
    END AS so2,
    o.no2_hours,
    CASE
      WHEN o.no2_hours > 0 AND o.no2_hours >= r.no2_least
      THEN half_even(o.no2_sum, o.no2_hours * r.no2_step) * r.no2_step
    END AS no2,
    o.co_hours,
    CASE
      WHEN o.co_hours > 0 AND o.co_hours >= r.co_least
      THEN half_even(o.co_sum, o.co_hours * r.co_step) * r.co_step
    END AS co,
    o.o3_windows,
    CASE WHEN o.o3_windows > 0 THEN half_even(o.o3_highest_840, 840 * r.o3_8h_step) * r.o3_8h_step END AS o3_8h_any,
    o.o3_hours AS o3_1h_hours,
    CASE
      WHEN o.o3_hours > 0 AND o.o3_hours >= r.o3_1h_least THEN half_even(o.o3_highest, r.o3_1h_step) * r.o3_1h_step
    END AS o3_1h
  FROM ozone_windows AS o
  INNER JOIN rule_day_wide AS r ON o.edition = r.edition
)

SELECT
  d.station,
  d.day,
  d.edition,
  d.pm2_5_hours,
  d.pm2_5,
  d.pm10_hours,
  d.pm10,
  d.so2_hours,
  d.so2,
  d.no2_hours,
  d.no2,
  d.co_hours,
  d.co,
  d.o3_windows,
  CASE WHEN d.o3_windows >= z.least_windows OR d.o3_8h_any > z.valid_above THEN d.o3_8h_any END AS o3_8h,
  d.o3_1h_hours,
  d.o3_1h
FROM rounded AS d
INNER JOIN rule_ozone AS z ON d.edition = z.edition
