"""The office (机关): the pages that keep the office itself, in one calm list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.installation.checklist import answers
from qingtian.apps.people.models import Person, Post
from qingtian.language import Text
from qingtian.ledgers.models import LedgerImport
from qingtian.web.desk.page_groups import Entry, Groups, groups_for
from qingtian.web.desk.seat import DeskRequest, officer


def _lacking(request: DeskRequest) -> Text:
    found = [answer for answer in answers(request.as_of, request.actor.roles) if not answer.fine]
    must = sum(answer.check.must for answer in found)
    if not found:
        return Text("都齐了", "nothing is missing")
    return Text(
        f"必须补 {must} 项，宜补 {len(found) - must} 项", f"{must} must be mended, {len(found) - must} should be"
    )


def _people(request: DeskRequest) -> Text:
    posts, people = Post.objects.count(), Person.objects.count()
    return Text(f"{posts} 个岗位，{people} 人", f"{posts} posts, {people} people")


def _imports(request: DeskRequest) -> Text:
    number = LedgerImport.objects.count()
    return Text(f"导入过 {number} 次", f"{number} import{'' if number == 1 else 's'} so far")


GROUPS: Groups = (
    (
        Text("先看", "To begin with"),
        (
            Entry(
                "desk:checklist",
                Text("启用检查", "Checklist"),
                Text(
                    "办真事之前还缺什么，为什么要有，在哪里补。",
                    "What is missing before real use, why it matters, where to mend it.",
                ),
                _lacking,
            ),
            Entry(
                "desk:ledgers",
                Text("台账导入", "Import of ledgers"),
                Text(
                    "机关、岗位、人员、地方和旧台账在办件，从 Excel 或 CSV 进来。",
                    "Organs, posts, people, places and open matters, from Excel or CSV.",
                ),
                _imports,
            ),
        ),
    ),
    (
        Text("人和权限", "People and access"),
        (
            Entry(
                "desk:people",
                Text("人和地方", "People and places"),
                Text("哪一天谁在什么岗位，谁对哪里负责。", "Who held which post on a day, who answers for which area."),
                _people,
            ),
            Entry(
                "desk:accounts",
                Text("账号", "Accounts"),
                Text("开账号、停账号、代理，第二道验证。", "Open and close accounts, substitution, second factors."),
            ),
            Entry(
                "desk:audit",
                Text("查阅和登录记录", "Log of reads and sign-ins"),
                Text("谁看过密封的内容，谁从哪里登录过。", "Who read what is sealed, who signed in from where."),
            ),
        ),
    ),
    (
        Text("规矩", "Rules"),
        (
            Entry(
                "desk:procedures",
                Text("程序", "Procedures"),
                Text("每个程序怎么走，每一步凭哪一条。", "How each procedure runs, and by which article each step."),
            ),
            Entry(
                "desk:calendar",
                Text("工作日历", "Working-day calendar"),
                Text("哪天算工作日；更正要有依据。", "What counts as a working day; a correction needs its source."),
            ),
        ),
    ),
    (
        Text("文书和公开", "Papers and publishing"),
        (
            Entry(
                "desk:papers",
                Text("文书登记", "Register of papers"),
                Text(
                    "等编号、等用印、等送达、等归档的文书。",
                    "Papers that await their number, seal, service or archive.",
                ),
            ),
            Entry(
                "desk:retention",
                Text("保管期限", "Retention"),
                Text("哪些到期可以销毁，按什么手续。", "What may be erased, and by which act."),
            ),
            Entry(
                "desk:channels",
                Text("反映渠道", "Ways to report"),
                Text("电话、窗口、时间，公众网页照着显示。", "Numbers, windows and hours on the public page."),
            ),
            Entry(
                "desk:rewards",
                Text("举报奖励", "Rewards"),
                Text("提请、审批、发放清单；清单里没有人。", "Proposals, approvals, a payment list without names."),
            ),
            Entry(
                "desk:publishing",
                Text("公开", "Publishing"),
                Text("对外公开的审查和发布。", "Review and release of what goes to the public."),
            ),
        ),
    ),
    (
        Text("数据和上级系统", "Data and other systems"),
        (
            Entry(
                "desk:upstream",
                Text("还要录到哪里", "Still to be typed"),
                Text(
                    "每件在省里和国家系统里的编号、状态和差异。", "Numbers, state and difference in the systems above."
                ),
            ),
            Entry(
                "desk:hotlines",
                Text("热线工单", "Hotline orders"),
                Text(
                    "12345、12369、12319 的工单：导入、期限、回传。",
                    "Orders of 12345, 12369, 12319: import, clocks, answers.",
                ),
            ),
            Entry(
                "desk:exchange",
                Text("市县交换", "City and county"),
                Text(
                    "交办到县里、县里报上来；没有网的用文件。",
                    "Assignments to counties and results; by file too.",
                ),
            ),
            Entry(
                "desk:catalogue",
                Text("数据目录", "Catalogue of data"),
                Text("有哪些数据，谁管，谁能看，谁用过。", "Which data there are, whose, who may read them, who did."),
            ),
            Entry(
                "desk:capability",
                Text("人员装备", "Staff and equipment"),
                Text("人员资格、车辆、设备和各地工作量。", "Qualifications, vehicles, equipment, workload by area."),
            ),
        ),
    ),
    (
        Text("这台机器", "This machine"),
        (
            Entry(
                "desk:partners",
                Text("对接系统", "Connected systems"),
                Text(
                    "哪些系统可以推送、取数，各用什么密钥。", "Which systems may send here or fetch, and their secrets."
                ),
            ),
            Entry(
                "desk:operations",
                Text("运行和备份", "Operations and backup"),
                Text("健康、定时任务、最近一次备份。", "Health, schedules, the last backup."),
            ),
        ),
    ),
)


@officer
@require_safe
def office(request: DeskRequest) -> HttpResponse:
    """The pages there are for this officer, under their headings."""
    return render(request, "desk/office.html", {"groups": groups_for(request, GROUPS)})
