"""The nouns of the air forecast."""

from qingtian.apps.forecasts.models.change import ForecastChange
from qingtian.apps.forecasts.models.forecast import AirForecast
from qingtian.apps.forecasts.models.forecast_day import ForecastDay
from qingtian.apps.forecasts.models.score import ForecastScore
from qingtian.apps.forecasts.models.trained import TrainedForecaster

__all__ = ["AirForecast", "ForecastChange", "ForecastDay", "ForecastScore", "TrainedForecaster"]
