"""The nouns of quarterly consultations."""

from qingtian.apps.air_consultations.models.air_consultation import AirConsultation
from qingtian.apps.air_consultations.models.consultation_pack import ConsultationPack
from qingtian.apps.air_consultations.models.year_target import YearTarget

__all__ = ["AirConsultation", "ConsultationPack", "YearTarget"]
