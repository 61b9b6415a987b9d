"""Rights: a person holds a post in a unit for a term, and the post gives permissions there and in all units below."""

from collections.abc import Collection, Mapping, Set
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from members.authority.models import Appointment, User
    from members.units.models.units import Unit
    from members.units.querysets.units import Units

    Account: TypeAlias = User | AnonymousUser
else:
    # The user of a request, logged in or not.
    Account = object

M_co = TypeVar("M_co", bound=Model, covariant=True)
# Every page of a worker asks for these; Django would take longer to compile them than PostgreSQL to answer.
RECORDS = """
    SELECT id FROM members_member WHERE user_id = %s
    UNION ALL
    SELECT merged.id FROM members_member AS kept JOIN members_member AS merged ON merged.merged_into_id = kept.id
    WHERE kept.user_id = %s
"""
ACCOUNTS = """
    SELECT %s::bigint
    UNION ALL
    SELECT merged.user_id FROM members_member AS kept JOIN members_member AS merged ON merged.merged_into_id = kept.id
    WHERE kept.user_id = %s AND merged.user_id IS NOT NULL
"""


class ScopedQuerySet(QuerySet[M_co]):
    """Rows of units: `unit_field` is the lookup from a row to its unit, "" for units themselves."""

    unit_field = "unit"

    def visible_to(self, user: Account, perm: str) -> Self:
        """Return the rows whose unit lies where `user` has `perm`."""
        return self.filter(within(user, perm, field=self.unit_field))


def _paths(user: Account) -> Mapping[str, Set[str]]:
    return user.permission_paths if user.is_authenticated else {}


def within(user: Account, perm: str, field: str = "unit") -> Q:
    """Return the condition that a row's unit lies where `user` has `perm`; `field` looks the unit up, "" for units."""
    if not user.is_active:
        return Q(pk__in=[])
    if user.is_superuser:
        return ~Q(pk__in=[])  # everything; an empty Q would vanish beside an "or" and leave only the other half
    path = f"{field}__path__startswith" if field else "path__startswith"
    condition = Q(pk__in=[])
    for prefix in _paths(user).get(perm, ()):
        condition |= Q(**{path: prefix})
    return condition


def units(user: Account, perm: str) -> "Units":
    """Return the units where `user` has `perm`, everything below the units of the appointments included."""
    return apps.get_model("members.Unit").objects.filter(within(user, perm, field=""))


def top_units(user: Account, perm: str) -> "Units":
    """Return the units where `user` has `perm` that lie below no other such unit."""
    units = apps.get_model("members.Unit").objects
    if user.is_superuser:
        return units.filter(depth=1)
    prefixes = _paths(user).get(perm, set())
    highest = [path for path in prefixes if not any(path != top and path.startswith(top) for top in prefixes)]
    return units.filter(path__in=highest)


def can(user: Account, perm: str, unit: "Unit") -> bool:
    """Return whether `user` has `perm` in `unit`."""
    if not user.is_active:
        return False
    return user.is_superuser or any(unit.path.startswith(prefix) for prefix in _paths(user).get(perm, ()))


def holds(user: Account, perm: str) -> bool:
    """Return whether `user` has `perm` in some unit: for menus and guards, while rows are filtered by `within`."""
    return user.is_active and (user.is_superuser or perm in _paths(user))


def at_the_top(user: Account, perm: str) -> bool:
    """Return whether `user` has `perm` in a unit without a parent, and so in a whole union."""
    steplen = apps.get_model("members.Unit").steplen
    return user.is_active and (user.is_superuser or any(len(path) == steplen for path in _paths(user).get(perm, ())))


def accounts_of(user: "User") -> RawSQL:
    """Return the keys of `user` and of the accounts of records that were merged into the record of `user`."""
    return RawSQL(ACCOUNTS, [user.pk, user.pk])


def records_of(user: "User") -> RawSQL:
    """Return the keys of the member record of `user` and of the records that were merged into it."""
    return RawSQL(RECORDS, [user.pk, user.pk])


def is_officer(user: Account) -> bool:
    """Return whether `user` holds any permission in any unit."""
    return user.is_active and (user.is_superuser or bool(_paths(user)))


def _appointed(perm: str) -> QuerySet["Appointment"]:
    app, codename = perm.split(".")
    return (
        apps.get_model("members.Appointment")
        .objects.in_term(timezone.localdate())
        .filter(
            holder__is_active=True,
            post__permissions__content_type__app_label=app,
            post__permissions__codename=codename,
        )
    )


def holders(perm: str, unit: "Unit") -> QuerySet["User"]:
    """Return the active accounts whose appointments of today give `perm` in `unit`."""
    appointed = _appointed(perm).filter(unit__path__in=unit.paths_down_to(unit.path))
    return apps.get_model("members.User").objects.filter(pk__in=appointed.values("holder"))


def nearest_holders(perm: str, unit: "Unit", without: Collection[int]) -> QuerySet["User"]:
    """Return who of today gives `perm` in the nearest unit, from `unit` up, where anybody but `without` holds it.

    `without` are keys of accounts. Nobody where nobody else holds it up to the root.
    """
    appointed = _appointed(perm).filter(unit__path__in=unit.paths_down_to(unit.path)).exclude(holder__in=without)
    found = list(appointed.values_list("unit__path", "holder"))
    nearest = max((path for path, _holder in found), key=len, default="")
    keys = {holder for path, holder in found if path == nearest}
    return apps.get_model("members.User").objects.filter(pk__in=keys)


def holders_by_path(perm: str, paths: Collection[str]) -> list[tuple[str, int]]:
    """Return who of today's appointments gives `perm` in the units of these paths: the path and the account's key."""
    found = _appointed(perm).filter(unit__path__in=paths).order_by("unit__path", "holder").distinct()
    return list(found.values_list("unit__path", "holder"))


def units_with(perm: str) -> "Units":
    """Return the units of today's appointments that give `perm`, without the units below them."""
    return apps.get_model("members.Unit").objects.filter(pk__in=_appointed(perm).values("unit"))
