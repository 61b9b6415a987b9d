"""Labels of the audit verbs of welfare, for timelines and the audit log."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "run.open": pgettext_lazy("run", "opened"),
    "run.counted": pgettext_lazy("run", "counted"),
    "run.recount": _("counting again"),
    "run.retry": _("failed slices tried again"),
    "run.submit": _("submitted for review"),
    "run.approve": pgettext_lazy("run", "approved"),
    "run.return": pgettext_lazy("run", "returned"),
    "run.issue": pgettext_lazy("run", "issued"),
    "run.cancel": pgettext_lazy("run", "cancelled"),
    "run.close": pgettext_lazy("run", "closed"),
    "run.collection": _("goods and collection changed"),
    "run.remind": _("those who have not signed reminded"),
    "run.export": _("roster exported"),
    "run.export_list": _("list of runs exported"),
    "run.export_judged": _("list of those not receiving exported"),
    "grant.export": _("benefits exported"),
    "plan.export": _("plans exported"),
    "budget.export": _("budgets exported"),
    "grant.receive": _("receipt confirmed by the member"),
    "grant.sign": _("signed for the member"),
    "grant.sign_many": _("signed for several members"),
    "grant.undo_signing": _("signing for several members undone"),
    "grant.take_back": _("receipt taken back by the member"),
    "grant.cancel_receipt": _("receipt taken back by an officer"),
    "plan.create": _("plan made"),
    "plan.change": _("plan changed"),
    "plan.collection": _("place of collection of a unit changed"),
    "budget.create": _("budget line made"),
    "budget.change": _("budget changed"),
    "cap.adopt": _("region's caps adopted"),
}
