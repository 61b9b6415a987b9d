"""Ask for home visits to households in hardship; what follows is done by the visits themselves."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from office.errors import NotAllowed
from welfare.hardship.choices import FileState
from welfare.hardship.models.files import HardshipFile
from welfare.seasonal.rules import winter_of
from welfare.visits.actions.asking import ask_visit
from welfare.visits.checking import Wanted
from welfare.visits.choices import HOME_VISIT, Source
from welfare.visits.models.visits import Visit
from welfare.visits.said import Said


class Asked(NamedTuple):
    """The visits that were asked for, and who gets none, each with the reason."""

    visits: list[Visit]
    refused: list[tuple[str, str]]


@transaction.atomic
def ask_home_visits(files: Sequence[HardshipFile], *, by: User) -> Asked:
    """Ask for a home visit of this winter to each household, once a winter, for what the documents allow.

    Each is checked, and recorded, as `ask_visit` does. Raises NotAllowed without any household, and outside a winter.
    """
    today = timezone.localdate()
    if not files:
        raise NotAllowed(_("Tick the households that are to be visited."), code="nobody_chosen")
    if today < winter_of(today).first:
        raise NotAllowed(_("Home visits are asked for from November to March."), code="no_winter")
    found = Asked([], [])
    for file in sorted(files, key=lambda one: one.member_id):
        if file.state != FileState.IN_FORCE:
            found.refused.append((file.member.name, _("The hardship file is not in force any more.")))
            continue
        wanted = Wanted(kind=HOME_VISIT, event_on=today, said=Said())
        try:
            with transaction.atomic():
                found.visits.append(ask_visit(file.member, wanted, by=by, source=Source.OFFICER))
        except NotAllowed as why:
            found.refused.append((file.member.name, str(why)))
    return found
