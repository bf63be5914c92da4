-- What does a period of a place rest on, item by item? Days expected, valid, their sum and greatest, days over the limit,
-- and whether the period's figures are admitted: enough days, enough in each whole month, a large enough share.
WITH months AS (
  SELECT
    p.period,
    d.place,
    d.item,
    p.month,
    max(p.february) AS february,
    count(*) AS expected,
    count(d.value) AS valid,
    CAST(sum(d.value) AS BIGINT) AS total,
    max(d.value) AS greatest,
    max(d.decimals) AS day_decimals,
    CAST(sum(d.over) AS BIGINT) AS over
  FROM period_day AS p
  INNER JOIN place_day AS d ON p.day = d.day
  GROUP BY p.period, d.place, d.item, p.month
),

asked AS (
  SELECT
    m.*,
    w.kind,
    w.edition,
    w.days,
    w.months,
    coalesce(r.least_days, 0) AS least_days,
    coalesce(r.share_num, 0) AS share_num,
    coalesce(r.share_den, 1) AS share_den,
    CASE WHEN m.february = 1 THEN coalesce(r.least_february_days, 0) ELSE coalesce(r.least_month_days, 0) END AS least_month,
    coalesce(r.least_month_days, 0) + coalesce(r.least_february_days, 0) AS asks_months
  FROM months AS m
  INNER JOIN wanted_period AS w ON m.period = w.period
  LEFT JOIN rule_period AS r ON w.edition = r.edition AND w.kind = r.kind AND m.item = r.item
),

wholes AS (
  SELECT
    period,
    place,
    item,
    kind,
    edition,
    days,
    months,
    least_days,
    share_num,
    share_den,
    asks_months,
    CAST(sum(expected) AS BIGINT) AS expected,
    CAST(sum(valid) AS BIGINT) AS valid,
    CAST(sum(total) AS BIGINT) AS total,
    max(greatest) AS greatest,
    max(day_decimals) AS day_decimals,
    CAST(sum(over) AS BIGINT) AS over,
    CAST(sum(CASE WHEN month <> '' AND valid >= least_month THEN 1 ELSE 0 END) AS BIGINT) AS full_months
  FROM asked
  GROUP BY period, place, item, kind, edition, days, months, least_days, share_num, share_den, asks_months
)

SELECT
  *,
  CASE
    WHEN valid = 0 THEN 'no_day'
    WHEN valid < least_days THEN 'least_days'
    WHEN asks_months > 0 AND full_months < months THEN 'least_month_days'
    WHEN valid * share_den < days * share_num THEN 'share_of_days'
    WHEN least_days > 0 THEN 'least_days'
    WHEN asks_months > 0 THEN 'least_month_days'
    WHEN share_num > 0 THEN 'share_of_days'
    ELSE 'any_day'
  END AS rule,
  CASE
    WHEN valid > 0
      AND valid >= least_days
      AND (asks_months = 0 OR full_months >= months)
      AND valid * share_den >= days * share_num
      THEN 1
    ELSE 0
  END AS admitted
FROM wholes
