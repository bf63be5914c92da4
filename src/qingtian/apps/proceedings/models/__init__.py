"""The nouns of the kernel."""

from qingtian.apps.proceedings.models.act import Act, ActContent
from qingtian.apps.proceedings.models.calendar_day import CalendarDay
from qingtian.apps.proceedings.models.case_file import CaseFile
from qingtian.apps.proceedings.models.clock import Clock
from qingtian.apps.proceedings.models.erasure import DisposalItem, Erasure
from qingtian.apps.proceedings.models.handling import Handling
from qingtian.apps.proceedings.models.link import Link
from qingtian.apps.proceedings.models.number_series import NumberSeries, next_number
from qingtian.apps.proceedings.models.paper import Paper
from qingtian.apps.proceedings.models.party import Party
from qingtian.apps.proceedings.models.proceeding import Proceeding
from qingtian.apps.proceedings.models.safe_paper import SafePaper
from qingtian.apps.proceedings.models.stored_file import StoredFile
from qingtian.apps.proceedings.models.template_version import TemplateVersion
from qingtian.apps.proceedings.models.upstream_number import UpstreamNumber

__all__ = [
    "Act",
    "ActContent",
    "CalendarDay",
    "CaseFile",
    "Clock",
    "DisposalItem",
    "Erasure",
    "Handling",
    "Link",
    "NumberSeries",
    "Paper",
    "Party",
    "Proceeding",
    "SafePaper",
    "StoredFile",
    "TemplateVersion",
    "UpstreamNumber",
    "next_number",
]
