-- What is the individual index (IAQI) of each item of the daily report? Rounded up in integers; above the top breakpoint
-- it counts as the edition says, or has none where another item reports it.
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
)

SELECT
  e.place,
  e.day,
  e.edition,
  e.item,
  e.pollutant,
  e.needed,
  e.value,
  CASE
    WHEN e.value IS NULL THEN NULL
    WHEN b.high IS NULL THEN a.counts_as
    ELSE b.index_high - ((b.index_high - b.index_low) * (b.high - e.value)) // (b.high - b.low)
  END AS iaqi
FROM entered AS e
LEFT JOIN rule_breakpoint AS b
  ON e.edition = b.edition
  AND e.item = b.item
  AND b.report = 'daily'
  AND (e.value > b.low OR (e.value = 0 AND b.low = 0))
  AND e.value <= b.high
LEFT JOIN rule_above AS a ON e.edition = a.edition AND e.item = a.item AND a.report = 'daily'
