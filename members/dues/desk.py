"""What waits for whoever keeps dues: a month to open, files to take, unknown wages, arrears."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.authority.models import User
from members.dues.models.charges import DuesBook, DuesCharge
from members.dues.models.payroll import PayrollFile
from members.dues.rules import ChargeState, first_of_month
from members.permissions import MembersPermission
from office.chunked_files.rules import FileState
from office.desk import DeskItem

KEEP = MembersPermission.KEEP_DUES
MOST = 20


def waiting(user: User) -> Iterator[DeskItem]:
    """Yield what waits for this officer; four queries."""
    month = first_of_month(timezone.localdate())
    books = DuesBook.objects.visible_to(user, KEEP).filter(unit__closed_on=None)
    books = books.exclude(unit__dues_months__month=month).select_related("unit")
    for book in books.order_by("unit__path")[:MOST]:
        title = f"{book.unit} · {month:%Y-%m}"
        yield DeskItem(title=title, url=reverse("members:dues_open"), kind=_("Open the month's dues"))
    files = PayrollFile.objects.visible_to(user, KEEP).filter(state=FileState.CHECKED)
    for file in files.order_by("pk")[:MOST]:
        kind = _("Take the payments of a payroll file")
        yield DeskItem(title=file.file_name, url=file.get_absolute_url(), kind=kind)
    charges = DuesCharge.objects.visible_to(user, KEEP)
    unknown = charges.filter(month=month, state=ChargeState.UNKNOWN).count()
    if unknown:
        said = ngettext("%(count)d member without a known wage", "%(count)d members without a known wage", unknown)
        url = f"{reverse('members:charge_list')}?month={month:%Y-%m}&state=unknown"
        yield DeskItem(title=said % {"count": unknown}, url=url, kind=_("Find out wages for dues"))
    behind = charges.filter(month__lt=month).arrears().count()
    if behind:
        said = ngettext("%(count)d member in arrears", "%(count)d members in arrears", behind)
        url = reverse("members:arrears_list")
        yield DeskItem(title=said % {"count": behind}, url=url, kind=_("Remind of dues"))
