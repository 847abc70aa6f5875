"""Who may come in: the same question that every action asks again."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from travaux.accounts.queries import viewer_of
from travaux.lib.refusals import refuse_unless

View = Callable[..., HttpResponse]


def needs(act: str) -> Callable[[View], View]:
    """Sign in first; then be somebody to whom the policy allows the act, to some object at least."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
            refuse_unless(viewer_of(request.user), act)
            return view(request, *args, **kwargs)

        guarded.needs = act  # type: ignore[attr-defined]  # what the matrix of roles and routes is made from
        return login_required(guarded)

    return door


secretariat = needs("record")
