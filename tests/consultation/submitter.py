"""A program that files answers until it is killed, and says each key once it is told that it was filed.

`python -m tests.consultation.submitter ADDRESSEE ROUND`; settings and database come from the environment.
"""

import sys
from itertools import count

import django

django.setup()

from travaux.consultation.actions.filings import Answer, Point, file_opinion  # noqa: E402  after setup
from travaux.consultation.actions.letters import File, Theirs  # noqa: E402
from travaux.consultation.models import Addressee  # noqa: E402
from travaux.lib.viewer import OPERATOR  # noqa: E402

addressee = Addressee.objects.get(pk=sys.argv[1])
for n in count():
    key = f"{sys.argv[2]}-{n}"
    scan = File("letter.pdf", f"%PDF-1.7 {key}".encode() * 500, "letter")
    answer = Answer(
        door="letter", channel="post", theirs=Theirs(number=key), files=[scan],
        points=[Point(f"Point {i} of {key}", whole=True) for i in range(3)],
    )  # fmt: skip
    file_opinion(by=OPERATOR, addressee=addressee, answer=answer, key=key)
    sys.stdout.write(f"{key}\n")
    sys.stdout.flush()
