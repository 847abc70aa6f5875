"""A program that records papers until it is killed, and says each line's number once it is told that it was kept.

`python -m tests.record.writer`; settings and database come from the environment.
"""

import sys
from itertools import count

import django

django.setup()

from tests.record.things.models import Entry, Paper  # noqa: E402  models exist only after setup
from travaux.lib.viewer import OPERATOR  # noqa: E402
from travaux.record.actions import act  # noqa: E402
from travaux.record.models import Line  # noqa: E402

for n in count():
    with act(by=OPERATOR, verb="registered", why=str(n)) as a:
        paper = Paper(title=f"Draft {n}")
        a.save(paper)
        a.save_all([Entry(paper=paper, words="Was sent.") for _ in range(5)])
    kept = Line.objects.latest("seq").seq if n == 0 else kept + 1  # noqa: F821  it writes alone
    sys.stdout.write(f"{kept}\n")
    sys.stdout.flush()
