"""The nouns of the classifier."""

from qingtian.apps.classifier.models.trained_model import TrainedModel

__all__ = ["TrainedModel"]
