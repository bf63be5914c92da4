"""The nouns of the review of closed files."""

from qingtian.apps.quality.models.sample import Mending, Sample, SampledFile

__all__ = ["Mending", "Sample", "SampledFile"]
