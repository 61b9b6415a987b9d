"""Reminding people of what they owe."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.dues.querysets import ArrearsRows
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from office.models import Notice
from office.money import yuan
from office.notices import notify


@transaction.atomic
def remind_of_arrears(arrears: ArrearsRows, *, by: User, unit: Unit | None = None) -> int:
    """Notify everybody in `arrears` who has an account of what they owe; return how many were notified.

    Whoever has not read the last reminder gets no second one. Raises NotAllowed when there is nobody to notify.
    """
    url = reverse("members:my_dues")
    unread = Notice.objects.filter(to=OuterRef("user"), url=url, read_at=None)
    told = Member.objects.filter(~Exists(unread), user__is_active=True, pk__in=arrears.values("person"))
    accounts = {member.pk: member.user for member in told.select_related("user").only("user__language")}
    owed: dict[User, dict[str, object]] = {
        user: {"owed": yuan(row["owed"]), "months": row["months"]}
        for row in arrears
        if (user := accounts.get(row["person"]))
    }
    if not owed:
        raise NotAllowed(_("Nobody here has an account and has read the last reminder."))
    text = gettext_lazy("You owe %(owed)s of union dues, for %(months)s months. “My dues” shows which.")
    notices = notify(owed, text, url, own_values=owed.__getitem__)
    label = _("Arrears of dues")
    audit.record("dues.remind", by=by, unit=unit, label=label, changes={"people": len(notices)})
    return len(notices)
