"""What can be asked of dossiers. Everything is filtered by what the viewer may know, in a fixed number of queries."""

from .lists import TaskPage, counts, register, task, tasks
from .news import news, news_item
from .one import dossier
from .people import person_events, person_statements

__all__ = [
    "TaskPage",
    "counts",
    "dossier",
    "news",
    "news_item",
    "person_events",
    "person_statements",
    "register",
    "task",
    "tasks",
]
