-- What is the daily index (AQI) of a place, its level and its primary pollutants? Null where none may be published.
WITH reports AS (
  SELECT
    place,
    day,
    edition,
    max(iaqi) AS highest,
    CAST(sum(CASE WHEN value IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS gaps,
    max(needed) AS needs,
    max(CASE WHEN needed = 1 AND iaqi IS NOT NULL THEN 1 ELSE 0 END) AS has_needed
  FROM index_item
  GROUP BY place, day, edition
),

decided AS (
  SELECT
    r.place,
    r.day,
    r.edition,
    r.highest,
    p.primary_above,
    CASE
      WHEN r.highest IS NULL THEN 'nothing_measured'
      WHEN r.needs = 1 AND r.has_needed = 0 THEN 'none_of_needed'
      WHEN p.publish_above IS NOT NULL AND r.gaps > 0 AND r.highest <= p.publish_above THEN 'gap_and_not_above'
      WHEN r.gaps > 0 THEN 'published_with_gap'
      ELSE 'published'
    END AS rule
  FROM reports AS r
  INNER JOIN rule_report AS p ON r.edition = p.edition AND p.report = 'daily'
),

leaders AS (
  SELECT
    d.place,
    d.day,
    max(CASE WHEN i.pollutant = 'PM2_5' THEN 1 ELSE 0 END) AS pm2_5,
    max(CASE WHEN i.pollutant = 'PM10' THEN 1 ELSE 0 END) AS pm10,
    max(CASE WHEN i.pollutant = 'SO2' THEN 1 ELSE 0 END) AS so2,
    max(CASE WHEN i.pollutant = 'NO2' THEN 1 ELSE 0 END) AS no2,
    max(CASE WHEN i.pollutant = 'O3' THEN 1 ELSE 0 END) AS o3,
    max(CASE WHEN i.pollutant = 'CO' THEN 1 ELSE 0 END) AS co
  FROM decided AS d
  INNER JOIN index_item AS i ON d.place = i.place AND d.day = i.day AND d.highest = i.iaqi
  WHERE d.highest > d.primary_above AND d.rule IN ('published', 'published_with_gap')
  GROUP BY d.place, d.day
)

SELECT
  d.place,
  d.day,
  d.edition,
  d.rule,
  c.level,
  c.good,
  CASE WHEN d.rule IN ('published', 'published_with_gap') THEN d.highest END AS aqi,
  coalesce(l.pm2_5, 0) AS pm2_5,
  coalesce(l.pm10, 0) AS pm10,
  coalesce(l.so2, 0) AS so2,
  coalesce(l.no2, 0) AS no2,
  coalesce(l.o3, 0) AS o3,
  coalesce(l.co, 0) AS co
FROM decided AS d
LEFT JOIN leaders AS l ON d.place = l.place AND d.day = l.day
LEFT JOIN rule_category AS c
  ON d.edition = c.edition
  AND d.highest > c.above
  AND d.highest <= c.up_to
  AND d.rule IN ('published', 'published_with_gap')
