"""The nouns of the exchange with the weather bureau."""

from qingtian.apps.weather.models.agreed import ContactPoint, Product
from qingtian.apps.weather.models.delivery import Delivery, DeliveryRow
from qingtian.apps.weather.models.foretold import WeatherForecast, WeatherForecastDay
from qingtian.apps.weather.models.outgoing import AirHourSent, ExchangeLook
from qingtian.apps.weather.models.reading import WeatherReading
from qingtian.apps.weather.models.station import WeatherStation

__all__ = [
    "AirHourSent",
    "ContactPoint",
    "Delivery",
    "DeliveryRow",
    "ExchangeLook",
    "Product",
    "WeatherForecast",
    "WeatherForecastDay",
    "WeatherReading",
    "WeatherStation",
]
