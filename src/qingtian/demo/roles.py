"""The log-ins of the demonstration: one a role, with a task to try first."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from qingtian.apps.installation.kind import MARK
from qingtian.apps.people.models import Person
from qingtian.language import Text

#: rounds of hashing; the full number would take a third of a second a role
ROUNDS = 10_000


@dataclass(frozen=True)
class DemoRole:
    """One log-in: who it is, where, and one sentence saying what to do. ``post`` is the code of the post held.

    ``act`` is the code of the act the task asks for, None where the task is only to look.
    """

    username: str
    post: str
    title: Text
    organ: Text
    task: Text
    act: str | None


Words = tuple[str, str]


def _role(username: str, post: str, title: Words, organ: Words, task: Words, act: str | None = None) -> DemoRole:
    return DemoRole(username, post, Text(*title), Text(*organ), Text(*task), act)


_EEB = ("市生态环境局", "City Bureau")
_WANGXI = ("望溪区人民政府", "Wangxi District Government")
_OFFICE = ("市督察办", "City Inspection Office")

ROLES: list[DemoRole] = [
    _role(
        "petitions",
        "yunping-petition-head",
        ("信访科长", "Head of the petition section"),
        ("市生态环境局信访科", "Petition Section, City Bureau"),
        ("把到期的举报转给该办的单位。", "Forward the reports that are due to the unit that must handle them."),
        "forward",
    ),
    _role(
        "clerk",
        "yunping-petition-officer",
        ("信访干部", "Petition officer"),
        ("市生态环境局信访科", "Petition Section, City Bureau"),
        (
            "登记昨天收到的件，看看哪些是同一件事。",
            "Register what came in yesterday and see which reports are the same matter.",
        ),
        "register",
    ),
    _role(
        "branch",
        "wangxi-branch-officer",
        ("分局执法队员", "Branch handling officer"),
        ("望溪分局", "Wangxi Branch"),
        (
            "打开窑湾夜间焦糊气味那件，记一次调查。",
            "Open the matter of the night smell at Yaowan and record an inquiry.",
        ),
        "investigate",
    ),
    _role(
        "branch-head",
        "wangxi-branch-head",
        ("分局局长", "Branch head"),
        ("望溪分局", "Wangxi Branch"),
        (
            "看哪些件快到 60 日，签处理意见或批延期。",
            "See which matters near their 60 days; sign the opinion or extend.",
        ),
        "conclude",
    ),
    _role(
        "urban",
        "nandu-urban-officer",
        ("城管执法队员", "Urban management officer"),
        ("南渡区城市管理局", "Nandu Urban Management Bureau"),
        ("处理老街油烟，不是本单位的提出异议。", "Handle the cooking fumes; object to what is not yours."),
        "investigate",
    ),
    _role(
        "inspector",
        "yunping-inspection-head",
        ("督察办主任", "Director of the inspection office"),
        _OFFICE,
        ("看逾期清单，给一个案定包案领导。", "Look at what is overdue and contract a case to a leader."),
        "contract",
    ),
    _role(
        "inspector-2",
        "yunping-inspector",
        ("督察专员", "Inspector"),
        _OFFICE,
        (
            "到现场核实一件已答复的举报，或公示一个案。",
            "Verify an answered report on site, or put a case on public notice.",
        ),
        "announce",
    ),
    _role(
        "leader",
        "wangxi-deputy",
        ("副区长（包案领导）", "Deputy district mayor, contracted leader"),
        _WANGXI,
        ("看我包的案，记一次亲自督查。", "See your cases and record an inspection in person."),
        "inspect",
    ),
    _role(
        "liaison",
        "wangxi-deputy-liaison",
        ("领导联络员", "Leader's liaison"),
        _WANGXI,
        ("凭领导签字的纸，代录一次亲自过问。", "Enter an inquiry for the leader, with the paper he signed."),
        "inquire",
    ),
    _role(
        "county",
        "wangxi-officer",
        ("区政府环保办干部", "District government officer"),
        _WANGXI,
        ("到现场做一次县级核查。", "Carry out a county check on site."),
        "county_check",
    ),
    _role(
        "principal",
        "wangxi-head",
        ("区长", "District mayor, principal of the area"),
        _WANGXI,
        ("确认本区的问题清单。", "Confirm the district's list of problems."),
        "list",
    ),
    _role(
        "secretary",
        "wangxi-secretary",
        ("区委书记", "District Party secretary"),
        ("中共望溪区委员会", "Wangxi Party Committee"),
        ("看本区哪些案快到时限。", "See which cases of the district near their deadline."),
    ),
    _role(
        "town",
        "wangxi-yaowan-officer",
        ("街道环保专干", "Sub-district environment officer"),
        ("窑湾街道办事处", "Yaowan Sub-district Office"),
        ("填一次月调度，准备自查。", "Fill in the month's progress and prepare the self-check."),
        "progress",
    ),
    _role(
        "acceptor",
        "yunping-acceptor",
        ("验收员", "Accepting officer"),
        _EEB,
        ("公示期满的案，到现场验收。", "Accept on site what has been on notice long enough."),
        "accept",
    ),
    _role(
        "reviewer",
        "yunping-eeb-reviewer",
        ("复查员", "Review officer"),
        _EEB,
        ("复查一件不服处理意见的信访。", "Review a petition whose handling was contested."),
        "review",
    ),
    _role(
        "penalty-officer",
        "yunping-enforcement-officer",
        ("执法队员", "Enforcement officer"),
        ("市综合行政执法支队", "City Enforcement Detachment"),
        ("看在办的处罚案到了哪一步、哪天到期。", "See how far each penalty case is and when it is due."),
    ),
    _role(
        "case-reviewer",
        "yunping-case-reviewer",
        ("案审科干部", "Case reviewer"),
        ("市综合行政执法支队", "City Enforcement Detachment"),
        ("审查一件调查终结的案子。", "Review a case whose investigation is over."),
    ),
    _role(
        "second-officer",
        "wangxi-branch-officer-2",
        ("协办人员", "Second investigator"),
        ("市生态环境局望溪分局", "Wangxi Branch of the City Bureau"),
        ("看分局哪些检查和案子等你签名。", "See which visits and cases of the branch wait for you."),
    ),
    _role(
        "branch-reviewer",
        "wangxi-case-reviewer",
        ("案审员", "Case reviewer"),
        ("市生态环境局望溪分局", "Wangxi Branch of the City Bureau"),
        ("审查分局一件调查终结的案子。", "Review a case of the branch whose investigation is over."),
    ),
    _role(
        "province",
        "province-inspector",
        ("省督察专员", "Provincial inspector"),
        ("省督察办", "Provincial Inspection Office"),
        ("销号一件省级问题。", "Close out a provincial item."),
        "close",
    ),
    _role(
        "named-officer",
        "yunping-named-officer",
        ("检举控告专办员", "Named officer for accusations"),
        ("市生态环境局信访科", "Petition Section, City Bureau"),
        ("移送一件检举控告，别人看不到它。", "Transfer an accusation; nobody else can see it."),
        "transfer_discipline",
    ),
    _role(
        "analyst",
        "yunping-analyst",
        ("数据分析员", "Data analyst"),
        ("市监测中心", "Monitoring Centre"),
        (
            "看各站小时数据，哪里缺、缺几小时。",
            "Look at the hours of every station: what is missing, and for how long.",
        ),
    ),
    _role(
        "integrity",
        "yunping-data-officer",
        ("数据核查员", "Officer for the integrity of data"),
        ("市生态环境保护综合执法支队", "Enforcement Detachment"),
        (
            "看窑湾站末位取整的发现，记一次查看。",
            "Open the finding of round values at Yaowan and record what was looked at.",
        ),
        "look",
    ),
    _role(
        "publicity",
        "yunping-publicity",
        ("宣教科干部", "Publicity officer"),
        _EEB,
        ("把核准了的公开稿发布出去。", "Publish what has been approved."),
        "publish",
    ),
    _role(
        "publicity-head",
        "yunping-publicity-head",
        ("宣教科长", "Head of publicity"),
        _EEB,
        ("给一份拟稿做一审一校。", "Give a draft its first reading."),
        "read_1",
    ),
    _role(
        "deputy",
        "yunping-eeb-deputy",
        ("分管副局长", "Deputy director"),
        _EEB,
        ("给等三审的公开稿读第三遍。", "Give a publication that waits for it its third reading."),
        "read_3",
    ),
    _role(
        "director",
        "yunping-eeb-head",
        ("局长", "Director"),
        _EEB,
        ("核准一份审查过的公开稿。", "Approve a publication that was reviewed."),
        "approve",
    ),
    _role(
        "secrecy",
        "yunping-secrecy",
        ("办公室保密员", "Confidentiality reviewer"),
        _EEB,
        ("给三审过的稿子做保密审查。", "Review for secrecy what has been read three times."),
        "review",
    ),
    _role(
        "administrator",
        "yunping-administrator",
        ("系统管理员", "Administrator"),
        _EEB,
        ("改一天放假安排，看期限怎么重算。", "Change one day of the calendar and see the clocks derived again."),
    ),
    _role(
        "congress",
        "yunping-congress-staff",
        ("人大城环资工委干部", "Staff of the congress' environment committee"),
        ("市人大常委会", "City Standing Committee"),
        (
            "看报给人大的报告走到哪一步；只看，不办。",
            "See how far the reports to the congress are; reading only.",
        ),
    ),
    _role(
        "cppcc",
        "yunping-cppcc-staff",
        ("政协提案委干部", "Staff of the CPPCC's proposals committee"),
        ("市政协", "City CPPCC"),
        ("看提案办到哪一步；只看，不办。", "See how far the proposals have come; to read, not to act."),
    ),
    _role(
        "clue-keeper",
        "yunping-clue-keeper",
        ("线索专管员", "Keeper of the register of clues"),
        _OFFICE,
        ("登记一条移送回执；每次查看都有记录。", "Enter the receipt of a transfer; every look is recorded."),
    ),
    _role(
        "grid-member",
        "wangxi-yaowan-grid-1",
        ("网格员", "Member of the grid"),
        ("窑湾街道", "Yaowan Sub-district"),
        (
            "拿手机走一遍窑湾的网格：没有网络也能记。",
            "Walk the cells of Yaowan with a phone; it works without a network.",
        ),
    ),
    _role(
        "headquarters",
        "yunping-headquarters-duty",
        ("指挥部值班岗", "Duty post of the headquarters"),
        ("市重污染天气应急指挥部", "Headquarters for Heavy Pollution"),
        (
            "看去冬那次预警：几时发布、哪家回执晚了。",
            "See the warning of last winter: when it was issued, which unit answered late.",
        ),
    ),
    _role(
        "auditor",
        "yunping-auditor",
        ("安全审计员", "Security auditor"),
        _OFFICE,
        (
            "看谁查阅过举报人的身份、谁登录过；别的什么也看不到。",
            "See who opened a reporter's identity and who signed in; nothing else.",
        ),
    ),
]


def _hashed(password: str) -> str:
    """Few rounds are enough for a random password of a demonstration; Django raises them at the first log-in."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(password, hasher.salt(), iterations=ROUNDS)


def tell_the_desk() -> None:
    """Leave the roles and their tasks where the sign-in page of this installation finds them."""
    told = [
        {"post": r.post, "title": r.title.as_dict(), "organ": r.organ.as_dict(), "task": r.task.as_dict()}
        for r in ROLES
    ]
    (Path(settings.DATA) / "demonstration.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def create_log_ins() -> dict[str, str]:
    """A user for every role, tied to the person who holds the post now. Returns the passwords, kept nowhere else."""
    passwords = {role.username: secrets.token_urlsafe(9) for role in ROLES}
    for role in ROLES:
        holder = Person.objects.get(code=f"p-{role.post}"[:60])
        hashed = _hashed(passwords[role.username])
        holder.user = get_user_model().objects.create(username=role.username, password=hashed, last_name=MARK)
        holder.save(update_fields=["user"])
    return passwords
