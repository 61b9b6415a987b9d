"""What the search box finds of benefits: runs by plan or unit, payments by number, purpose or unit."""

import re

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.models import User
from office.finder.rules import MOST, Hit, Source
from office.forms import is_key
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.rules import line_key
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run
from welfare.visits.models.visits import Visit

# As PaymentBatch.number writes it: the code of the unit, and its key in five digits at least.
BATCH_NUMBER = re.compile(r"[\w.-]*-(\d{5,10})")


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


def find_payments(user: User, text: str) -> list[Hit]:
    """Return payments in reach of this officer: by their number, a number in the bank's file, purpose or unit."""
    perm = WelfarePermission.VIEW_PAYMENTBATCH
    if not access.holds(user, perm):
        return []
    if line := line_key(text):
        found = Q(files__lines=line)
    elif number := BATCH_NUMBER.fullmatch(text.strip()):
        found = Q(pk=int(number[1]))
    else:
        found = Q(purpose__icontains=text) | Q(unit__name__icontains=text)
    batches = PaymentBatch.objects.visible_to(user, perm).filter(found).select_related("unit").order_by("-pk")
    return [
        Hit(str(batch), batch.get_absolute_url(), f"{batch.unit} · {batch.get_state_display()}")
        for batch in batches[:MOST]
    ]


def find_visits(user: User, text: str) -> list[Hit]:
    """Return visits in reach of this officer: by their number, or by name or employee number of the member."""
    perm = WelfarePermission.VIEW_VISIT
    if not access.holds(user, perm):
        return []
    visits = Visit.objects.visible_to(user, perm)
    found = visits.filter(pk=int(text)) if is_key(text) else visits.none()
    rows = (found | visits.named(text)).select_related("member", "unit").order_by("-pk")
    return [
        Hit(f"{visit} · {visit.member}", visit.get_absolute_url(), f"{visit.unit} · {visit.get_state_display()}")
        for visit in rows.defer("content", "report", "receipt", "answer")[:MOST]
    ]


SOURCES = {
    "runs": Source(_("Benefits"), find_runs),
    "payments": Source(_("Bank payments"), find_payments),
    "visits": Source(_("Visits"), find_visits),
}
