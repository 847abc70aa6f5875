"""Loading a sample: one act, once, by those who may."""

import pytest

from travaux.dossiers import samples
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR, PUBLIC
from travaux.record.models import Line

pytestmark = pytest.mark.django_db


def test_it_is_one_line_of_the_record_and_a_second_time_changes_nothing() -> None:
    first = samples.load(by=OPERATOR, name="csto-pa")
    again = samples.load(by=OPERATOR, name="csto-pa")
    assert (first.new, again.new, Line.objects.count()) == (True, False, 1)
    assert first.dossiers == again.dossiers


def test_only_staff_load_it() -> None:
    with pytest.raises(Refused):
        samples.load(by=PUBLIC, name="csto-pa")
    assert Line.objects.count() == 0


def test_a_sample_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refused) as refusal:
        samples.load(by=OPERATOR, name="atlantis")
    assert "csto-pa" in str(refusal.value.remedy)
