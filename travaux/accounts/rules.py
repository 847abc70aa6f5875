"""Who may bring people in, and end their way in: two questions to the one policy."""

from travaux.lib.policy import Answer, can
from travaux.lib.viewer import Role, Viewer


def may_invite(by: Viewer, *, role: str) -> Answer:
    """Staff invite; only the operator, at the server itself, makes operators."""
    return can(by, "invite an operator" if role == Role.OPERATOR else "invite")


def may_close(by: Viewer, *, role: str) -> Answer:
    return can(by, "close an operator's account" if role == Role.OPERATOR else "close an account")
