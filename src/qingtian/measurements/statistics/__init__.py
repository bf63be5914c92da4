"""Statistics of air as SQL files, one question a file, on DuckDB or Spark, from the hourly view to the ranking."""
