"""What can be asked of dossiers. Everything is filtered by what the viewer may know, in a fixed number of queries."""

from .desk import desk
from .lists import TaskPage, counts, task, tasks
from .news import news, news_count, news_item
from .one import dossier
from .people import person_events, person_statements
from .register import choices, register, register_count, titles

__all__ = [
    "TaskPage",
    "choices",
    "counts",
    "desk",
    "dossier",
    "news",
    "news_count",
    "news_item",
    "person_events",
    "person_statements",
    "register",
    "register_count",
    "task",
    "tasks",
    "titles",
]
