"""Our words for the roles that all assemblies have; any other role is shown in the source's own word."""

from django.utils.translation import gettext_lazy as _

from travaux.core.names import fold

MEMBER = "member"
CHAIR = "chair"
PLENIPOTENTIARY = "plenipotentiary_representative"
DEPUTY_EXECUTIVE_SECRETARY = "deputy_executive_secretary"
HEAD = "head"

CODES = {  # words that sources use for these roles, folded; anything else is a role of its own
    "член": MEMBER,
    "chairman": CHAIR,
    "chairwoman": CHAIR,
    "chairperson": CHAIR,
    "председатель": CHAIR,
    "полномочныи представитель": PLENIPOTENTIARY,
    "заместитель ответственного секретаря": DEPUTY_EXECUTIVE_SECRETARY,
    "head of delegation": HEAD,
    "глава делегации": HEAD,
    "руководитель делегации": HEAD,
}

WORDS = {
    MEMBER: _("member"),
    CHAIR: _("chair"),
    PLENIPOTENTIARY: _("plenipotentiary representative"),
    DEPUTY_EXECUTIVE_SECRETARY: _("deputy executive secretary"),
    HEAD: _("head of delegation"),
    "substitute": _("substitute"),
}


def role_words(role: str) -> str:
    return str(WORDS.get(role, role.replace("_", " ")))


def role_code(words: str) -> str:
    """The role that a source's words, or a form's, stand for.

    >>> role_code("Chairman"), role_code("deputy Executive Secretary"), role_code("Rapporteur")
    ('chair', 'deputy_executive_secretary', 'rapporteur')
    """
    plain = fold(words)
    return CODES.get(plain, plain.replace(" ", "_"))
