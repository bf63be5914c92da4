"""The weather and the air over the invented city: pure functions of seed, place and hour.

Any hour can be asked for alone and is the same whenever and in whatever order it is asked for: continuing a
demonstration equals loading it in one go. Nothing is measured; shapes and sizes are those of a plateau city with a dry
spring and a wet summer.
"""

from qingtian.demo.sky.air import ITEMS, reading
from qingtian.demo.sky.weather import Weather, weather

#: the one sky of the demonstration; feed files may be drawn from another
SKY = 20180614

__all__ = ["ITEMS", "SKY", "Weather", "reading", "weather"]
