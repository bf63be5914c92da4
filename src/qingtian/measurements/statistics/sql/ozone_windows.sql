-- What are the 8-hour means of ozone of the day? Windows are named by the hour they end at, 8 to 24.
-- An hour counts as 2^40 + its value, so that a window's sum holds both how many hours it has and what they sum to.
-- Means are compared exactly: 840 is a multiple of 1 to 8, so a sum times 840 / hours is a whole number.
WITH counted AS (
  SELECT
    *,
    CASE WHEN h1_13 % 2147483648 > 0 THEN 1099511627775 + h1_13 % 2147483648 ELSE 0 END AS c1,
    CASE WHEN h2_14 % 2147483648 > 0 THEN 1099511627775 + h2_14 % 2147483648 ELSE 0 END AS c2,
    CASE WHEN h3_15 % 2147483648 > 0 THEN 1099511627775 + h3_15 % 2147483648 ELSE 0 END AS c3,
    CASE WHEN h4_16 % 2147483648 > 0 THEN 1099511627775 + h4_16 % 2147483648 ELSE 0 END AS c4,
    CASE WHEN h5_17 % 2147483648 > 0 THEN 1099511627775 + h5_17 % 2147483648 ELSE 0 END AS c5,
    CASE WHEN h6_18 % 2147483648 > 0 THEN 1099511627775 + h6_18 % 2147483648 ELSE 0 END AS c6,
    CASE WHEN h7_19 % 2147483648 > 0 THEN 1099511627775 + h7_19 % 2147483648 ELSE 0 END AS c7,
    CASE WHEN h8_20 % 2147483648 > 0 THEN 1099511627775 + h8_20 % 2147483648 ELSE 0 END AS c8,
    CASE WHEN h9_21 % 2147483648 > 0 THEN 1099511627775 + h9_21 % 2147483648 ELSE 0 END AS c9,
    CASE WHEN h10_22 % 2147483648 > 0 THEN 1099511627775 + h10_22 % 2147483648 ELSE 0 END AS c10,
    CASE WHEN h11_23 % 2147483648 > 0 THEN 1099511627775 + h11_23 % 2147483648 ELSE 0 END AS c11,
    CASE WHEN h12_24 % 2147483648 > 0 THEN 1099511627775 + h12_24 % 2147483648 ELSE 0 END AS c12,
    CASE WHEN h1_13 // 2147483648 > 0 THEN 1099511627775 + h1_13 // 2147483648 ELSE 0 END AS c13,
    CASE WHEN h2_14 // 2147483648 > 0 THEN 1099511627775 + h2_14 // 2147483648 ELSE 0 END AS c14,
    CASE WHEN h3_15 // 2147483648 > 0 THEN 1099511627775 + h3_15 // 2147483648 ELSE 0 END AS c15,
    CASE WHEN h4_16 // 2147483648 > 0 THEN 1099511627775 + h4_16 // 2147483648 ELSE 0 END AS c16,
    CASE WHEN h5_17 // 2147483648 > 0 THEN 1099511627775 + h5_17 // 2147483648 ELSE 0 END AS c17,
    CASE WHEN h6_18 // 2147483648 > 0 THEN 1099511627775 + h6_18 // 2147483648 ELSE 0 END AS c18,
    CASE WHEN h7_19 // 2147483648 > 0 THEN 1099511627775 + h7_19 // 2147483648 ELSE 0 END AS c19,
    CASE WHEN h8_20 // 2147483648 > 0 THEN 1099511627775 + h8_20 // 2147483648 ELSE 0 END AS c20,
    CASE WHEN h9_21 // 2147483648 > 0 THEN 1099511627775 + h9_21 // 2147483648 ELSE 0 END AS c21,
    CASE WHEN h10_22 // 2147483648 > 0 THEN 1099511627775 + h10_22 // 2147483648 ELSE 0 END AS c22,
    CASE WHEN h11_23 // 2147483648 > 0 THEN 1099511627775 + h11_23 // 2147483648 ELSE 0 END AS c23,
    CASE WHEN h12_24 // 2147483648 > 0 THEN 1099511627775 + h12_24 // 2147483648 ELSE 0 END AS c24
  FROM day_of_hours
),

windows AS (
  SELECT
    *,
    c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 AS w8,
    c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 AS w9,
    c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 AS w10,
    c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11 AS w11,
    c5 + c6 + c7 + c8 + c9 + c10 + c11 + c12 AS w12,
    c6 + c7 + c8 + c9 + c10 + c11 + c12 + c13 AS w13,
    c7 + c8 + c9 + c10 + c11 + c12 + c13 + c14 AS w14,
    c8 + c9 + c10 + c11 + c12 + c13 + c14 + c15 AS w15,
    c9 + c10 + c11 + c12 + c13 + c14 + c15 + c16 AS w16,
    c10 + c11 + c12 + c13 + c14 + c15 + c16 + c17 AS w17,
    c11 + c12 + c13 + c14 + c15 + c16 + c17 + c18 AS w18,
    c12 + c13 + c14 + c15 + c16 + c17 + c18 + c19 AS w19,
    c13 + c14 + c15 + c16 + c17 + c18 + c19 + c20 AS w20,
    c14 + c15 + c16 + c17 + c18 + c19 + c20 + c21 AS w21,
    c15 + c16 + c17 + c18 + c19 + c20 + c21 + c22 AS w22,
    c16 + c17 + c18 + c19 + c20 + c21 + c22 + c23 AS w23,
    c17 + c18 + c19 + c20 + c21 + c22 + c23 + c24 AS w24
  FROM counted
),

