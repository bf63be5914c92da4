"""Forecasting day values of stations one to seven days ahead (空气质量预报), and what it is measured against."""

from qingtian.foresight.forecasting.baselines import baselines, month_medians
from qingtian.foresight.forecasting.days import DaySeries, of_hours
from qingtian.foresight.forecasting.forecast import DayForecast, predict
from qingtian.foresight.forecasting.model import Model
from qingtian.foresight.forecasting.model_file import dumps, loads
from qingtian.foresight.forecasting.training import train

__all__ = [
    "DayForecast",
    "DaySeries",
    "Model",
    "baselines",
    "dumps",
    "loads",
    "month_medians",
    "of_hours",
    "predict",
    "train",
]
