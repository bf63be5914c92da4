"""What a city needs before real matters come in: the checks of the ground every chapter stands on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from qingtian.apps.cases.models import AreaContract
from qingtian.apps.installation.checklist import Check, register_check
from qingtian.apps.people.models import DutyList, Organ, Person, Post, Tenure
from qingtian.apps.places.models import Area, Station
from qingtian.apps.proceedings.calendars import calendar
from qingtian.config.city import city
from qingtian.apps.publishing.decisions import admissions
from qingtian.apps.publishing.kinds import kinds
from qingtian.apps.publishing.queries import papers_before_the_gate
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.review import KINDS, findings
from qingtian.ledgers.models import LedgerImport

OPINIONS = ("kunming_opinions_2018", "二")
REGULATIONS = ("petition_regulations_2022", "22、23")
#: organs whose duty is territorial: without an area none of their officers has any
TERRITORIAL = (Organ.Kind.GOVERNMENT, Organ.Kind.PARTY, Organ.Kind.COMMITTEE, Organ.Kind.BUREAU)
BELOW_THE_PROVINCE = (Organ.Level.CITY, Organ.Level.COUNTY, Organ.Level.TOWNSHIP)
DECEMBER = 12


def _name(record: Organ | Area | Station) -> Text:
    return Text(record.name_zh, record.name_en or record.name_zh)


def _post(post: Post) -> Text:
    return Text(str(post), f"{post.title_en or post.title_zh}, {post.organ.name_en or post.organ.name_zh}")


def _held_with_role(role: str, on: date) -> list[Tenure]:
    """Tenures of that day on posts with the role. The role list is JSON: asked in Python, it is small."""
    held = Tenure.objects.on(on).select_related("post__organ", "person__user")
    return [tenure for tenure in held if role in tenure.post.roles]


def _can_sign_in(person: Person) -> bool:
    return person.user is not None and person.user.is_active and person.user.has_usable_password()


def receiver(on: date) -> Sequence[Text]:
    code = city().receiver
    if not Organ.objects.filter(code=code).exists():
        return [Text(f"没有代码为 {code} 的机关", f"No organ bears the code {code}")]
    officers = [t for t in _held_with_role("petition_officer", on) if t.post.organ.code == code]
    if not officers:
        return [Text("没有在任的信访工作人员", "No petition officer is in office there")]
    if not any(_can_sign_in(t.person) for t in officers):
        return [Text("信访工作人员都还没有登录账号", "None of its petition officers can sign in yet")]
    return []


def second_administrator(on: date) -> Sequence[Text]:
    people = {t.person_id for t in _held_with_role("administrator", on) if _can_sign_in(t.person)}
    return [] if len(people) > 1 else [Text(f"现在有 {len(people)} 位", f"There is {len(people)} now")]


def vacant_posts(on: date) -> Sequence[Text]:
    held = Tenure.objects.on(on).values("post")
    return [_post(post) for post in Post.objects.exclude(pk__in=held).select_related("organ")]


def organs_without_area(on: date) -> Sequence[Text]:
    lost = Organ.objects.filter(kind__in=TERRITORIAL, level__in=BELOW_THE_PROVINCE, area=None)
    return [_name(organ) for organ in lost]


def _areas() -> list[Area]:
    """Areas below the city."""
    return list(Area.objects.exclude(kind=Area.Kind.CITY))


def areas(on: date) -> Sequence[Text]:
    return [] if _areas() else [Text("一个区县都没有", "There is no district or county")]


def petition_offices(on: date) -> Sequence[Text]:
    have = set(Organ.objects.filter(kind=Organ.Kind.PETITION_OFFICE).values_list("area", flat=True))
    return [_name(area) for area in _areas() if area.pk not in have]


def principals(on: date) -> Sequence[Text]:
    held = Tenure.objects.on(on).exclude(post__principal="").values_list("post__organ__area", "post__principal")
    found = set(held)
    lacking = []
    for area in _areas():
        for code, words in (
            (Post.Principal.PARTY, ("党委", "Party")),
            (Post.Principal.GOVERNMENT, ("政府", "government")),
        ):
            if (area.pk, code) not in found:
                lacking.append(Text(f"{area.name_zh}：{words[0]}", f"{area.name_en or area.name_zh}: {words[1]}"))
    return lacking


def contracts(on: date) -> Sequence[Text]:
    have = set(AreaContract.objects.filter(year=on.year).values_list("area", flat=True))
    return [_name(area) for area in _areas() if area.pk not in have]


def inspection_office(on: date) -> Sequence[Text]:
    if any(t.post.organ.kind == Organ.Kind.INSPECTION_OFFICE for t in _held_with_role("inspection_officer", on)):
        return []
    return [Text("没有设督察办，或督察办没有在任人员", "There is none, or nobody is in office there")]


def stations(on: date) -> Sequence[Text]:
    if Station.objects.filter(level=Station.Level.NATIONAL).exists():
        return []
    return [Text("没有国控站", "There is no national station")]


def doubtful_stations(on: date) -> Sequence[Text]:
    return [_name(station) for station in Station.objects.exclude(certainty="sure")]


def law_numbers(on: date) -> Sequence[Text]:
    """The gravest kind of finding for each number, in the words of ``qingtian law check``."""
    seen: dict[str, Text] = {}
    for finding in findings(load_law(), as_of=on):
        words = Text(f"{finding.parameter}：", f"{finding.parameter}: ")
        kind = KINDS[finding.kind]
        told = Text(f"{words.zh}{kind.zh}，{finding.detail.zh}", f"{words.en}{kind.en}, {finding.detail.en}")
        seen.setdefault(finding.parameter, told)
    return list(seen.values())


def published_calendar(on: date) -> Sequence[Text]:
    """This year's holidays; in December next year's too, for clocks run into it."""
    years = [on.year, on.year + 1] if on.month == DECEMBER else [on.year]
    lacking = [year for year in years if calendar().day(date(year, 10, 1)).provisional]
    return [Text(f"{year} 年", str(year)) for year in lacking]


def duty_list(on: date) -> Sequence[Text]:
    in_force = DutyList.objects.filter(in_force_from__lte=on, duties__isnull=False)
    return [] if in_force.exists() else [Text("没有施行中的清单", "There is none in force")]


def map_number(on: date) -> Sequence[Text]:
    return [] if city().map_number else [Text("还没有审图号", "There is no approval number")]


def outlines(on: date) -> Sequence[Text]:
    return [_name(area) for area in _areas() if not area.boundary]


def keys_apart(on: date) -> Sequence[Text]:
    keys, data = Path(settings.KEYS), Path(settings.DATA)
    if data not in keys.parents:
        return []
    return [Text(f"密钥在 {keys}", f"The keys lie in {keys}")]


def unfinished_imports(on: date) -> Sequence[Text]:
    """A file whose last import did not come to its end."""
    last: dict[str, LedgerImport] = {one.digest: one for one in LedgerImport.objects.order_by("pk")}
    return [Text(one.file_name, one.file_name) for one in last.values() if not one.finished]


def public_data(on: date) -> Sequence[Text]:
    """Routine data that no decision in force admits: the portal says so instead of showing them."""
    admitted = {kind for kind, decision in admissions(on).items() if not decision.suspended_for}
    return [kind.title for kind in kinds().values() if kind.id != "publication" and kind.id not in admitted]


def public_papers(on: date) -> Sequence[Text]:
    return [Text(each, each) for each in papers_before_the_gate().values_list("proceeding__number", flat=True)]


def _check(
    code: str, zh: str, en: str, missing: object, why: tuple[str, str], how: tuple[str, str], **more: object
) -> Check:
    return Check(code, Text(zh, en), Text(*why), missing, Text(*how), **more)  # type: ignore[arg-type]


IMPORT = "desk:ledgers"
BUILT_IN = (
    _check(
        "receiver",
        "有人收信访",
        "Somebody receives petitions",
        receiver,
        (
            "居民交上来的件会没有人登记，15 日的转送期限照样在走。",
            "Reports would lie unregistered while the 15 days of forwarding run.",
        ),
        (
            "导入信访岗位、人员和任职；给他开账号。",
            "Import the petition posts, people and tenures; give one an account.",
        ),
        mend=IMPORT,
        basis=REGULATIONS,
    ),
    _check(
        "second_administrator",
        "有第二位管理员",
        "There is a second administrator",
        second_administrator,
        (
            "只有一位，他请假、离任或忘了密码，就没有人能改。",
            "With one alone, a leave or a lost password stops the office.",
        ),
        ("再任一位系统管理员，开账号。", "Appoint another administrator and give an account."),
        mend=IMPORT,
    ),
    _check(
        "keys_apart",
        "密钥另外存着",
        "Keys are kept apart",
        keys_apart,
        (
            "密钥和数据在一起，一份备份丢了，身份就一起丢了；两样都丢，谁也打不开。",
            "One lost disk would lose identities and keys together; and without keys nobody opens anything.",
        ),
        ("把 QINGTIAN_KEYS 指到另一个盘，抄一份锁起来。", "Point QINGTIAN_KEYS to another disk; lock a copy away."),
        must=False,
    ),
    _check(
        "areas",
        "有区县",
        "There are districts and counties",
        areas,
        ("属地责任没有地方落。", "Territorial duty has nowhere to rest."),
        ("导入区域，或装配置包。", "Import areas or load a pack."),
        mend=IMPORT,
    ),
    _check(
        "petition_offices",
        "每个区县有信访工作机构",
        "Every area has a petition office",
        petition_offices,
        ("转到区县的件没有人接。", "What is forwarded to the area meets nobody."),
        ("导入机关，种类填“信访工作机构”。", "Import organs of kind “petition office”."),
        mend=IMPORT,
        basis=REGULATIONS,
        must=False,
    ),
    _check(
        "principals",
        "党政主要负责人都在任",
        "Both principals of every area are in office",
        principals,
        ("问题清单没有人确认，包片没有人包。", "Nobody confirms the list of problems or answers for the area."),
        ("导入岗位（填“党政主要负责人”）和任职。", "Import posts (with “principal”) and tenures."),
        mend=IMPORT,
        basis=OPINIONS,
    ),
    _check(
        "contracts",
        "本年包片已登记",
        "This year's area contracts are entered",
        contracts,
        ("看不出哪位领导对哪里负责。", "It does not show which leader answers for which area."),
        ("导入包片。", "Import area contracts."),
        mend=IMPORT,
        basis=OPINIONS,
        must=False,
    ),
    _check(
        "inspection_office",
        "有督察办",
        "There is an inspection office",
        inspection_office,
        ("包案没有人定、没有人销号。", "Nobody contracts a case or closes it out."),
        ("导入机关、岗位和任职。", "Import the organ, its posts and tenures."),
        mend=IMPORT,
        basis=OPINIONS,
    ),
    _check(
        "vacant_posts",
        "每个岗位有人",
        "Every post has a holder",
        vacant_posts,
        ("交到这个岗位的事没有人办。", "What comes to that post is done by nobody."),
        ("导入任职，或撤掉不用的岗位。", "Import tenures."),
        mend="desk:people",
        must=False,
    ),
    _check(
        "organs_without_area",
        "属地单位有区域",
        "Territorial organs have their area",
        organs_without_area,
        ("没有区域的单位看不到也办不了任何地方的事。", "An organ without an area sees and handles no place."),
        ("在机关台账里填“区域”，再导入。", "Fill in “area” in the ledger of organs; import it again."),
        mend=IMPORT,
    ),
    _check(
        "law_numbers",
        "期限数字都核实过",
        "Legal numbers are verified",
        law_numbers,
        ("期限按没有核实的数字算，答复可能违法。", "Clocks run on numbers nobody checked against the text."),
        ("请法制人员逐条核对：qingtian law check。", "Let the legal officer check each: qingtian law check."),
        must=False,
    ),
    _check(
        "published_calendar",
        "放假安排已公布",
        "The year's holidays are published",
        published_calendar,
        ("工作日期限是暂算的。", "Clocks in working days are provisional."),
        ("按国务院办公厅通知更正日历，或升级。", "Correct the calendar by the notice, or upgrade."),
        mend="desk:calendar",
        must=False,
    ),
    _check(
        "duty_list",
        "责任清单在施行",
        "A duty list is in force",
        duty_list,
        ("说不出一个问题该哪个单位管。", "It cannot be said whose duty a problem is."),
        ("导入责任清单。", "Import the duty list."),
        mend=IMPORT,
        basis=("eco_env_code_2026", "28、29"),
        must=False,
    ),
    _check(
        "stations",
        "有国控站",
        "There are national stations",
        stations,
        ("空气页没有数。", "The air pages stay empty."),
        ("导入站点，或装配置包。", "Import stations or load a pack."),
        mend=IMPORT,
        must=False,
    ),
    _check(
        "doubtful_stations",
        "站点资料核实过",
        "Station data are verified",
        doubtful_stations,
        ("配置包里的属地和位置不都核实过。", "Not every area and place in a pack is verified."),
        ("核对后导入站点台账。", "Check them and import the ledger of stations."),
        mend=IMPORT,
        must=False,
    ),
    _check(
        "outlines",
        "区县有边界",
        "Areas have outlines",
        outlines,
        ("地图上看不出在哪个区县。", "The map does not tell the area."),
        ("qingtian places import 边界.geojson --kind areas", "qingtian places import FILE.geojson --kind areas"),
        must=False,
    ),
    _check(
        "map_number",
        "有审图号",
        "The map has its approval number",
        map_number,
        ("公开地图要标审图号。", "A public map bears its approval number."),
        ("写进 city.yaml 的 map_number。", "Write it to map_number in city.yaml."),
        must=False,
    ),
    _check(
        "public_data",
        "例行数据有公开的决定",
        "Routine data are admitted by a decision",
        public_data,
        (
            "没有决定，居民网页不显示这些数据，只写理由；从没有这道关的版本升级来的，也一样。",
            "Without one the residents’ pages show the reason instead of the data, also after an upgrade from a version "
            "that had no gate.",
        ),
        (
            "在“公开”里拟长期公开决定，走完三审三校和保密审查。",
            "Draft a standing decision under Publishing and take it through the readings and the review.",
        ),
        mend="desk:publishing",
        basis=("information_regulations_2019", "17"),
        must=False,
    ),
    _check(
        "public_papers",
        "已贴出的公示都有公开稿",
        "Every notice put up has its publication",
        public_papers,
        (
            "以前版本出的公示没有走保密审查；纸还贴着，网页上没有。",
            "Notices made by an earlier version were never reviewed; the paper hangs, the pages do not show it.",
        ),
        (
            "为每一件补拟“整改公示”稿；审出问题的，把纸撤下来。",
            "Draft a publication for each; where the review objects, take the paper down.",
        ),
        mend="desk:publishing",
        basis=("information_regulations_2019", "17"),
        must=False,
    ),
    _check(
        "unfinished_imports",
        "导入都完成了",
        "Every import came to its end",
        unfinished_imports,
        ("文件后半没有导入。", "The rest of the file is missing."),
        ("同一个文件再导入一次，不会重复。", "Import the same file again; nothing doubles."),
        mend=IMPORT,
    ),
)


def register_built_in() -> None:
    """Register the checks of the ground; the chapters' own follow them."""
    for check in BUILT_IN:
        register_check(check)
