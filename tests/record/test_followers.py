"""What a room keeps ready beside its rows is told of every act: once, whole, and never of one that came to nothing."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import IntegrityError

from tests.record.things.models import Entry, Paper
from travaux.lib.viewer import Viewer
from travaux.record import actions
from travaux.record.actions import act, keep_beside
from travaux.record.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, list[str]]]:
    """What a follower was told, act by act."""
    told: list[dict[str, list[str]]] = []
    monkeypatch.setattr(actions, "_followers", [])

    def follow(touched: Mapping[Any, list[str]]) -> None:
        assert Line.objects.count() == len(told), "it is told before the line is written"
        told.append({model.__name__: keys for model, keys in touched.items()})

    keep_beside(follow)
    return told


def test_one_act_is_told_once_with_all_that_inner_acts_touched(by: Viewer, heard: list[Any]) -> None:
    paper = Paper(title="Draft")
    with act(by=by, verb="registered") as a:
        a.save(paper)
        with act(by=by, verb="registered") as inner:
            inner.save_all([Entry(paper=paper, words="one"), Entry(paper=paper, words="two")])
        a.amend(paper, title="Draft 2")
    assert [{name: len(keys) for name, keys in one.items()} for one in heard] == [{"Paper": 1, "Entry": 2}]


def test_what_came_to_nothing_is_not_told(by: Viewer, heard: list[Any]) -> None:
    paper = Paper(title="Draft")
    with act(by=by, verb="registered") as a:
        a.save(paper)
    del heard[:]
    with pytest.raises(IntegrityError), act(by=by, verb="registered") as a:
        a.save(paper)
    with act(by=by, verb="looked"):
        pass
    assert heard == []


def test_a_follower_that_fails_takes_the_act_with_it(by: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_touched: Any) -> None:
        raise RuntimeError("no index")

    monkeypatch.setattr(actions, "_followers", [fail])
    paper = Paper(title="Draft")
    with pytest.raises(RuntimeError, match="no index"), act(by=by, verb="registered") as a:
        a.save(paper)
    assert not Paper.objects.exists()
    assert not Line.objects.exists()
