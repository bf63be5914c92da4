"""The nouns of consultations."""

from qingtian.apps.consultations.models.comment import Comment
from qingtian.apps.consultations.models.consultation import Consultation
from qingtian.apps.consultations.models.point import Adoption, Point

__all__ = ["Adoption", "Comment", "Consultation", "Point"]
