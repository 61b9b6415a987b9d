"""Setting up, changing, moving, merging, closing and reopening units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members import access
from members.authority.models import Appointment, User
from members.choices import UnitKind
from members.committees.models.committees import Committee, Seat
from members.dues.models.charges import DuesBook
from members.joining.models import Application
from members.membership.models.changes import MembershipChange
from members.membership.models.periods import MembershipPeriod
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.units.models.units import Unit, UnitContact
from members.units.rules import may_be_below
from office import audit
from office.errors import NotAllowed
from office.types import JsonValue


@dataclass(frozen=True)
class Extent:
    """How many rows an action on a unit affects, in it and below it; `own_members` are those of the unit itself."""

    units_below: int
    own_members: int
    members: int
    posts: int
    committees: int
    transfers: int
    applications: int


def extent_of(unit: Unit) -> Extent:
    """Return what an action on the unit affects, as of today. Seven queries."""
    today = timezone.localdate()
    present = Member.objects.present()
    concerned = Unit.objects.below(unit).open()
    return Extent(
        units_below=concerned.exclude(pk=unit.pk).count(),
        own_members=present.filter(unit=unit).count(),
        members=present.filter(unit__path__startswith=unit.path).count(),
        posts=Appointment.objects.in_term(today).filter(unit__path__startswith=unit.path).count(),
        committees=Committee.objects.not_dissolved().filter(unit__path__startswith=unit.path).count(),
        transfers=_open_changes(concerned).count(),
        applications=Application.objects.waiting().filter(unit__in=concerned).count(),
    )


@transaction.atomic
def set_up_unit(parent: Unit | None, fields: Mapping[str, object], contacts: list[dict[str, str]], *, by: User) -> Unit:
    """Create a unit directly below `parent`, or a root, with its contacts.

    Raises NotAllowed below a closed unit, for a kind that doesn't fit there, without ADD_UNIT in `parent`, and for a
    root unless `by` is a superuser.
    """
    Unit.objects.lock_tree()
    if parent is None:
        if not by.is_superuser:
            raise NotAllowed(_("Only an administrator sets up a unit without a unit above it."))
        unit = Unit.objects.add_root(fields)
    else:
        parent = _lock_open(parent)
        _require_permission(by, MembersPermission.ADD_UNIT, parent)
        require_order(str(fields["kind"]), parent.kind)
        unit = Unit.objects.add_child(parent, fields)
    _set_contacts(unit, contacts)
    changes: dict[str, JsonValue] = {"above": str(parent)} if parent else {}
    audit.record("unit.create", unit, by=by, unit=unit, changes=changes)
    return unit


@transaction.atomic
def change_unit(
    unit: Unit, fields: Mapping[str, object], contacts: list[dict[str, str]] | None, *, by: User
) -> list[str]:
    """Set `fields` and contacts of a unit; return the names of those that changed, "contacts" among them.

    None for `contacts` leaves them as they are. Raises NotAllowed for a kind that doesn't fit the units above and
    below.
    """
    row = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    changed = {name: [_as_json(getattr(row, name)), _as_json(value)] for name, value in fields.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if "kind" in changed:
        require_kind(row, str(fields["kind"]))
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=list(changed))
    told: dict[str, JsonValue] = {**changed}
    if contacts is not None and _set_contacts(row, contacts):
        told["contacts"] = [contact["name"] for contact in contacts]
    if told:
        audit.record("unit.change", row, by=by, unit=row, changes=told)
    return list(told)


@transaction.atomic
def move_unit(unit: Unit, parent: Unit | None, *, by: User, reason: str) -> Unit:
    """Move a unit with everything below it under `parent`, or make it a root; permissions follow its new place.

    Raises NotAllowed below itself, below a closed unit, where it is already, for a kind that doesn't fit there, without
    REORGANISE_UNIT in the units above it before and after, and for a root unless `by` is a superuser.
    """
    Unit.objects.lock_tree()
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    old = _require_reorganise(unit, by)
    if parent is None:
        if not by.is_superuser:
            raise NotAllowed(_("Only an administrator makes a unit stand without a unit above it."))
    else:
        parent = _lock_open(parent)
        _require_permission(by, MembersPermission.REORGANISE_UNIT, parent)
        if parent.path.startswith(unit.path):
            raise NotAllowed(_("A unit can't stand below itself."))
        require_order(unit.kind, parent.kind)
    if parent == old:
        raise NotAllowed(_("The unit stands there already."))
    if parent:
        Unit.objects.move(unit, parent, "last-child")
    else:
        last_root = Unit.objects.filter(depth=1).last()
        assert last_root, "the root of the unit that moves, at least"
        Unit.objects.move(unit, last_root, "last-sibling")
    unit.refresh_from_db()
    changes: dict[str, JsonValue] = {"above": [str(old or ""), str(parent or "")]}
    audit.record("unit.move", unit, by=by, unit=unit, reason=reason, changes=changes)
    return unit


@transaction.atomic
def merge_unit(unit: Unit, into: Unit, *, on: date, by: User, reason: str) -> int:
    """Merge `unit` into another one on the day `on`: its members and units move to `into`, and it is closed.

    The closed unit moves under `into` too, whose officers continue its open cases and read its history. Returns how
    many members moved. Raises NotAllowed for a day to come, into itself or a unit below it, when one of them is closed,
    when a kind doesn't fit below `into`, while transfers or applications are open, and without REORGANISE_UNIT in
    `into` and above `unit`.
    """
    Unit.objects.lock_tree()
    if on > timezone.localdate():
        raise NotAllowed(_("Units merge as of today or an earlier day."))
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    _require_reorganise(unit, by)
    into = _lock_open(into)
    _require_permission(by, MembersPermission.REORGANISE_UNIT, into)
    if unit.closed_on:
        raise NotAllowed(_("%(unit)s is closed.") % {"unit": unit})
    if into.path.startswith(unit.path):
        raise NotAllowed(_("A unit can't be merged into itself or into a unit below it."))
    _require_nothing_open([unit])
    children = list(Unit.objects.get_children(unit))
    for child in children:
        require_order(child.kind, into.kind)
    for one in [*children, unit]:
        Unit.objects.move(one, into, "last-child")
    members = _move_members(unit, into, on)
    _close(Unit.objects.filter(pk=unit.pk), on, merged_into=into)
    changes: dict[str, JsonValue] = {"into": str(into), "members": members, "on": on.isoformat()}
    audit.record("unit.merge", unit, by=by, unit=unit, reason=reason, changes=changes)
    audit.record(
        "unit.take_over", into, by=by, unit=into, reason=reason, changes={"from": str(unit), "members": members}
    )
    return members


@transaction.atomic
def close_unit(unit: Unit, *, on: date, by: User, reason: str, with_all_below: bool = False) -> int:
    """Close a unit, and if `with_all_below` the open units below it; return how many were closed.

    Raises NotAllowed for a day to come, for a closed unit, without REORGANISE_UNIT in the unit above, while present
    members are left there, while transfers or applications are open, and for open units below without `with_all_below`.
    """
    Unit.objects.lock_tree()
    if on > timezone.localdate():
        raise NotAllowed(_("Units close as of today or an earlier day."))
    _require_reorganise(Unit.objects.get(pk=unit.pk), by)
    # Locked for update, so that members being entered there are either committed before this or refused.
    units = list(Unit.objects.below(unit).open().select_for_update())
    if unit not in units:
        raise NotAllowed(_("%(unit)s is closed.") % {"unit": unit})
    if len(units) > 1 and not with_all_below:
        raise NotAllowed(_("There are still open units below it: close them too, or move them first."))
    left = Member.objects.present().filter(unit__in=units).count()
    if left:
        raise NotAllowed(_("There are still %(count)d members: move them, or merge the unit.") % {"count": left})
    _require_nothing_open(units)
    _close(Unit.objects.filter(pk__in=[one.pk for one in units]), on)
    for one in units:
        audit.record("unit.close", one, by=by, unit=one, reason=reason, changes={"on": on.isoformat()})
    return len(units)


@transaction.atomic
def reopen_unit(unit: Unit, *, by: User, reason: str) -> Unit:
    """Reopen a unit; its posts and committees stay ended.

    Raises NotAllowed for an open unit, below a closed one, and without REORGANISE_UNIT in the unit above.
    """
    Unit.objects.lock_tree()
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    above = _require_reorganise(unit, by)
    if not unit.closed_on:
        raise NotAllowed(_("The unit is open already."))
    if above and above.closed_on:
        raise NotAllowed(_("%(unit)s is closed.") % {"unit": above})
    Unit.objects.filter(pk=unit.pk).update(closed_on=None, merged_into=None)
    unit.refresh_from_db()
    audit.record("unit.reopen", unit, by=by, unit=unit, reason=reason)
    return unit


def may_reorganise(unit: Unit, user: User) -> bool:
    """Return whether `user` may move, merge, close or reopen this unit: has REORGANISE_UNIT in the unit above it."""
    above = Unit.objects.get_parent(unit)
    return user.is_superuser or (above is not None and access.can(user, MembersPermission.REORGANISE_UNIT, above))


def _require_reorganise(unit: Unit, by: User) -> Unit | None:
    """Return the unit above, None for a root. Raises NotAllowed unless `by` may reorganise `unit`."""
    if not may_reorganise(unit, by):
        raise NotAllowed(_("Whether this unit moves or closes is decided in the unit above it."))
    return Unit.objects.get_parent(unit)


def _require_permission(by: User, perm: str, unit: Unit) -> None:
    if not access.can(by, perm, unit):
        raise NotAllowed(_("You may not do this in %(unit)s.") % {"unit": unit})


def require_kind(unit: Unit, kind: str) -> None:
    """Raise NotAllowed when `kind` doesn't fit the units above and below `unit`."""
    if above := Unit.objects.get_parent(unit):
        require_order(kind, above.kind)
    for lower in Unit.objects.get_children(unit).values_list("kind", flat=True).distinct():
        require_order(lower, kind)


