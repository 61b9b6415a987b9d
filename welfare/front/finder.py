"""What the search box finds of benefits: runs by plan, occasion or year."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.models import User
from office.finder.rules import MOST, Hit, Source
from welfare.permissions import WelfarePermission
from welfare.runs.models import Run


def find_runs(user: User, text: str) -> list[Hit]:
    """Return runs in reach of this officer whose plan's name or unit's name contains the text, the latest first."""
    if not access.holds(user, WelfarePermission.VIEW_RUN):
        return []
    named = Q(plan__name__icontains=text) | Q(unit__name__icontains=text)
    runs = Run.objects.visible_to(user, WelfarePermission.VIEW_RUN).filter(named).order_by("-pk")
    return [
        Hit(str(run), run.get_absolute_url(), f"{run.unit} · {run.get_state_display()}")
        for run in runs.select_related("plan", "occasion", "unit")[:MOST]
    ]


SOURCES = {"runs": Source(_("Benefits"), find_runs)}
