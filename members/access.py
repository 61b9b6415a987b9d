"""Who may do what where: authority is a post held in a unit for a term, so a right is always a verb in a subtree."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone


def _reach(user: Any) -> dict[str, set[str]]:
    """Permission → paths of the units below which the user's appointments of today give it; read once per request."""
    if not hasattr(user, "_reach"):
        reach: dict[str, set[str]] = {}
        rows = (
            apps.get_model("members.Appointment")
            .objects.in_term(timezone.localdate())
            .filter(holder=user, post__permissions__isnull=False)
            .values_list("unit__path", "post__permissions__content_type__app_label", "post__permissions__codename")
        )
        for path, app, codename in rows:
            reach.setdefault(f"{app}.{codename}", set()).add(path)
        user._reach = reach
    return user._reach


def within(user: Any, perm: str, field: str = "unit") -> Q:
    """The condition that a row's unit (reached by `field`, "" for the unit itself) lies where `user` has `perm`."""
    if not user.is_active:
        return Q(pk__in=[])
    if user.is_superuser:
        return ~Q(pk__in=[])  # everything; an empty Q would vanish beside an "or" and leave only the other half
    path = f"{field}__path__startswith" if field else "path__startswith"
    condition = Q(pk__in=[])
    for prefix in _reach(user).get(perm, ()):
        condition |= Q(**{path: prefix})
    return condition


def units(user: Any, perm: str) -> QuerySet:
    """The units, with everything below them, where `user` has `perm`."""
    return apps.get_model("members.Unit").objects.filter(within(user, perm, field=""))


def tops(user: Any, perm: str) -> QuerySet:
    """The units where `user` has `perm` that lie below no other such unit: where a tree of theirs begins."""
    units = apps.get_model("members.Unit").objects
    if user.is_superuser:
        return units.filter(depth=1)
    prefixes = _reach(user).get(perm, set())
    highest = [path for path in prefixes if not any(path != top and path.startswith(top) for top in prefixes)]
    return units.filter(path__in=highest)


def can(user: Any, perm: str, unit: Any) -> bool:
    """Whether `user` has `perm` in `unit`."""
    if not user.is_active:
        return False
    return user.is_superuser or any(unit.path.startswith(prefix) for prefix in _reach(user).get(perm, ()))


def holds(user: Any, perm: str) -> bool:
    """Whether `user` has `perm` anywhere at all: menus and doors ask this, rows ask `within`."""
    return user.is_active and (user.is_superuser or perm in _reach(user))


def at_the_top(user: Any, perm: str) -> bool:
    """Whether `user` has `perm` in all of a union, not only in a part of one."""
    steplen = apps.get_model("members.Unit").steplen
    return user.is_active and (user.is_superuser or any(len(path) == steplen for path in _reach(user).get(perm, ())))


def accounts_of(user: Any) -> QuerySet:
    """The keys of the accounts that are this person's: `user`, and those of records merged into its member's."""
    accounts = apps.get_model("members.User").objects
    merged = accounts.filter(member__merged_into__user=user)
    return accounts.filter(pk=user.pk).values("pk").union(merged.values("pk"))


def records_of(user: Any) -> QuerySet:
    """The keys of the members that are this person: the account's own, and those merged into it."""
    members = apps.get_model("members.Member").objects
    return members.filter(user=user).values("pk").union(members.filter(merged_into__user=user).values("pk"))


def is_officer(user: Any) -> bool:
    """Whether `user` has any business on the staff's side."""
    return user.is_active and (user.is_superuser or bool(_reach(user)))


def _appointed(perm: str) -> QuerySet:
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


def holders(perm: str, unit: Any) -> QuerySet:
    """The active accounts whose appointments of today give `perm` in `unit`: whom to tell, whom to hand work to."""
    prefixes = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    appointed = _appointed(perm).filter(unit__path__in=prefixes)
    return apps.get_model("members.User").objects.filter(pk__in=appointed.values("holder"))


def units_with(perm: str) -> QuerySet:
    """The units in which somebody is appointed to do `perm` today."""
    return apps.get_model("members.Unit").objects.filter(pk__in=_appointed(perm).values("unit"))
