from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from members.choices import LEFT_STATES
from members.own_data.models.retention import Erasure, RetentionRule
from members.own_data.querysets.retention import past_retention
from members.own_data.rules import SHIPPED_RULES, ErasureCause, ErasureState
from members.register.models.member import Member
from office.notices import notify

BATCH_SIZE = 1000


@transaction.atomic
def ensure_retention_rules() -> None:
    """Create the retention rules of SHIPPED_RULES that are missing; existing ones stay as an administrator set them."""
    known = set(RetentionRule.objects.values_list("state", flat=True))
    RetentionRule.objects.bulk_create(
        RetentionRule(state=state, years=keep.years, source=keep.source)
        for state, keep in SHIPPED_RULES.items()
        if state not in known
    )


def kept_until(member: Member) -> date | None:
    """Return the first day on which no rule keeps the entry any longer; None if they haven't left."""
    period = member.periods.filter(ends_on=None, state__in=LEFT_STATES).first()
    rule = RetentionRule.objects.filter(state=period.state).first() if period else None
    return rule.until(period.starts_on) if period and rule else None


@transaction.atomic
def announce_erasures(today: date) -> int:
    """Announce the erasure of up to BATCH_SIZE entries that no rule keeps any longer; return how many, 0 for done.

    Officers find them in the list of erasures; members whose account is active are notified. Entries whose erasure was
    refused are left out until the day that the refusal names.
    """
    rules = {rule.state: rule for rule in RetentionRule.objects.all()}
    due = past_retention(Member.objects.all(), rules.values(), today)
    due = due.exclude(erasures__state=ErasureState.WAITING).exclude(erasures__kept_until__gt=today)
    members = list(due.select_related("user").order_by("pk").distinct()[:BATCH_SIZE])
    Erasure.objects.bulk_create(
        [
            Erasure(
                member=member,
                cause=ErasureCause.RULE,
                not_before=today + timedelta(days=rules[member.state].notice_days),
            )
            for member in members
        ],
        ignore_conflicts=True,
    )
    _notify_of_erasure([member for member in members if member.user and member.user.is_active], today, rules)
    return len(members)


def _notify_of_erasure(members: list[Member], today: date, rules: dict[str, RetentionRule]) -> None:
    days = {member.user_id: today + timedelta(days=rules[member.state].notice_days) for member in members}
    text = gettext_lazy("You left the union long ago. Your data here can be erased from %(day)s on.")
    accounts = [member.user for member in members]
    notify(accounts, text, reverse("members:my_erasure"), own_values=lambda account: {"day": days[account.pk]})
