"""Two people do the same thing at the same moment: one is heard, the other is told so, nothing is half-written."""

import pytest

from tests.racing import at_once
from travaux.captures.rulings import correct
from travaux.lib.viewer import OPERATOR
from travaux.record.models import Line
from travaux.record.verify import verify
from travaux.registry import actions
from travaux.registry.models import Person, PersonMerge, StatedComposition
from travaux.registry.popolo import import_popolo

from .conftest import World
from .test_popolo import lakeland

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_fact_is_corrected_by_one_of_two(world: World) -> None:
    delegation, _ = world.delegation("Parliament of Lakeland")
    stated = world.seats(delegation, 7)
    outcomes = at_once(
        *(lambda seats=seats: correct(by=world.by, fact=stated, reason="Misread.", seats=seats) for seats in (5, 6))
    )
    assert verify().ok
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "StatedComposition"]
    assert StatedComposition.objects.standing().count() == 1
    assert StatedComposition.objects.count() == 2


def test_two_people_are_not_merged_into_each_other(world: World) -> None:
    anna, other = world.person("Anna Reed"), world.person("A. Reed")
    pairs = [(anna, other), (other, anna)]
    outcomes = at_once(
        *(lambda one=one, into=into: actions.merge_people(by=world.by, person=one, into=into, reason="One person.")
          for one, into in pairs)
    )  # fmt: skip
    assert verify().ok
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["PersonMerge", "Refused"]
    assert PersonMerge.objects.count() == 1


def test_one_file_is_imported_by_one_of_two() -> None:
    outcomes = at_once(*[lambda: import_popolo(by=OPERATOR, data=lakeland())] * 2)
    assert verify().ok
    assert sorted(outcome.already for outcome in outcomes) == [False, True]
    assert (Person.objects.count(), Line.objects.count()) == (2, 1)
