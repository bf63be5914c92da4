-- What does a station's day need, one row an edition? The hours asked and the step a value is rounded to (thousandths).
SELECT
  r.edition,
  max(CASE WHEN r.item = 'PM2_5' THEN r.least_hours END) AS pm2_5_least,
  max(CASE WHEN r.item = 'PM2_5' THEN s.step END) AS pm2_5_step,
  max(CASE WHEN r.item = 'PM10' THEN r.least_hours END) AS pm10_least,
  max(CASE WHEN r.item = 'PM10' THEN s.step END) AS pm10_step,
  max(CASE WHEN r.item = 'SO2' THEN r.least_hours END) AS so2_least,
  max(CASE WHEN r.item = 'SO2' THEN s.step END) AS so2_step,
  max(CASE WHEN r.item = 'NO2' THEN r.least_hours END) AS no2_least,
  max(CASE WHEN r.item = 'NO2' THEN s.step END) AS no2_step,
  max(CASE WHEN r.item = 'CO' THEN r.least_hours END) AS co_least,
  max(CASE WHEN r.item = 'CO' THEN s.step END) AS co_step,
  max(CASE WHEN r.item = 'O3_8h' THEN s.step END) AS o3_8h_step,
  max(CASE WHEN r.item = 'O3_1h' THEN r.least_hours END) AS o3_1h_least,
  max(CASE WHEN r.item = 'O3_1h' THEN s.step END) AS o3_1h_step
FROM rule_day AS r
INNER JOIN decimal_step AS s ON r.station_decimals = s.decimals
GROUP BY r.edition
