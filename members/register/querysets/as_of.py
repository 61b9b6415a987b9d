"""The register as of the end of a day: unit, state and data of each member on that day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypedDict, TypeVar, cast

from django.apps import apps
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from members import access

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from members.register.models.member import Member

# Fields that lists show and the row history holds.
IN_HISTORY = (
    "name",
    "pinyin",
    "employee_number",
    "phone",
    "sex",
    "birth_date",
    "post_category",
    "employment",
    "employment_form",
    "joined_on",
    "work_site",
    "hardship",
)
Rows = TypeVar("Rows", bound="QuerySet[Member]")


class AsOfDay(TypedDict):
    """Unit, its path of today, state, and the first day of both, of the membership period that contains a day."""

    unit_then: int
    unit_path_then: str
    state_then: str
    since_then: date


def as_of(members: Rows, day: date, user: access.Account, perm: str) -> Rows:
    """Return those of `members` whose membership period of `day` is in a unit where `user` has `perm`, with AsOfDay."""
    covers = Q(periods__starts_on__lte=day) & (Q(periods__ends_on=None) | Q(periods__ends_on__gt=day))
    return (
        members.alias(period_then=FilteredRelation("periods", condition=covers))
        .filter(access.within(user, perm, field="period_then__unit"), period_then__isnull=False)
        .annotate(
            unit_then=F("period_then__unit"),
            unit_path_then=F("period_then__unit__path"),
            state_then=F("period_then__state"),
            since_then=F("period_then__starts_on"),
        )
    )


def with_data_of(rows: Iterable["Member"], day: date) -> list["Member"]:
    """Return the members, from `as_of`, with unit, state and data as of the end of `day`; never save them.

    The row history holds each row before a change, so the first event after the day has the data of the day. Members
    entered later, for an earlier time, get their first known data. Two queries beside that of `rows`.
    """
    members = cast("list[WithAnnotations[Member, AsOfDay]]", list(rows))
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    history = apps.get_model("members.MemberEvent").objects.filter(
        pgh_obj__in=[member.pk for member in members], pgh_created_at__gte=end
    )
    first_after = history.order_by("pgh_obj", "pgh_id").distinct("pgh_obj").values("pgh_obj", *IN_HISTORY)
    then = {row.pop("pgh_obj"): row for row in first_after}
    units = apps.get_model("members.Unit").objects.in_bulk({member.unit_then for member in members})
    for member in members:
        for name, value in then.get(member.pk, {}).items():
            setattr(member, name, value)
        member.unit = units[member.unit_then]
        member.state, member.state_since = member.state_then, member.since_then
    return [*members]
