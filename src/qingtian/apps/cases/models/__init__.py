"""The nouns of cases."""

from qingtian.apps.cases.models.area_contract import AreaContract
from qingtian.apps.cases.models.case import Case
from qingtian.apps.cases.models.case_contract import CaseContract
from qingtian.apps.cases.models.look_back_draw import DrawnCase
from qingtian.apps.cases.models.plan_version import PlanVersion
from qingtian.apps.cases.models.team_member import TeamMember

__all__ = ["AreaContract", "Case", "CaseContract", "DrawnCase", "PlanVersion", "TeamMember"]
