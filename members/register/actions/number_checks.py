"""Limits on what tells whether the register knows a number: each answer confirms a guess, or excludes it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from office import audit
from office.errors import NotAllowed
from office.models import AuditEvent

# How many typed numbers one account may have compared with the register within an hour and within a day: more than
# anybody enters by hand, too few to try the numbers that a mask leaves open. The 2,500 likely ones of somebody whose
# birth date is known take more than a week, and 300 events a day.
NUMBER_CHECKS, WITHIN = 120, timedelta(hours=1)
CHECKS_A_DAY, DAY = 300, timedelta(days=1)
# Of people who enter their own phone.
OWN_A_DAY = 10


@transaction.atomic
def count_own_number(by: User) -> None:
    """Record that a member enters a number of their own, which is compared with those of others.

    Raises NotAllowed after OWN_A_DAY of them within a day.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    typed = AuditEvent.objects.filter(actor=by, verb="member.check_number", changes={"own": True})
    if typed.filter(at__gt=timezone.now() - DAY).count() >= OWN_A_DAY:
        told = _("You have entered %(count)d numbers today. Please go on tomorrow, or ask your union.")
        raise NotAllowed(told % {"count": OWN_A_DAY}, code="too_many_number_checks")
    audit.record("member.check_number", by=by, changes={"own": True})


@transaction.atomic
def count_number_check(by: User) -> None:
    """Record that a typed certificate, card or phone number is compared with those of the whole register.

    Forms call it before they compare, outside the transaction of the act, so that refused entries count as well. Raises
    NotAllowed after NUMBER_CHECKS of them within an hour, or CHECKS_A_DAY within a day. Events of rosters and batches,
    which say how many rows they stand for, are not among them.
    """
    # The lock makes checks of one account wait for each other; without it many at once would pass the limit.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    typed = AuditEvent.objects.filter(actor=by, verb="member.check_number", changes={})
    if typed.filter(at__gt=timezone.now() - WITHIN).count() >= NUMBER_CHECKS:
        told = _("You have compared %(count)d numbers with the register within an hour. Please try again later.")
        raise NotAllowed(told % {"count": NUMBER_CHECKS}, code="too_many_number_checks")
    if typed.filter(at__gt=timezone.now() - DAY).count() >= CHECKS_A_DAY:
        told = _("You have compared %(count)d numbers with the register within a day. Please go on tomorrow.")
        raise NotAllowed(told % {"count": CHECKS_A_DAY}, code="too_many_number_checks")
    audit.record("member.check_number", by=by)