def require_order(kind: str, above: str) -> None:
    """Raise NotAllowed when a unit of `kind` can't be directly below one of the kind `above`."""
    if not may_be_below(kind, above):
        words = {"kind": UnitKind(kind).label, "above": UnitKind(above).label}
        raise NotAllowed(_("A unit of the kind “%(kind)s” can't stand below one of the kind “%(above)s”.") % words)


def _lock_open(unit: Unit) -> Unit:
    """Return the unit as it is now, locked against being closed. Raises NotAllowed if it is closed."""
    row = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if row.closed_on:
        raise NotAllowed(_("%(unit)s is closed.") % {"unit": row})
    return row


def _open_changes(units: QuerySet[Unit] | list[Unit]) -> QuerySet[MembershipChange]:
    return MembershipChange.objects.open().filter(Q(from_unit__in=units) | Q(to_unit__in=units))


def _require_nothing_open(units: list[Unit]) -> None:
    """Raise NotAllowed while transfers from or to these units, or applications there, are open."""
    if count := _open_changes(units).count():
        raise NotAllowed(_("%(count)d transfers from or to it are under way: let them end first.") % {"count": count})
    if count := Application.objects.waiting().filter(unit__in=units).count():
        said = ngettext(
            "%(count)d application waits there: admit or return it first.",
            "%(count)d applications wait there: admit or return them first.",
            count,
        )
        raise NotAllowed(said % {"count": count})


