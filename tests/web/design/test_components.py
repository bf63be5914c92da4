"""Components say the same to the eye and to the ear, in both languages, and hide nothing that is missing."""

import re
from datetime import date
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, engines
from django.test import RequestFactory
from django.utils import translation

from qingtian.language import Text
from qingtian.law import Calendar, Suspension, load_law
from qingtian.web.design import charts, sample_proceeding
from qingtian.web.design.fields import Choice, FieldView, field_view
from qingtian.web.design.figures import page_day
from qingtian.web.design.shapes import Column, Group, Row, Table, clock_view
from qingtian.web.design.views import index, swatches
from qingtian.web.design.weeks import derivation_view

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 23)
#: without the manifest that set-up makes
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def _page_of_the_day():
    token = page_day.set(TODAY)
    yield
    page_day.reset(token)


def rendered(source: str, language: str = "zh", **values: object) -> str:
    with translation.override("en" if language == "en" else "zh-hans"):
        return engines["django"].engine.from_string("{% load pieces %}" + source).render(Context(values))


def heard(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup.split('visually-hidden">')[1].split("</p>")[0])).strip()


@pytest.mark.parametrize(
    ("left", "state"), [(5, "running"), (4, "near"), (1, "near"), (0, "today"), (-1, "overdue"), (None, "running")]
)
def test_a_clock_turns_bold_from_four_days_down_and_red_only_after_its_day(left, state):
    assert clock_view(Text("办结", "Handling"), TODAY, left).state == state


def test_stopping_and_suspending_outrank_being_late():
    assert clock_view("x", TODAY, -3, stopped=True, suspended=True).state == "stopped"
    assert clock_view("x", TODAY, -3, suspended=True).state == "suspended"
    assert clock_view("x", TODAY, -3, provisional=True).state == "overdue"
    assert clock_view("x", TODAY, 3, provisional=True).state == "provisional"


def test_the_clock_reads_as_one_sentence():
    clock = clock_view(Text("12345 工单", "12345 order"), date(2026, 11, 25), 2, unit="working_day")
    assert heard(rendered("{% clock c %}", c=clock)) == "还有 2 个工作日，11月25日周三到期，12345 工单。"
    assert heard(rendered("{% clock c %}", "en", c=clock)) == "2 working days left, due Wed 25 November, 12345 order."


def test_an_overdue_clock_says_so_in_words_and_with_a_true_minus():
    clock = clock_view(Text("办结", "Handling"), date(2026, 11, 20), -3)
    assert "逾期，剩余 −3 天" in heard(rendered("{% clock c %}", c=clock))
    assert "overdue</span>" in rendered("{% clock c %}", "en", c=clock)
    assert "1 day left" in heard(rendered("{% clock c %}", "en", c=clock_view("x", TODAY, 1)))


def derived(**more):
    calendar = Calendar()
    return load_law().derive("petitions.handling", start=date(2026, 9, 28), calendar=calendar, **more), calendar


def test_the_week_grid_counts_every_day_to_the_due_day():
    proof, calendar = derived()
    view = derivation_view(proof, as_of=TODAY, working=calendar.is_working)
    assert view.weeks[-1].running == proof.length
    cells = {cell.day: cell.classes for week in view.weeks for cell in week.cells if cell}
    assert list(cells) == [day.date for day in proof.days]
    assert cells[date(2026, 9, 28)] == "day-start"
    assert cells[date(2026, 10, 1)] == "day-counted day-rest"  # National Day counts, and is hatched
    assert cells[date(2026, 11, 22)] == "day-counted day-rest"
    assert cells[TODAY] == "day-coming day-today"
    assert cells[proof.due] == "day-coming day-due"


def test_a_suspended_day_is_struck_and_the_interval_is_named():
    gap = Suspension(date(2026, 10, 12), date(2026, 10, 13), reason=Text("鉴定", "appraisal"))
    proof, calendar = derived()
    days = [
        SimpleNamespace(date=d.date, counted=d.counted and not gap.first <= d.date <= gap.last, reason=d.reason)
        for d in proof.days
    ]
    fields = {name: getattr(proof, name) for name in proof.__slots__} | {"days": days, "suspensions": (gap,)}
    view = derivation_view(SimpleNamespace(**fields), as_of=TODAY, working=calendar.is_working)
    cells = {cell.day: cell.classes for week in view.weeks for cell in week.cells if cell}
    assert cells[date(2026, 10, 12)] == cells[date(2026, 10, 13)] == "day-uncounted"
    assert "10-12–10-13" in rendered("{% derivation d %}", d=view)


def test_the_frozen_form_of_an_act_unfolds_to_the_same_weeks():
    from qingtian.procedures.clocks import frozen

    proof, calendar = derived()
    law = load_law()
    whole = derivation_view(proof, as_of=TODAY, basis=law.cite(proof.basis), working=calendar.is_working)
    kept = derivation_view(
        frozen(proof, law, calendar), as_of=TODAY, start=proof.start, due=proof.due, working=calendar.is_working
    )
    drawn = [
        [[cell and (cell.day, cell.classes) for cell in week.cells] for week in view.weeks] for view in (kept, whole)
    ]
    assert drawn[0] == drawn[1]
    assert [week.running for week in kept.weeks] == [week.running for week in whole.weeks]
    assert kept.basis == whole.basis


