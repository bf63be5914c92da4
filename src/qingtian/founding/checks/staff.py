"""Whether somebody sits at every desk: receiving, administering, auditing, every post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from qingtian.apps.accounts.models import Authenticator, Passkey
from qingtian.apps.accounts.policy import factor_wanted
from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.config.city import city
from qingtian.founding.checks.asking import REGULATIONS, can_sign_in, check, held_with_role
from qingtian.language import Text


def receiver(on: date) -> Sequence[Text]:
    code = city().receiver
    if not Organ.objects.filter(code=code).exists():
        return [Text(f"没有代码为 {code} 的机关", f"No organ bears the code {code}")]
    officers = [t for t in held_with_role("petition_officer", on) if t.post.organ.code == code]
    if not officers:
        return [Text("没有在任的信访工作人员", "No petition officer is in office there")]
    if not any(can_sign_in(t.person) for t in officers):
        return [Text("信访工作人员都还没有登录账号", "None of its petition officers can sign in yet")]
    return []


def second_administrator(on: date) -> Sequence[Text]:
    people = {t.person_id for t in held_with_role("administrator", on) if can_sign_in(t.person)}
    if len(people) > 1:
        return []
    return [Text(f"能登录的管理员现在有 {len(people)} 位", f"Administrators who can sign in: {len(people)}")]


def administrators_without_factor(on: date) -> Sequence[Text]:
    """Who is asked for a second factor at signing in and has none yet: has not come in so far."""
    if not factor_wanted(["administrator"]):
        return [Text("这里不要求第二步验证", "No second step is asked for here")]
    people = {t.person_id for t in held_with_role("administrator", on)}
    held = Exists(Authenticator.objects.filter(user=OuterRef("user"))) | Exists(
        Passkey.objects.filter(user=OuterRef("user"))
    )
    lacking = Person.objects.filter(pk__in=people, user__is_active=True).exclude(held).order_by("code")
    return [Text(person.name_zh, person.name_en) for person in lacking]


def auditor(on: date) -> Sequence[Text]:
    if any(can_sign_in(t.person) for t in held_with_role("auditor", on)):
        return []
    return [Text("没有在任、能登录的审计员", "No auditor is in office who can sign in")]


def accounts(on: date) -> Sequence[Text]:
    """Who is in office and cannot sign in, for want of an account."""
    people = Person.objects.filter(user=None, pk__in=Tenure.objects.on(on).values("person")).order_by("code")
    return [Text(person.name_zh, person.name_en) for person in people]


def _post(post: Post) -> Text:
    return Text(str(post), f"{post.title_en or post.title_zh}, {post.organ.name_en or post.organ.name_zh}")


def vacant_posts(on: date) -> Sequence[Text]:
    held = Tenure.objects.on(on).values("post")
    return [_post(post) for post in Post.objects.exclude(pk__in=held).select_related("organ")]


CHECKS = (
    check(
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
        mend="desk:ledger",
        args=("posts",),
        basis=REGULATIONS,
    ),
    check(
        "second_administrator",
        "有第二位管理员",
        "There is a second administrator",
        second_administrator,
        (
            "只有一位，他请假、离任或忘了密码，就没有人能改。",
            "With one alone, a leave or a lost password stops the office.",
        ),
        ("再任一位系统管理员，开账号。", "Appoint another administrator and give an account."),
        mend="desk:new_person",
    ),
    check(
        "administrators_without_factor",
        "管理员都有第二步验证",
        "Every administrator has a second factor",
        administrators_without_factor,
        (
            "管理员的密码漏了，账号和台账就都漏了。",
            "An administrator's password alone would open accounts and ledgers to whoever finds it.",
        ),
        (
            "请他登录一次，登录时会要求设置。",
            "Let them sign in once: it is asked for then.",
        ),
        mend="desk:accounts",
        must=False,
    ),
    check(
        "auditor",
        "有审计员",
        "An auditor is appointed",
        auditor,
        (
            "谁看过密封的身份、谁登录过，没有另外的人核对。",
            "Nobody but the administrator would look at who read sealed identities and who signed in.",
        ),
        (
            "给管理员以外的人设一个角色为“审计员”的岗位，任职，开账号。",
            "Enter a post with the role “auditor” for somebody who is no administrator; tenure and account.",
        ),
        mend="desk:ledger",
        args=("posts",),
        must=False,
    ),
    check(
        "accounts",
        "在岗的人都能登录",
        "Everybody in office can sign in",
        accounts,
        ("没有账号的人办不了事。", "Who has no account can do nothing here."),
        (
            "批量开账号，打印纸条，当面交给本人。",
            "Open the accounts together, print the slips, hand each over in person.",
        ),
        mend="desk:open_accounts",
        must=False,
    ),
    check(
        "vacant_posts",
        "每个岗位有人",
        "Every post has a holder",
        vacant_posts,
        ("交到这个岗位的事没有人办。", "What comes to that post is done by nobody."),
        ("导入任职，或撤掉不用的岗位。", "Import tenures."),
        mend="desk:people",
        must=False,
    ),
)
