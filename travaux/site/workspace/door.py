"""Who may come in: the same question that every action asks again."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from travaux.accounts.queries import viewer_of
from travaux.lib.refusals import refuse_unless_recorder

View = Callable[..., HttpResponse]


def secretariat(view: View) -> View:
    """Sign in first; then be somebody who may record."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        refuse_unless_recorder(viewer_of(request.user))
        return view(request, *args, **kwargs)

    return login_required(guarded)
