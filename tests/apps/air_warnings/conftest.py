"""The small city of warnings and its told sky, for the acts and for the pages."""

from tests.apps.air_warnings.world import city, sky

__all__ = ["city", "sky"]
