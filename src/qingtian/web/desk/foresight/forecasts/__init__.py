"""Air forecasts on the desk: the days of issue, one forecast of all places, one day of one place, scores, models."""