def _move_members(unit: Unit, into: Unit, on: date) -> int:
    """Move the present members by one statement, as of `on` or of the day they came, if that is later; return how many.

    Triggers write the membership periods.
    """
    present_since = MembershipPeriod.objects.filter(member=OuterRef("pk"), ends_on=None).values("starts_on")
    return (
        Member.objects.present()
        .filter(unit=unit)
        .update(unit=into, unit_since=Greatest(Subquery(present_since), on), updated_at=timezone.now())
    )


def _close(units: QuerySet[Unit], on: date, merged_into: Unit | None = None) -> None:
    """Close these open units on `on`, or when they were set up if that is later.

    Appointments and seats end, those that would begin later are deleted or end at once, committees are dissolved, and
    dues open no further month by themselves.
    """
    appointments = Appointment.objects.filter(unit__in=units)
    appointments.filter(starts_on__gt=on).delete()
    appointments.filter(Q(ends_on=None) | Q(ends_on__gt=on)).update(ends_on=on)
    committees = Committee.objects.not_dissolved().filter(unit__in=units)
    Seat.objects.held().filter(term__committee__in=committees).update(until=Greatest(F("since"), on))
    committees.update(dissolved_on=on)
    DuesBook.objects.filter(unit__in=units).update(opens_itself=False)
    units.update(closed_on=Greatest(F("set_up_on"), on), merged_into=merged_into)


def _set_contacts(unit: Unit, contacts: list[dict[str, str]]) -> bool:
    """Replace the contacts of a unit if they differ, and return whether they did."""
    before = list(unit.contacts.values("name", "duty", "phone"))
    if before == contacts:
        return False
    unit.contacts.all().delete()
    UnitContact.objects.bulk_create(UnitContact(unit=unit, **contact) for contact in contacts)
    return True


def _as_json(value: object) -> JsonValue:
    if isinstance(value, date):
        return value.isoformat()
    assert value is None or isinstance(value, str)
    return value
