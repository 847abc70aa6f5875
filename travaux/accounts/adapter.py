"""How allauth is told that people come by invitation only, and that a new password is an act."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from .actions import change_password
from .queries import viewer_of


class ByInvitationOnly(DefaultAccountAdapter):
    """Closes allauth's own sign-up: an account is made by `travaux.accounts.actions.accept` alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Any, password: str) -> None:
        change_password(by=viewer_of(user), account=user, password=password)
