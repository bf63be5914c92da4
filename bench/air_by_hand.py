"""What an analyst would write: days, 8-hour ozone, monthly percentiles, composite index and rank, in floats."""

from __future__ import annotations

from pathlib import Path

#: item → divisor of the index; the monthly statistic is the mean, of CO and ozone a percentile
DIVISORS = {"pm2_5": 35, "pm10": 70, "so2": 60, "no2": 40, "co": 4, "o3": 160}
QUANTILES = {"co": 0.95, "o3": 0.90}
FIVE = ("pm2_5", "pm10", "so2", "no2", "co")
PER_PLACE = 5


def with_polars(path: Path) -> list[tuple[object, ...]]:
    """Lazy, streaming where Polars can."""
    import polars as pl

    hours = pl.scan_parquet(path)
    days = hours.group_by("station", "day").agg(
        pl.when(pl.col(item).count() >= 20).then(pl.col(item).mean()).alias(item) for item in FIVE
    )
    running = (
        hours.select("station", "day", "hour", "o3")
        .sort("station", "day", "hour")
        .with_columns(pl.col("o3").rolling_mean(8, min_samples=6).over("station", "day").alias("o3_8h"))
        .filter(pl.col("hour") >= 8)
    )
    highest = pl.col("o3_8h").max()
    ozone = running.group_by("station", "day").agg(
        pl.when((pl.col("o3_8h").count() >= 14) | (highest > 160_000)).then(highest).alias("o3")
    )
    place = (pl.col("station").str.slice(1).cast(pl.Int32) // PER_PLACE).alias("place")
    cities = (
        days.join(ozone, on=["station", "day"])
        .with_columns(place)
        .group_by("place", "day")
        .agg(pl.when(pl.col(i).count() * 4 >= 3 * PER_PLACE).then(pl.col(i).mean()).alias(i) for i in DIVISORS)
    )
    months = (
        cities.with_columns(pl.col("day").dt.month().alias("month"))
        .group_by("place", "month")
        .agg(
            (pl.col(i).quantile(QUANTILES[i], "linear") if i in QUANTILES else pl.col(i).mean()).alias(i)
            for i in DIVISORS
        )
        .with_columns(
            pl.sum_horizontal(pl.col(i) / (1000 * divisor) for i, divisor in DIVISORS.items()).round(2).alias("index")
        )
        .with_columns(pl.col("index").rank("min").over("month").alias("rank"))
    )
    return months.select("month", "place", "index", "rank").collect(engine="streaming").rows()


def with_pandas(path: Path, stations: int) -> list[tuple[object, ...]]:
    """On the first so many stations."""
    import pandas as pd

    hours = pd.read_parquet(path, filters=[("station", "<", f"S{stations:04}")])
    grouped = hours.groupby(["station", "day"])[list(FIVE)]
    days = grouped.mean().where(grouped.count() >= 20)
    hours = hours.sort_values(["station", "day", "hour"])
    running = hours.groupby(["station", "day"])["o3"].rolling(8, min_periods=6).mean()
    running = running.reset_index(level=[0, 1])
    running = running[hours["hour"].to_numpy() >= 8].groupby(["station", "day"])["o3"]
    highest, windows = running.max(), running.count()
    days["o3"] = highest.where((windows >= 14) | (highest > 160_000))
    days = days.reset_index()
    days["place"] = days["station"].str[1:].astype(int) // PER_PLACE
    by_place = days.groupby(["place", "day"])[list(DIVISORS)]
    cities = by_place.mean().where(by_place.count() * 4 >= 3 * PER_PLACE).reset_index()
    cities["month"] = pd.to_datetime(cities["day"]).dt.month
    monthly = cities.groupby(["place", "month"])
    index = sum(
        (monthly[i].quantile(QUANTILES[i]) if i in QUANTILES else monthly[i].mean()) / (1000 * divisor)
        for i, divisor in DIVISORS.items()
    )
    table = index.round(2).rename("index").reset_index()
    table["rank"] = table.groupby("month")["index"].rank(method="min")
    return list(table[["month", "place", "index", "rank"]].itertuples(index=False, name=None))
