"""The same small city as for the acts."""

from tests.apps.air_warnings.world import city, sky

__all__ = ["city", "sky"]
