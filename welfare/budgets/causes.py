"""What entries of a ledger rest on, by the kind of their cause; the rooms above register theirs in AppConfig.ready."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from office.lists import set_for_template
from office.types import Message
from welfare.budgets.models import BudgetEntry, YearEnd
from welfare.choices import BUDGET_KIND, YEAR_END_KIND
from welfare.permissions import WelfarePermission


@dataclass(frozen=True)
class CauseKind:
    """One kind of things that money is reserved and spent for."""

    label: Message
    rows: Callable[[User, Collection[int]], Mapping[int, tuple[str, str]]]
    """The name and the URL, "" without one, of those of these things that an account may see."""


def _nothing(_user: User, _pks: Collection[int]) -> Mapping[int, tuple[str, str]]:
    return {}


def _year_ends(user: User, pks: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = YearEnd.objects.visible_to(user, WelfarePermission.VIEW_BUDGETLINE).filter(pk__in=pks)
    return {row.pk: (str(row), row.get_absolute_url()) for row in rows.select_related("unit")}


CAUSES: dict[str, CauseKind] = {
    BUDGET_KIND: CauseKind(gettext_lazy("budget adjustment"), _nothing),
    YEAR_END_KIND: CauseKind(gettext_lazy("year end"), _year_ends),
    # What was entered from books that were kept before, or beside the portal.
    "books": CauseKind(gettext_lazy("entered from the books"), _nothing),
    "line": CauseKind(gettext_lazy("taken over from an earlier version"), _nothing),
}


def name_of(kind: str, pk: int) -> str:
    """Return the name of a cause for those who may not see it: its kind and number."""
    label = CAUSES[kind].label if kind in CAUSES else kind
    return _("%(kind)s No. %(number)s") % {"kind": label, "number": pk}


def causes_of(pairs: Iterable[tuple[str, int]], user: User) -> dict[tuple[str, int], tuple[str, str]]:
    """Return the name and the URL of causes as this account may see them; one query for each kind."""
    wanted: dict[str, set[int]] = {}
    for kind, pk in pairs:
        wanted.setdefault(kind, set()).add(pk)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for kind, pks in wanted.items():
        seen = CAUSES[kind].rows(user, pks) if kind in CAUSES else {}
        found |= {(kind, pk): seen.get(pk, (name_of(kind, pk), "")) for pk in pks}
    return found


def set_causes(entries: list[BudgetEntry], user: User) -> list[BudgetEntry]:
    """Set on each entry the name and URL of its cause, as this account may see them: `about` and `about_url`."""
    found = causes_of(((one.cause_kind, one.cause_id) for one in entries if one.cause_id is not None), user)
    for one in entries:
        about, url = found.get((one.cause_kind, one.cause_id or 0), ("", ""))
        set_for_template(one, about=about, about_url=url)
    return entries
