"""A small invented city for tests: enough organs, posts and people for every act of every procedure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from qingtian.apps.people.models import Organ, Person, Post, Rank, Tenure
from qingtian.apps.people.queries import actor_at
from qingtian.apps.places.models import Area
from qingtian.procedures.who import Actor

STARTED = date(2020, 1, 1)

ORGANS = [
    # code, zh, en, kind, level, parent, area
    ("province", "省人民政府", "Provincial Government", "government", "provincial", None, None),
    ("province-eeb", "省生态环境厅", "Provincial Department", "bureau", "provincial", "province", None),
    (
        "province-office",
        "省督察办",
        "Provincial Inspection Office",
        "inspection_office",
        "provincial",
        "province",
        None,
    ),
    ("eeb", "市生态环境局", "City Bureau", "bureau", "city", "province-eeb", "city"),
    ("petitions", "市局信访科", "Petition Section", "petition_office", "city", "eeb", "city"),
    ("branch", "望溪分局", "Wangxi Branch", "bureau", "county", "eeb", "wangxi"),
    ("branch-2", "石湾分局", "Shiwan Branch", "bureau", "county", "eeb", "shiwan"),
    ("city-government", "市人民政府", "City Government", "government", "city", "province", "city"),
    ("office", "市督察办", "City Inspection Office", "inspection_office", "city", "city-government", "city"),
    ("wangxi-government", "望溪区政府", "Wangxi Government", "government", "county", "city-government", "wangxi"),
    ("wangxi-party", "望溪区委", "Wangxi Party Committee", "party", "county", None, "wangxi"),
    ("wangxi-town", "溪口街道", "Xikou Sub-district", "other", "township", "wangxi-government", "wangxi"),
    ("housing", "市住建局", "Housing Bureau", "department", "city", "city-government", "city"),
    ("congress", "市人大常委会", "City Standing Committee", "congress", "city", None, "city"),
    ("wangxi-congress", "望溪区人大常委会", "Wangxi Standing Committee", "congress", "county", None, "wangxi"),
]
POSTS = [
    # code, organ, zh, en, rank, roles, principal
    (
        "petition-officer",
        "petitions",
        "信访科长",
        "Head of Section",
        Rank.TOWNSHIP,
        ["petition_officer", "clerk", "chief"],
        "",
    ),
    ("discipline", "petitions", "专办员", "Named Officer", Rank.STAFF, ["discipline_liaison"], ""),
    ("handler", "branch", "执法队员", "Officer", Rank.STAFF, ["handling_officer", "penalty_officer", "clerk"], ""),
    ("branch-head", "branch", "局长", "Director", Rank.TOWNSHIP, ["organ_head", "chief"], ""),
    ("handler-2", "branch-2", "执法队员", "Officer", Rank.STAFF, ["handling_officer", "penalty_officer"], ""),
    ("branch-2-head", "branch-2", "局长", "Director", Rank.TOWNSHIP, ["organ_head", "chief"], ""),
    ("reviewer", "eeb", "复查员", "Review Officer", Rank.TOWNSHIP, ["review_officer", "chief"], ""),
    ("re-reviewer", "province-eeb", "复核员", "Re-review Officer", Rank.COUNTY, ["review_officer", "chief"], ""),
    ("inspector", "office", "督察专员", "Inspector", Rank.TOWNSHIP, ["inspection_officer", "clerk", "chief"], ""),
    (
        "province-inspector",
        "province-office",
        "省督察专员",
        "Provincial Inspector",
        Rank.COUNTY,
        ["inspection_officer", "chief"],
        "",
    ),
    ("mayor", "wangxi-government", "区长", "District Mayor", Rank.COUNTY, ["area_principal", "chief"], "government"),
    ("secretary", "wangxi-party", "区委书记", "Party Secretary", Rank.COUNTY, ["area_principal", "chief"], "party"),
    ("vice-mayor", "wangxi-government", "副区长", "Deputy Mayor", Rank.COUNTY, ["case_leader"], ""),
    ("clerk", "wangxi-government", "政府办干部", "Government Officer", Rank.STAFF, ["area_government", "clerk"], ""),
    (
        "town",
        "wangxi-town",
        "街道干部",
        "Sub-district Officer",
        Rank.STAFF,
        ["implementing_officer", "clerk", "chief"],
        "",
    ),
    ("acceptor", "housing", "验收员", "Accepting Officer", Rank.STAFF, ["accepting_officer", "chief"], ""),
    ("province-acceptor", "province-eeb", "厅验收员", "Provincial Acceptor", Rank.STAFF, ["accepting_officer"], ""),
    ("secrecy", "eeb", "保密审查员", "Confidentiality Reviewer", Rank.STAFF, ["secrecy_reviewer"], ""),
    ("congress-staff", "congress", "城环资工委干部", "Congress Staff", Rank.STAFF, ["congress_staff"], ""),
    ("second-officer", "branch", "执法二队队员", "Second Officer", Rank.STAFF, ["penalty_officer"], ""),
    ("case-reviewer", "branch", "案审员", "Case Reviewer", Rank.STAFF, ["penalty_reviewer"], ""),
    ("legal-officer", "eeb", "法制员", "Legal Officer", Rank.STAFF, ["legal_officer"], ""),
    ("administrator", "eeb", "管理员", "Administrator", Rank.STAFF, ["administrator"], ""),
]


@dataclass
class SmallCity:
    """Codes to rows, and actors by post."""

    organs: dict[str, Organ] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)

    def actor(self, post: str, on: date) -> Actor:
        return actor_at(self.people[post], self.posts[post], on)


def build() -> SmallCity:
    """Create everything; every post has one holder since 2020."""
    city = SmallCity()
    city.areas["city"] = Area.objects.create(code="city", name_zh="云屏市", name_en="Yunping", kind="city")
    for code, zh, en in (("wangxi", "望溪区", "Wangxi District"), ("shiwan", "石湾区", "Shiwan District")):
        city.areas[code] = Area.objects.create(
            code=code, name_zh=zh, name_en=en, kind="district", parent=city.areas["city"]
        )
    for code, zh, en, kind, level, parent, area in ORGANS:
        city.organs[code] = Organ.objects.create(
            code=code,
            name_zh=zh,
            name_en=en,
            kind=kind,
            level=level,
            parent=city.organs.get(parent),
            area=city.areas.get(area),
        )
    for code, organ, zh, en, rank, roles, principal in POSTS:
        city.posts[code] = Post(
            code=code, organ=city.organs[organ], title_zh=zh, title_en=en, rank=rank, roles=roles, principal=principal
        )
        city.people[code] = Person(code=f"p-{code}", name_zh=f"{zh}甲", name_en=f"{en} A")
    Post.objects.bulk_create(city.posts.values())  # at once: nearly every test builds this city
    city.posts["liaison"] = Post.objects.create(
        code="liaison",
        organ=city.organs["wangxi-government"],
        title_zh="联络员",
        title_en="Liaison",
        roles=["liaison"],
        liaison_for=city.posts["vice-mayor"],
    )
    city.people["liaison"] = Person(code="p-liaison", name_zh="联络员甲", name_en="Liaison A")
    Person.objects.bulk_create(city.people.values())
    held = [Tenure(person=person, post=city.posts[code], starts=STARTED) for code, person in city.people.items()]
    Tenure.objects.bulk_create(held)
    return city
