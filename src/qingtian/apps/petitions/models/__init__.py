"""The nouns of petitions."""

from qingtian.apps.petitions.models.petition import Petition
from qingtian.apps.petitions.models.petition_photo import PetitionPhoto
from qingtian.apps.petitions.models.report_draft import ReportDraft
from qingtian.apps.petitions.models.working_copy import WorkingCopy

__all__ = ["Petition", "PetitionPhoto", "ReportDraft", "WorkingCopy"]
