-- What is the composite index of a place in a period? The sum of the exact single indices, half to even once; none while
-- an item is refused. pm10 orders what is shown within a tie.
SELECT
  s.period,
  s.place,
  s.edition,
  s.index_decimals,
  min(s.valid) AS valid,
  max(s.expected) AS expected,
  min(s.admitted) AS admitted,
  min(CASE WHEN s.admitted = 0 THEN s.rule END) AS refused_by,
  min(s.rule) AS rule,
  max(s.ratio) AS greatest,
  max(CASE WHEN s.item = f.ties_shown_by THEN s.entering END) AS shown_by,
  CASE
    WHEN min(s.admitted) = 1
    THEN half_even(1000 * CAST(sum(s.part) AS BIGINT), min(s.denominator) * min(s.step)) * min(s.step)
  END AS composite
FROM single_index AS s
INNER JOIN rule_figure AS f ON s.edition = f.edition
GROUP BY s.period, s.place, s.edition, s.index_decimals
