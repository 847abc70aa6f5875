"""Our words for the roles that all assemblies have; any other role is shown in the source's own word."""

from django.utils.translation import gettext_lazy as _

MEMBER = "member"
CHAIR = "chair"
PLENIPOTENTIARY = "plenipotentiary_representative"
DEPUTY_EXECUTIVE_SECRETARY = "deputy_executive_secretary"

WORDS = {
    MEMBER: _("member"),
    CHAIR: _("chair"),
    PLENIPOTENTIARY: _("plenipotentiary representative"),
    DEPUTY_EXECUTIVE_SECRETARY: _("deputy executive secretary"),
    "head": _("head of delegation"),
    "substitute": _("substitute"),
}


def role_words(role: str) -> str:
    return str(WORDS.get(role, role.replace("_", " ")))
