"""Logs for machines to read: one JSON object a line, each with the id of the request it belongs to.

The same id is sent to the browser (`X-Request-ID`) and shown on error pages, so that a report finds its lines.
"""

import datetime as dt
import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponseBase

request_id: ContextVar[str] = ContextVar("request_id", default="-")
log = logging.getLogger("travaux.request")

# What a proxy sent is kept only in this shape, so that nobody writes lines of his own into the log.
GIVEN = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
FACTS = ("method", "path", "status", "ms")


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON; a line break inside a message cannot start a second line."""

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname, "logger": record.name}
        line |= {"request": request_of(record), "message": record.getMessage()}
        line |= {fact: getattr(record, fact) for fact in FACTS if hasattr(record, fact)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def request_of(record: logging.LogRecord) -> str:
    """The id of the request that a record is about: Django writes of some after they were answered."""
    return getattr(getattr(record, "request", None), "travaux_id", None) or request_id.get()


class RequestLog:
    """Gives every request an id and writes one line when it is answered. No address, no name, no query string."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        this = given if GIVEN.match(given) else secrets.token_hex(8)
        request.travaux_id = this  # type: ignore[attr-defined]  # for records written after the answer
        token, start = request_id.set(this), time.perf_counter()
        try:
            response = self.get_response(request)
            facts = {"method": request.method, "path": request.path, "status": response.status_code}
            log.info("answered", extra={**facts, "ms": round((time.perf_counter() - start) * 1000, 1)})
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = this
        return response


def logging_config(*, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything as JSON lines on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "travaux.lib.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would print a second time, as plain text.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
