"""A log line is one line, belongs to a request, and names nobody."""

import json
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from travaux.lib.logs import JsonLines, RequestLog, request_id


def line(message: str, **extra: object) -> dict[str, object]:
    record = logging.LogRecord("travaux.test", logging.INFO, __file__, 1, message, None, None)
    record.__dict__.update(extra)
    text = JsonLines().format(record)
    assert "\n" not in text
    return dict(json.loads(text))


def test_a_message_cannot_start_a_second_line() -> None:
    forged = 'harmless\n{"level": "CRITICAL", "message": "forged"}'
    assert line(forged)["message"] == forged


def test_facts_of_an_answer_are_fields() -> None:
    told = line("answered", method="GET", path="/en/", status=200, ms=1.5)
    assert {name: told[name] for name in ("method", "path", "status", "ms", "request")} == {
        "method": "GET", "path": "/en/", "status": 200, "ms": 1.5, "request": "-",
    }  # fmt: skip


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request_id.get())


def test_the_answer_and_the_code_behind_it_know_the_same_id() -> None:
    given = RequestLog(answer)(RequestFactory().get("/"))
    assert given.headers["X-Request-ID"] == given.content.decode()
    assert request_id.get() == "-"


@pytest.mark.parametrize(
    ("sent", "kept"), [("proxy-id-0001", True), ("short", False), ('x", "forged": "1', False), ("a" * 65, False)]
)
def test_an_id_from_a_proxy_is_kept_only_in_a_harmless_shape(sent: str, kept: bool) -> None:
    given = RequestLog(answer)(RequestFactory().get("/", headers={"X-Request-ID": sent}))
    assert (given.headers["X-Request-ID"] == sent) is kept


def test_neither_the_query_nor_the_address_is_written(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="travaux.request"):
        RequestLog(answer)(RequestFactory().get("/en/search?q=Anna", REMOTE_ADDR="192.0.2.7"))
    written = " ".join(JsonLines().format(record) for record in caplog.records)
    assert "/en/search" in written
    assert "Anna" not in written and "192.0.2.7" not in written


def test_a_failure_keeps_its_trace_on_the_one_line() -> None:
    try:
        raise ValueError("bad\nluck")
    except ValueError as error:
        told = line("failed", exc_info=(type(error), error, error.__traceback__))
    assert "ValueError" in str(told["trace"])
