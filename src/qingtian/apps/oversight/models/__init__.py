from qingtian.apps.oversight.models.annual_draft import AnnualDraft
from qingtian.apps.oversight.models.oversight_item import OversightItem

__all__ = ["AnnualDraft", "OversightItem"]
