"""Many hands at once, each with its own connection: one chain without fork or gap, on whichever database."""

import time

import pytest

from tests.counts import RACING_ACTS, RACING_HANDS
from tests.racing import at_once
from tests.record.things.models import Paper
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act, erase
from travaux.record.models import Line
from travaux.record.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)


def raised_by(*deeds):
    """What deeds raised that were let go together."""
    return [outcome for outcome in at_once(*deeds) if isinstance(outcome, Exception)]


def writes(hand):
    def deed():
        for n in range(RACING_ACTS):
            with act(by=OPERATOR, verb="registered", why=f"{hand}/{n}") as a:
                a.save(Paper(title=f"{hand}/{n}"))

    return deed


def test_acts_raced_from_many_connections_make_one_chain():
    assert raised_by(*map(writes, range(RACING_HANDS))) == []
    assert list(Line.objects.values_list("seq", flat=True)) == list(range(1, RACING_HANDS * RACING_ACTS + 1))
    assert verify().altered == []


def test_a_verification_while_acts_go_on_finds_nothing_altered():
    paper = Paper(title="0")
    with act(by=OPERATOR, verb="registered") as a:
        a.save(paper)
    reports = []

    def amends():
        for n in range(40):
            with act(by=OPERATOR, verb="corrected") as a:
                a.amend(paper, title=str(n))

    def verifies():
        reports.extend(verify() for _ in range(8))

    assert raised_by(amends, verifies) == []
    assert [report.altered for report in reports] == [[]] * 8


def test_one_act_waits_for_the_other_and_dates_itself_after_it():
    order = []

    def slow():
        with act(by=OPERATOR, verb="registered") as a:
            order.append("slow begins")
            time.sleep(0.3)
            a.save(Paper(title="slow"))
            order.append("slow ends")

    def quick():
        while not order:
            time.sleep(0.01)
        with act(by=OPERATOR, verb="registered") as a:
            order.append("quick begins")
            a.save(Paper(title="quick"))

    assert raised_by(slow, quick) == []
    assert order == ["slow begins", "slow ends", "quick begins"]
    first, second = Line.objects.all()
    assert first.at <= second.at


def test_a_body_is_erased_once_by_two_who_want_it():
    with act(by=OPERATOR, verb="registered") as a:
        a.save(Paper(title="Draft"))
    refused = raised_by(*[lambda: erase(seq=1, by=OPERATOR, why="court order 17")] * 2)
    assert [type(error).__name__ for error in refused] == ["ErasingRefused"]
    assert Line.objects.count() == 2
    assert verify().altered == []
