"""What the member's page says of a member's dues in a few figures."""

from django.utils.translation import gettext as _

from members.authority.models import User
from members.dues.models.charges import DuesCharge
from members.front.member_sections import Facts
from members.permissions import MembersPermission
from members.register.models.member import Member
from office.money import yuan


def dues_facts(member: Member, user: User) -> Facts:
    """Return what is owed and since when, and the latest month: of all records of the person, as `user` may see them.

    Two queries.
    """
    records = Member.objects.records_of_person(member).values("pk")
    charges = DuesCharge.objects.visible_to(user, MembersPermission.VIEW_DUES).filter(member__in=records)
    latest = charges.order_by("-month").first()
    if latest is None:
        return [(_("Dues"), _("no month opened yet"))]
    owed = next(iter(charges.arrears()), None)
    if owed is None:
        state = _("nothing owed")
    else:
        state = _("%(months)s months since %(since)s, %(owed)s") % {
            "months": owed["months"],
            "since": f"{owed['since']:%Y-%m}",
            "owed": yuan(owed["owed"]),
        }
    return [(_("Owed"), state), (f"{latest.month:%Y-%m}", f"{latest.get_state_display()} · {yuan(latest.amount)}")]
