"""A sample that was loaded before it had texts gets them when it is loaded again, and nothing twice."""

import pytest

from travaux.dossiers import sample_texts, samples
from travaux.dossiers.models import Dossier
from travaux.instruments.models import Version
from travaux.lib.viewer import OPERATOR
from travaux.record.models import Line

pytestmark = pytest.mark.django_db


def test_texts_that_came_later_are_loaded_later(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(sample_texts, "waiting", lambda folder: [])
        assert samples.load(by=OPERATOR, name="exercise").new
    assert (Dossier.objects.count(), Version.objects.count()) == (1, 0)
    assert samples.load(by=OPERATOR, name="exercise").new
    assert (Dossier.objects.count(), Version.objects.count(), Line.objects.count()) == (1, 6, 2)
    assert not samples.load(by=OPERATOR, name="exercise").new
