"""The main job, once, from a resident's phone to a closed case and an answered report, with everything real:
browser, server, policy, hashed files, databases, export. The reporter's name and number must be nowhere but in the
seal and on the one page that opens it."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.browser import DESK, PHONE, follow
from tests.e2e.gate import notice_through_the_gate
from tests.e2e.pictures import CAMERA, paper, photo_with_place, place_in
from tests.e2e.recorder import Answer, Recorder
from tests.e2e.served_city import served_copy
from tests.e2e.sitting import act, fill, press, recorded, sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

NAME, TELEPHONE = "钟离标记甲", "13977310042"
WORDS = "夜里十一点以后有焦糊味，窗户关着也闻得到，已经连着三晚。"
PLACE = "窑湾老砖厂东墙外"
SUBJECT = "窑湾老砖厂东墙夜间焦糊气味扰民"
ANSWER = "您说的地方查过了，窑炉已经停了，烟道封了，请您继续看着。"
LATER = "2026-12-15"
OFFICER, BRANCH, BRANCH_HEAD = "yunping-petition-officer", "wangxi-branch-officer", "wangxi-branch-head"
INSPECTOR, DIRECTOR, LIAISON = "yunping-inspector", "yunping-inspection-head", "wangxi-deputy-liaison"
UNIT, COUNTY, ACCEPTOR = "wangxi-yaowan-officer", "wangxi-officer", "yunping-acceptor"
NOTICE = "老砖厂窑炉已停，烟道已封，现予公示。"
PERSONAL = ("inquire", "coordinate", "inspect", "handle")


def test_a_report_is_followed_from_the_phone_to_the_closed_case_and_nothing_leaks(loaded, open_page, tmp_path):
    served = served_copy(loaded, tmp_path / "city")
    recorder = Recorder(served.port)
    try:
        phone, desk = open_page(PHONE, recorder.address), open_page(DESK, recorder.address)
        address = report(phone)
        petition = register_sort_and_forward(desk)
        accept_and_inquire(desk, petition)
        case = open_case(desk, petition)
        work_on(desk, case, signed(tmp_path))
        served.move_to(LATER)
        accept_and_close(desk, case)
        conclude_and_reply(desk, petition)
        read_and_rate(phone, address)
        exported = take_the_file_away(desk, case, tmp_path)
        assert served.command("verify").returncode == 0
        prove_the_file(exported, case)
        served.stop()
        never_written(recorder.answers, served.folder, served.log, exported)
    finally:
        served.stop()
        recorder.shutdown()


# ---- the resident -------------------------------------------------------------------------------------------------


def report(phone):
    """Five questions on a phone, with a photo that knows where it was taken; returns the private address."""
    phone.goto("/")
    follow(phone, "main a[href$='/report/']")
    phone.check("#kind_air")
    phone.fill("#id_report", WORDS)
    onward(phone)
    phone.fill("#id_place", PLACE)
    phone.select_option("#id_area", "wangxi")
    onward(phone)
    phone.check("input[value=often]")
    onward(phone)
    picture = {"name": "夜里.jpg", "mimeType": "image/jpeg", "buffer": photo_with_place()}
    assert place_in(picture["buffer"])
    phone.set_input_files("#id_photos", [picture])
    onward(phone)
    follow(phone, "main form.notice button[value=no]")  # the photo was taken at home: its place is not kept
    onward(phone)
    phone.check("input[name=naming][value=named]")
    phone.fill("#id_name", NAME)
    phone.fill("#id_phone", TELEPHONE)
    onward(phone)
    assert re.search(r"[A-Z0-9-]{8,}", phone.inner_text(".receipt-number"))
    follow(phone, "main a.button.primary")
    assert "/r/" in phone.url
    assert "已收到" in phone.inner_text("h1")
    return phone.url


def onward(phone):
    """The page is no wider than the phone; its main button leads on."""
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    follow(phone, "main form button.primary")
    assert phone.locator(".error-summary").count() == 0


def read_and_rate(phone, address):
    """The answer, who has looked, and the rating that closes the matter."""
    phone.goto(address)
    assert ANSWER in phone.inner_text("main")
    seen = phone.inner_text("section[aria-labelledby=seen]")
    assert "被打开过 1 次" in seen
    assert "望溪分局" in seen
    phone.click("details.said summary")
    served = phone.request.get(phone.get_attribute("details.said img", "src"))
    assert served.headers["content-type"] == "image/jpeg"
    assert place_in(served.body()) == {}
    assert CAMERA.encode() not in served.body()
    phone.fill("#id_remark", "好多了")
    follow(phone, "button[value=satisfied]")
    assert phone.url == address
    assert "已办结" in phone.inner_text("h1")


# ---- the officials ------------------------------------------------------------------------------------------------


def register_sort_and_forward(desk):
    """The petition section finds the report in its worklist and gives it to the branch; returns its number."""
    sit(desk, OFFICER)
    number = newest(desk)
    act(desk, number, "register", area="wangxi", subject=SUBJECT)
    assert SUBJECT in desk.inner_text("main")
    act(desk, number, "sort", **{"class": "statutory_duty"})
    act(desk, number, "forward", handler="wangxi-branch", note="请依职责办理。")
    return number


def newest(desk):
    """The highest number of all petitions the section sees: ours came last."""
    found = set()
    for address in ("/desk/", "/desk/petitions/", "/desk/petitions/?sort=new"):
        desk.goto(address)
        found |= set(re.findall(r"XF-\d{4}-\d+", desk.content()))
    return max(found)


def accept_and_inquire(desk, petition):
    """The branch accepts, opens the identity once to call back, and records what it saw."""
    sit(desk, BRANCH)
    act(desk, petition, "accept", contact="执法一科 0000-6120")
    desk.goto(f"/desk/{petition}/identity/")
    follow(desk, "button[name=call_back]")
    assert NAME in desk.inner_text("main")
    assert TELEPHONE in desk.inner_text("main")
    act(
        desk,
        petition,
        "investigate",
        where=PLACE,
        officers="执法队员二人",
        findings="东墙外焦糊味明显，烟道破损。",
    )


def open_case(desk, petition):
    """The inspection office opens the case from the petition, links the two, lists, contracts and plans it."""
    sit(desk, INSPECTOR)
    desk.goto(f"/desk/cases/new/?from={petition}")
    fill(
        desk,
        {
            "subject": SUBJECT,
            "problem": "老砖厂窑炉烟道破损，夜间焦糊气味影响周边。",
            "source": "petition",
            "source_level": "city",
            "area": "wangxi",
            "county": "wangxi-government",
            "office": "yunping-inspection",
        },
    )
    press(desk)
    desk.wait_for_url(f"**/{petition}/act/give_rise/**")
    case = desk.input_value("[name=f_raised]")
    press(desk)
    recorded(desk, petition)
    assert case in desk.inner_text("main")
    act(desk, case, "list", confirmed_by="区专题会议共同确认")
    contract(desk, case)
    plan(desk, case)
    return case


def contract(desk, case):
    """A leader is a post; the form offers only posts of county rank, with who holds them."""
    desk.goto(f"/desk/{case}/")
    follow(desk, f"a[href$='/{case}/act/contract/']")
    assert desk.locator("[name=f_leader] option[value='wangxi-branch-officer']").count() == 0
    fill(desk, {"leader": "wangxi-deputy", "decision": "领导小组会议纪要第 9 号（测试）"})
    press(desk)
    recorded(desk, case)


def plan(desk, case):
    act(
        desk,
        case,
        "plan",
        goal="东墙外夜间没有焦糊味。",
        measures="停窑；封烟道；夜间巡查。",
        milestones="2026-12-01 停窑\n2027-01-15 封烟道",
        deadline="2027-02-28",
        lead_unit="wangxi-government",
        team=["wangxi-branch", "wangxi-urban"],
        implementing="wangxi-yaowan",
        accepting="yunping-eeb",
    )


def signed(tmp_path: Path) -> Path:
    """The paper the leader signed."""
    scan = tmp_path / "signed.png"
    scan.write_bytes(paper())
    return scan


def work_on(desk, case, scan):
    """The unit starts; without the four personal acts there is no self-check; then checks and the public notice."""
    sit(desk, UNIT)
    act(desk, case, "start")
    act(desk, case, "progress", planned="停窑", actual="已停窑", next_step="封烟道")
    desk.goto(f"/desk/{case}/act/self_check/")
    assert desk.locator(".desk-form button.primary").count() == 0
    four_personal_acts(desk, case, scan)
    sit(desk, UNIT)
    act(
        desk,
        case,
        "self_check",
        done="停窑，封烟道",
        evidence=scan,
        neighbours="走访十户，都说没有了",
        after=scan,
        after_placed="102.712345,25.012345 2026-11-20 09:30",
    )
    sit(desk, COUNTY)
    act(desk, case, "county_check", result="passed", where=PLACE, findings="夜间到现场，没有气味。")
    through_the_gate(desk, case)
    sit(desk, INSPECTOR)
    desk.goto(f"/desk/{case}/act/announce/")
    assert desk.input_value("[name=f_notice]") == NOTICE
    act(desk, case, "announce", published_at="街道公告栏")
    sit(desk, ACCEPTOR)
    desk.goto(f"/desk/{case}/")
    assert desk.locator(f"a[href$='/{case}/act/accept/']").count() == 0


def through_the_gate(desk, case):
    """The notice is drafted, read by three, reviewed and approved by people of their own before it is put up."""
    sit(desk, INSPECTOR)
    desk.goto(f"/desk/{case}/act/announce/")
    assert desk.locator(".desk-form button.primary").count() == 0
    notice_through_the_gate(desk, case, f"{SUBJECT}整改公示", NOTICE)


def four_personal_acts(desk, case, scan):
    """The liaison enters each act with the signed paper; without it the desk refuses and keeps the words."""
    sit(desk, LIAISON)
    for name in PERSONAL:
        desk.goto(f"/desk/{case}/")
        follow(desk, f"a[href$='/{case}/act/{name}/']")
        fill(desk, {"where": PLACE, "what": f"到现场督促（{name}）"})
        if name == "inquire":
            press(desk)
            assert desk.locator(".wrong, .error-summary").count() == 1
            assert desk.input_value("[name=f_what]") == f"到现场督促（{name}）"
        fill(desk, {"evidence": scan})
        press(desk)
        recorded(desk, case)


def accept_and_close(desk, case):
    """After the notice: acceptance; closing asks why, while the linked petition is not yet answered."""
    sit(desk, ACCEPTOR)
    act(desk, case, "accept", result="passed", where=PLACE, findings="现场与材料一致。")
    sit(desk, DIRECTOR)
    desk.goto(f"/desk/{case}/")
    follow(desk, f"a[href$='/{case}/act/close/']")
    fill(desk, {"confirmation": "材料齐全，同意销号。", "dereliction": "none", "dereliction_reason": "没有发现。"})
    press(desk)
    desk.fill("[name=reason]", "已当面答复，书面答复随后送达。")
    assert desk.input_value("[name=f_confirmation]") == "材料齐全，同意销号。"
    press(desk)
    recorded(desk, case)
    assert "已销号" in desk.inner_text("main")


def conclude_and_reply(desk, petition):
    sit(desk, BRANCH_HEAD)
    act(
        desk,
        petition,
        "conclude",
        outcome="supported",
        request="查处夜间焦糊气味",
        facts_and_reasons="烟道破损，夜间漏烟。",
        opinion="停窑封道，列入包案整改。",
        legal_basis="《生态环境法典》有关条款",
    )
    sit(desk, BRANCH)
    act(desk, petition, "reply", reply=ANSWER)


# ---- the file -----------------------------------------------------------------------------------------------------


def take_the_file_away(desk, case, tmp_path):
    """The case file through the page; returns the folder it is unpacked in."""
    sit(desk, DIRECTOR)
    desk.goto(f"/desk/{case}/")
    with desk.expect_download() as waiting:
        desk.click(f"main a[href$='/{case}/export/']")
    folder = tmp_path / "taken-away"
    zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())).extractall(folder)
    return folder


def prove(folder, name):
    verifier = next(folder.glob("*.py")).name
    return subprocess.run(
        [sys.executable, "-I", verifier, name], cwd=folder, capture_output=True, text=True, timeout=120
    )


def prove_the_file(folder, case):
    """The verifier needs nothing of this system; one changed byte is found and the act it belongs to is named."""
    whole = (folder / f"{case}.json").read_bytes()
    proved = prove(folder, f"{case}.json")
    assert proved.returncode == 0, proved.stdout + proved.stderr
    numbers = {one["number"] for one in json.loads(whole)["body"]["proceedings"]}
    assert case in numbers
    assert any(number.startswith("XF-") for number in numbers)
    word = "夜间到现场，没有气味。"
    written = word.encode() if word.encode() in whole else json.dumps(word)[1:-1].encode()
    assert whole.count(written) >= 1
    at = whole.index(written) + len(written) - 1
    (folder / "changed.json").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    changed = prove(folder, "changed.json")
    assert changed.returncode == 1
    assert "(county_check): its content was changed" in changed.stdout


# ---- nothing leaks ------------------------------------------------------------------------------------------------


def never_written(answers: list[Answer], folder: Path, log: Path, exported: Path) -> None:
    """Name and number in no answer but the one that opens the seal, in no address, log, export or stored byte."""
    marks = [word.encode() for word in (NAME, TELEPHONE)]
    marks += [json.dumps(NAME)[1:-1].encode(), CAMERA.encode()]
    assert len(answers) > 100
    opened = [a for a in answers if any(mark in a.body for mark in marks)]
    assert [(a.method, a.path.endswith("/identity/")) for a in opened] == [("POST", True)]
    assert "no-store" in opened[0].head
    assert not [a.path for a in answers if any(mark.decode() in a.path + a.head for mark in marks)]
    photos = [a.body for a in answers if a.kind.startswith("image/jpeg")]
    assert photos
    assert all(place_in(photo) == {} for photo in photos)
    assert any(SUBJECT.encode() in file.read_bytes() for file in _files(folder)), "the search would find nothing"
    assert not any(WORDS.encode() in file.read_bytes() for file in _files(exported)), "words of the report got out"
    for file in [log, *_files(folder), *_files(exported)]:
        content = file.read_bytes()
        assert not [mark for mark in marks if mark in content], f"a mark of the reporter stands in {file.name}"


def _files(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.is_file() and "static" not in path.relative_to(folder).parts]
    assert found
    return found
