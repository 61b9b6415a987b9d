"""What the steps of a run are called on its timeline."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "run.open": _("opened"),
    "run.counted": _("counted"),
    "run.recount": _("counting again"),
    "run.retry": _("failed slices tried again"),
    "run.submit": _("submitted for review"),
    "run.approve": _("approved"),
    "run.return": _("returned"),
    "run.issue": _("issued"),
    "run.cancel": _("cancelled"),
    "run.close": _("closed"),
    "run.export": _("roster exported"),
}
