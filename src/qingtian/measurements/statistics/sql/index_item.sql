-- What is the individual index (IAQI) of each item of the daily report? Rounded up in integers; above the top breakpoint
-- it counts as the edition says, or has none where another item reports it. Days repeat values, so each is computed once.
WITH entered AS (
  SELECT
    d.place,
    d.day,
    d.edition,
    d.item,
    i.pollutant,
    i.needed,
    CASE WHEN s.step IS NULL THEN d.value ELSE half_even(d.value, s.step) * s.step END AS value
  FROM place_day AS d
  INNER JOIN rule_report_item AS i ON d.edition = i.edition AND i.report = 'daily' AND d.item = i.item
  LEFT JOIN decimal_step AS s ON i.decimals = s.decimals
),

there AS (
  SELECT DISTINCT edition, item, value
  FROM entered
  WHERE value IS NOT NULL
),

indexed AS (
  SELECT
    t.edition,
    t.item,
    t.value,
    CASE
      WHEN b.high IS NULL THEN a.counts_as
      ELSE b.index_high - ((b.index_high - b.index_low) * (b.high - t.value)) // (b.high - b.low)
    END AS iaqi
  FROM there AS t
  LEFT JOIN rule_breakpoint AS b
    ON t.edition = b.edition
    AND t.item = b.item
    AND b.report = 'daily'
    AND (t.value > b.low OR (t.value = 0 AND b.low = 0))
    AND t.value <= b.high
  LEFT JOIN rule_above AS a ON t.edition = a.edition AND t.item = a.item AND a.report = 'daily'
)

SELECT
  e.place,
  e.day,
  e.edition,
  e.item,
  e.pollutant,
  e.needed,
  e.value,
  x.iaqi
FROM entered AS e
LEFT JOIN indexed AS x ON e.edition = x.edition AND e.item = x.item AND e.value = x.value
