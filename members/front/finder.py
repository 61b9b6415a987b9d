"""What the search box finds of members: people by name, pinyin, initials, employee number or phone; units by name."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.models import User
from members.permissions import MembersPermission
from members.register.actions.search import search_people
from members.register.models.member import Member
from members.units.models.units import Unit
from office.finder.rules import MOST, Hit, Source


def find_members(user: User, text: str) -> list[Hit]:
    """Return members that the register shows to this officer for the same text.

    Raises NotAllowed after too many whole phone numbers, as the register does.
    """
    if not access.holds(user, MembersPermission.VIEW_MEMBER):
        return []
    members = Member.objects.visible_to(user, MembersPermission.VIEW_MEMBER).present()
    found = members.matching(search_people(user, text)).select_related("unit")[:MOST]
    return [
        Hit(member.name, member.get_absolute_url(), f"{member.employee_number} · {member.unit}") for member in found
    ]


def find_units(user: User, text: str) -> list[Hit]:
    """Return open units in reach of this officer by name or code, the higher ones first."""
    if not access.holds(user, MembersPermission.VIEW_UNIT):
        return []
    units = Unit.objects.visible_to(user, MembersPermission.VIEW_UNIT).open().named(text).order_by("depth", "path")
    return [Hit(unit.name, unit.get_absolute_url(), unit.code) for unit in units[:MOST]]


def _register(text: str) -> str:
    return f"{reverse('members:member_list')}?{urlencode({'q': text})}"


SOURCES = {
    "members": Source(_("Members"), find_members, _register),
    "units": Source(_("Units"), find_units),
}
