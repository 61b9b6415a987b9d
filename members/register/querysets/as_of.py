"""The register as of the end of a day: unit, state and data of each member on that day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.apps import apps
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from members import access
from office.types import AnnotatedRow

# Columns that lists show and the row history holds.
ON_RECORD = (
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
Rows = TypeVar("Rows", bound=QuerySet)


def standing_on(members: Rows, day: date, user: access.Account, perm: str) -> Rows:
    """Return those of `members` whose period of `day` lies in a unit where `user` has `perm`.

    Annotates `unit_then`, `unit_path_then`, `state_then` and `since_then`.
    """
    covers = Q(periods__starts_on__lte=day) & (Q(periods__ends_on=None) | Q(periods__ends_on__gt=day))
    return (
        members.alias(stood=FilteredRelation("periods", condition=covers))
        .filter(access.within(user, perm, field="stood__unit"), stood__isnull=False)
        .annotate(
            unit_then=F("stood__unit"),
            unit_path_then=F("stood__unit__path"),
            state_then=F("stood__state"),
            since_then=F("stood__starts_on"),
        )
    )


def with_data_of(rows: Iterable[AnnotatedRow], day: date) -> list[AnnotatedRow]:
    """Return members of `standing_on` with their data as of the end of `day`; never save them. Two queries.

    The row history holds each row before a change, so the first event after the day has the data of the day. Members
    entered later, for an earlier time, get their first known data.
    """
    members = list(rows)
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    history = apps.get_model("members.MemberEvent").objects.filter(
        pgh_obj__in=[member.pk for member in members], pgh_created_at__gte=end
    )
    first_after = history.order_by("pgh_obj", "pgh_id").distinct("pgh_obj").values("pgh_obj", *ON_RECORD)
    then = {row.pop("pgh_obj"): row for row in first_after}
    units = apps.get_model("members.Unit").objects.in_bulk({member.unit_then for member in members})
    for member in members:
        for name, value in then.get(member.pk, {}).items():
            setattr(member, name, value)
        member.unit_now, member.unit = member.unit, units[member.unit_then]
        member.state, member.state_since = member.state_then, member.since_then
    return members
