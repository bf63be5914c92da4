-- Half to even (GB/T 8170) of a quotient of integers, the numerator not negative, the denominator positive.
CREATE MACRO half_even(num, den) AS
  (num // den) + CASE WHEN 2 * (num % den) > den OR (2 * (num % den) = den AND (num // den) % 2 = 1) THEN 1 ELSE 0 END;
