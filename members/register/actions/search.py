"""Searching for people: whole phone numbers are counted and recorded, since each answer tells whose number it is."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.register.querysets.search import PeopleSearch
from members.register.rules import identity
from office import audit
from office.errors import NotAllowed
from office.models import AuditEvent
from office.text import unified

# How many whole phone numbers one account may search for within the time: enough for a day at a counter, too few to
# try the 700,000 numbers that a masked phone leaves open.
PHONE_SEARCHES, WITHIN = 60, timedelta(hours=1)


def search_people(asker: User, text: str) -> PeopleSearch:
    """Return the search of `asker` for `text`, blanks left out; that for a whole phone number is an audit event.

    Raises NotAllowed when the account has searched for PHONE_SEARCHES whole numbers within the last hour.
    """
    search = PeopleSearch("".join(unified(text).split()), asker)
    if search.is_whole_phone:
        _count_phone(search)
    return search


@transaction.atomic
def _count_phone(search: PeopleSearch) -> None:
    # The lock makes searches of one account wait for each other; without it many at once would pass the limit.
    by = User.objects.select_for_update(no_key=True).get(pk=search.asker.pk)
    counted = AuditEvent.objects.filter(actor=by, verb="member.search_phone", at__gt=timezone.now() - WITHIN).count()
    if counted >= PHONE_SEARCHES:
        told = _(
            "You have searched for %(count)d whole phone numbers within an hour. Search by name or employee number,"
            " or try again later."
        )
        raise NotAllowed(told % {"count": PHONE_SEARCHES}, code="too_many_phone_searches", field="q")
    audit.record("member.search_phone", by=by, label=identity.mask_phone(search.text))
