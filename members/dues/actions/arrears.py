"""Reminding people of what they owe."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.authority.models import User
from members.register.models.member import Member
from office import audit
from office.errors import NotAllowed
from office.models import Notice
from office.money import yuan

AT_ONCE = 1000


@transaction.atomic
def remind_of_arrears(arrears: Any, *, by: User, unit: Any = None) -> int:
    """Tell everybody in `arrears` (Charges.arrears) who has an account what they owe; returns how many were told.

    Whoever has not read the last reminder gets no second one. Raises NotAllowed when there is nobody to tell.
    """
    url = reverse("members:my_dues")
    unread = Notice.objects.filter(to=OuterRef("user"), url=url, read_at=None)
    told = Member.objects.filter(~Exists(unread), user__is_active=True, pk__in=arrears.values("person"))
    accounts = dict(told.values_list("pk", "user_id"))
    with override(settings.LANGUAGE_CODE):
        text = _("You owe %(owed)s of union dues, for %(months)s months. “My dues” shows which.")
        notices = [
            Notice(
                to_id=accounts[row["person"]],
                text=text % {"owed": yuan(row["owed"]), "months": row["months"]},
                url=url,
            )
            for row in arrears
            if row["person"] in accounts
        ]
    if not notices:
        raise NotAllowed(_("Nobody here has an account and has read the last reminder."))
    Notice.objects.bulk_create(notices, batch_size=AT_ONCE)
    label = _("Arrears of dues")
    audit.record("dues.remind", by=by, unit=unit, label=label, changes={"people": len(notices)})
    return len(notices)
