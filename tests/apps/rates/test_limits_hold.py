"""A limit of an hour lasts an hour: it is not forgotten sooner, not pushed out by others, not lost between two."""

import threading
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection

from qingtian.apps.operations.own_jobs import tidy
from qingtian.apps.rates.models import Tally
from qingtian.apps.rates.spending import Spent, forget, give_back, is_spent, spend
from qingtian.config.rates import SHIPPED, Rate, declared
from qingtian.errors import DeclarationError
from tests.conftest import SHANGHAI

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def three_an_hour(settings):
    settings.RATES = {"report": Rate(3, 3600), "lookup": Rate(3, 3600)}


def answers(times, whose="10.0.0.1", name="report"):
    """Whether each try was let through."""
    found = []
    for moment in times:
        try:
            spend(name, whose, moment)
            found.append(True)
        except Spent:
            found.append(False)
    return found


def test_what_was_spent_stays_spent_until_the_window_is_over():
    tries = [NINE + n * MINUTE for n in (0, 6, 12, 18, 40, 59, 60)]
    assert answers(tries) == [True, True, True, False, False, False, True]


def test_five_hundred_other_addresses_push_nobody_s_count_out():
    assert answers([NINE] * 3) == [True] * 3
    for n in range(500):
        spend("report", f"10.1.{n // 250}.{n % 250}", NINE)
    assert answers([NINE + 30 * MINUTE]) == [False]


def test_names_and_doers_are_counted_apart():
    assert answers([NINE] * 4) == [True, True, True, False]
    assert answers([NINE], whose="10.0.0.2") == answers([NINE], name="lookup") == [True]


def test_what_is_refused_costs_no_write(django_assert_num_queries):
    answers([NINE] * 3)
    with django_assert_num_queries(1):
        assert answers([NINE]) == [False]


def test_the_refusal_says_until_when():
    answers([NINE] * 3)
    with pytest.raises(Spent) as refused:
        spend("report", "10.0.0.1", NINE + 20 * MINUTE)
    assert refused.value.ends_at == NINE + 60 * MINUTE


def test_what_is_given_back_can_be_spent_again_and_never_becomes_credit():
    answers([NINE] * 3)
    give_back("report", "10.0.0.1", NINE)
    assert not is_spent("report", "10.0.0.1", NINE)
    assert answers([NINE] * 2) == [True, False]
    for _ in range(9):
        give_back("report", "10.0.0.1", NINE)
    assert answers([NINE] * 4) == [True, True, True, False]


def test_no_row_names_an_address_and_none_outlives_its_window():
    answers([NINE], whose="203.0.113.77")
    assert not [row for row in Tally.objects.values() if "203.0.113" in str(row)]
    assert forget(NINE + 59 * MINUTE) == 0
    assert tidy(NINE + 61 * MINUTE)["counts"] == 1
    assert not Tally.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_of_many_at_once_exactly_the_limit_is_let_through(settings):
    settings.RATES = {"report": Rate(20, 3600)}
    let, ready = Counter(), threading.Barrier(4)

    def tries():
        try:
            ready.wait()
            for _ in range(15):
                let.update(answers([NINE]))
        finally:
            connection.close()

    threads = [threading.Thread(target=tries) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert let == {True: 20, False: 40}


def test_an_installation_changes_single_numbers_and_keeps_the_others():
    rates = declared("lookup=80/600, report=60/3600")
    assert (rates["lookup"], rates["report"]) == (Rate(80, 600), Rate(60, 3600))
    assert {name: rates[name] for name in SHIPPED if name not in ("lookup", "report")} == {
        name: SHIPPED[name] for name in SHIPPED if name not in ("lookup", "report")
    }


@pytest.mark.parametrize(
    "written", ["lookup", "lookups=1/2", "lookup=0/600", "lookup=5/0", "lookup=-1/9", "lookup=1/2/3"]
)
def test_a_number_that_cannot_be_read_is_refused_by_name(written):
    with pytest.raises(DeclarationError) as refused:
        declared(written)
    assert (refused.value.code, refused.value.where) == ("rates.unreadable", "QINGTIAN_RATES")
    assert written in refused.value.message.zh
