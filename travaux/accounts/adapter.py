"""How allauth is told that people come by invitation only, and that a new password is an act."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .actions import change_password
from .models import Account
from .queries import viewer_of


class ByInvitationOnly(DefaultAccountAdapter):
    """Closes allauth's own sign-up: an account is made by `travaux.accounts.actions.accept` alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Any, password: str) -> None:
        account = Account.objects.get(pk=user.pk)  # a request's user is lazy, and the record takes rows only
        change_password(by=viewer_of(account), account=account, password=password)
        user.password = account.password
