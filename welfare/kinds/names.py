"""Names of kinds by their code, and the choices of forms."""

from time import monotonic

from django.utils.translation import gettext_lazy as _

from office.types import Message
from welfare.kinds.models import BenefitKind
from welfare.kinds.rules import shipped_name

# A list of many rows asks once; a name that an administrator changes shows everywhere after so many seconds.
KEPT_SECONDS = 5
# When they were read, and the names by code: replaced as one, so that no other thread meets half of them.
_kept: list[tuple[float, dict[str, str]]] = [(float("-inf"), {})]


def kind_name(code: str) -> str:
    """Return the name of a kind in the language of the reader; the code itself where there is no such kind.

    Asks the database only for kinds that an administrator added, once in KEPT_SECONDS.
    """
    if name := shipped_name(code):
        return name
    read_at, names = _kept[0]
    if code not in names or monotonic() - read_at > KEPT_SECONDS:
        names = dict(BenefitKind.objects.values_list("code", "name"))
        _kept[0] = (monotonic(), names)
    return names.get(code, code)


def kind_choices() -> list[tuple[str, Message]]:
    """Return the kinds in use, as choices of a form."""
    return [(kind.code, str(kind)) for kind in BenefitKind.objects.filter(active=True)]


def kind_or_all() -> list[tuple[str, Message]]:
    """Return all kinds after “all”, as choices of a filter."""
    return [("", _("all")), *((kind.code, str(kind)) for kind in BenefitKind.objects.all())]
