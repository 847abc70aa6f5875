"""Who may bring people in."""

from travaux.lib.viewer import Viewer

from .models import Role


def may_invite(by: Viewer, *, role: str) -> bool:
    """The secretariat invites its own; only the operator, at the server itself, makes operators."""
    return by.role == Role.OPERATOR or (by.role == Role.SECRETARIAT and role == Role.SECRETARIAT)