def test_a_frozen_form_that_keeps_no_gaps_does_not_claim_there_were_none():
    from qingtian.procedures.clocks import frozen

    proof, calendar = derived()
    kept = frozen(proof, load_law(), calendar)
    silent = derivation_view(kept, as_of=TODAY, start=proof.start, due=proof.due)
    told = derivation_view(kept, as_of=TODAY, start=proof.start, due=proof.due, suspended=[])
    assert "See day by day below" in rendered("{% derivation d %}", "en", d=silent)
    assert "Never" in rendered("{% derivation d %}", "en", d=told)


def test_a_value_that_was_not_read_in_the_text_is_never_shown_as_checked():
    proof, _ = derived()
    fields = {name: getattr(proof, name) for name in proof.__slots__} | {"certainty": "from_memory"}
    shown = rendered("{% derivation d %}", "en", d=derivation_view(SimpleNamespace(**fields), as_of=TODAY))
    assert "from memory, not verified" in shown
    assert "Against the text" not in shown


def test_an_error_stands_at_its_field_and_keeps_what_was_typed():
    view = FieldView(
        "on",
        Text("日期", "Date"),
        "date",
        value=date(2026, 12, 1),
        error=Text("太晚", "Too late"),
        hint=Text("写", "Type"),
    )
    shown = rendered("{% field f %}", "en", f=view)
    assert 'value="2026-12-01"' in shown
    assert 'aria-describedby="id_on_hint id_on_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert '<p class="field-error" id="id_on_error">Too late</p>' in shown


def test_optional_is_marked_and_required_is_not():
    assert "选填" in rendered("{% field f %}", f=FieldView("a", "甲", required=False))
    assert "选填" not in rendered("{% field f %}", f=FieldView("a", "甲"))


def test_what_was_typed_cannot_become_markup():
    assert "<b>" not in rendered(
        "{% field f %}", f=FieldView("a", "<b>", "textarea", value="</textarea><b>", hint="<b>")
    )


class Form(forms.Form):
    kind = forms.ChoiceField(choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    note = forms.CharField(widget=forms.Textarea, required=False, max_length=200)


def test_a_django_field_becomes_the_same_view():
    form = Form({"kind": "b", "note": "x"})
    assert field_view(form["kind"]).marked_choices == [(Choice("a", "甲"), False), (Choice("b", "乙"), True)]
    assert field_view(form["note"]).kind == "textarea"
    assert field_view(form["note"], label=Text("注", "Note")).label == Text("注", "Note")
    assert 'maxlength="200"' in rendered("{% field f %}", f=form["note"])


def test_the_error_summary_links_to_each_field():
    assert 'href="#id_kind"' in rendered("{% error_summary f %}", f=Form({}))
    assert rendered("{% error_summary f %}", f=[]).strip() == ""


def test_a_table_refuses_a_cell_that_is_left_blank():
    columns = [Column("a", "A"), Column("b", "B", figures=True)]
    with pytest.raises(KeyError):
        rendered("{% table t %}", t=Table("T", columns, [Group("", [Row({"a": "x"})])]))
    assert ">—<" in rendered("{% table t %}", t=Table("T", columns, [Group("", [Row({"a": "x", "b": None})])]))


LEVELS = [SimpleNamespace(level=i, up_to=top) for i, top in enumerate((50, 100, 150, 200, 300, None), 1)]


def test_the_scale_is_filled_without_gap_or_overlap():
    bands, top = charts.scale_bands(LEVELS)
    assert [band.x for band in bands[1:]] == [band.right for band in bands[:-1]]
    assert bands[-1].right == charts.SCALE_WIDTH
    assert charts.marker(9999, top) == charts.SCALE_WIDTH
    assert charts.marker(0, top) == 0


def test_a_missing_hour_is_a_gap_and_never_a_bar_of_zero():
    bars, grid = charts.hour_bars([charts.Hour(0, 1), charts.Hour(None, None), charts.Hour(480, 6)])
    assert [bar.height for bar in bars] == [0, 0, charts.BARS_HEIGHT]
    assert len(grid) <= 4
    hours = [charts.Hour(50, 1), charts.Hour(None, None)]
    shown = rendered('{% aqi_bars h "AQI" %}', "en", h=hours)
    assert shown.count('<rect class="aqi-') == 1
    assert shown.count('class="gap"') == 1
    assert "1 h missing" in shown


def test_acts_that_are_not_possible_say_what_is_missing():
    assert "还缺：监测结果（11月26日）" in rendered("{% acts_missing a %}", a=sample_proceeding.lacking())


def test_swatches_are_measured_not_copied():
    assert {s["name"]: s["ratio"] for s in swatches()}["azure"] == "6.2"


class Texts(HTMLParser):
    """What an English reader meets: data outside elements of Chinese language."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[bool] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in {"meta", "link", "input", "br", "col"}:
            return
        own = (dict(attrs).get("lang") or "").startswith("zh")
        self.stack.append(own or (bool(self.stack) and self.stack[-1]))

    def handle_endtag(self, tag):
        if self.stack:
            self.stack.pop()

    def handle_data(self, data):
        if not (self.stack and self.stack[-1]):
            self.words.append(data)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_design_page_shows_every_component_in_the_language_of_the_page(language, settings):
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_FILES}}
    request = RequestFactory().get("/design/")
    with translation.override(language):
        page = index(request).content.decode()
    assert page.count("<h1") == 1
    assert "{%" not in re.sub(r"<code>.*?</code>", "", page)
    if language == "en":
        reader = Texts()
        reader.feed(page)
        assert re.findall(r"[\u4e00-\u9fff]+", "".join(reader.words)) == []