means AS (
  SELECT
    w.*,
    d.edition,
    CASE
      WHEN w.w8 // 1099511627776 >= r.least_hours AND 8 BETWEEN r.first_end AND r.last_end
      THEN (w.w8 % 1099511627776) * (840 // (w.w8 // 1099511627776))
    END AS m8,
    CASE
      WHEN w.w9 // 1099511627776 >= r.least_hours AND 9 BETWEEN r.first_end AND r.last_end
      THEN (w.w9 % 1099511627776) * (840 // (w.w9 // 1099511627776))
    END AS m9,
    CASE
      WHEN w.w10 // 1099511627776 >= r.least_hours AND 10 BETWEEN r.first_end AND r.last_end
      THEN (w.w10 % 1099511627776) * (840 // (w.w10 // 1099511627776))
    END AS m10,
    CASE
      WHEN w.w11 // 1099511627776 >= r.least_hours AND 11 BETWEEN r.first_end AND r.last_end
      THEN (w.w11 % 1099511627776) * (840 // (w.w11 // 1099511627776))
    END AS m11,
    CASE
      WHEN w.w12 // 1099511627776 >= r.least_hours AND 12 BETWEEN r.first_end AND r.last_end
      THEN (w.w12 % 1099511627776) * (840 // (w.w12 // 1099511627776))
    END AS m12,
    CASE
      WHEN w.w13 // 1099511627776 >= r.least_hours AND 13 BETWEEN r.first_end AND r.last_end
      THEN (w.w13 % 1099511627776) * (840 // (w.w13 // 1099511627776))
    END AS m13,
    CASE
      WHEN w.w14 // 1099511627776 >= r.least_hours AND 14 BETWEEN r.first_end AND r.last_end
      THEN (w.w14 % 1099511627776) * (840 // (w.w14 // 1099511627776))
    END AS m14,
    CASE
      WHEN w.w15 // 1099511627776 >= r.least_hours AND 15 BETWEEN r.first_end AND r.last_end
      THEN (w.w15 % 1099511627776) * (840 // (w.w15 // 1099511627776))
    END AS m15,
    CASE
      WHEN w.w16 // 1099511627776 >= r.least_hours AND 16 BETWEEN r.first_end AND r.last_end
      THEN (w.w16 % 1099511627776) * (840 // (w.w16 // 1099511627776))
    END AS m16,
    CASE
      WHEN w.w17 // 1099511627776 >= r.least_hours AND 17 BETWEEN r.first_end AND r.last_end
      THEN (w.w17 % 1099511627776) * (840 // (w.w17 // 1099511627776))
    END AS m17,
    CASE
      WHEN w.w18 // 1099511627776 >= r.least_hours AND 18 BETWEEN r.first_end AND r.last_end
      THEN (w.w18 % 1099511627776) * (840 // (w.w18 // 1099511627776))
    END AS m18,
    CASE
      WHEN w.w19 // 1099511627776 >= r.least_hours AND 19 BETWEEN r.first_end AND r.last_end
      THEN (w.w19 % 1099511627776) * (840 // (w.w19 // 1099511627776))
    END AS m19,
    CASE
      WHEN w.w20 // 1099511627776 >= r.least_hours AND 20 BETWEEN r.first_end AND r.last_end
      THEN (w.w20 % 1099511627776) * (840 // (w.w20 // 1099511627776))
    END AS m20,
    CASE
      WHEN w.w21 // 1099511627776 >= r.least_hours AND 21 BETWEEN r.first_end AND r.last_end
      THEN (w.w21 % 1099511627776) * (840 // (w.w21 // 1099511627776))
    END AS m21,
    CASE
      WHEN w.w22 // 1099511627776 >= r.least_hours AND 22 BETWEEN r.first_end AND r.last_end
      THEN (w.w22 % 1099511627776) * (840 // (w.w22 // 1099511627776))
    END AS m22,
    CASE
      WHEN w.w23 // 1099511627776 >= r.least_hours AND 23 BETWEEN r.first_end AND r.last_end
      THEN (w.w23 % 1099511627776) * (840 // (w.w23 // 1099511627776))
    END AS m23,
    CASE
      WHEN w.w24 // 1099511627776 >= r.least_hours AND 24 BETWEEN r.first_end AND r.last_end
      THEN (w.w24 % 1099511627776) * (840 // (w.w24 // 1099511627776))
    END AS m24
  FROM windows AS w
  INNER JOIN wanted_day AS d ON w.day = d.day
  INNER JOIN rule_ozone AS r ON d.edition = r.edition
)

SELECT
  station,
  day,
  edition,
  pm2_5_hours,
  pm2_5_sum,
  pm10_hours,
  pm10_sum,
  so2_hours,
  so2_sum,
  no2_hours,
  no2_sum,
  co_hours,
  co_sum,
  o3_hours,
  o3_highest,
  CASE WHEN m8 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m9 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m10 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m11 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m12 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m13 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m14 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m15 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m16 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m17 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m18 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m19 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m20 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m21 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m22 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m23 IS NULL THEN 0 ELSE 1 END
  + CASE WHEN m24 IS NULL THEN 0 ELSE 1 END AS o3_windows,
  greatest(
    coalesce(m8, -1),
    coalesce(m9, -1),
    coalesce(m10, -1),
    coalesce(m11, -1),
    coalesce(m12, -1),
    coalesce(m13, -1),
    coalesce(m14, -1),
    coalesce(m15, -1),
    coalesce(m16, -1),
    coalesce(m17, -1),
    coalesce(m18, -1),
    coalesce(m19, -1),
    coalesce(m20, -1),
    coalesce(m21, -1),
    coalesce(m22, -1),
    coalesce(m23, -1),
    coalesce(m24, -1)
  ) AS o3_highest_840
FROM means
