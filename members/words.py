"""What is done to the register, as its timelines and the audit log call it."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "member.create": _("entered in the register"),
    "member.update": _("data changed"),
    "member.correct": _("data corrected"),
    "member.correct_own": _("own data corrected"),
    "change.request": _("change requested"),
    "change.withdraw": _("change request taken back"),
    "change.accept": _("change accepted"),
    "change.return": _("change request returned"),
    "change.export": _("list of change requests exported"),
    "consent.give": _("consent given"),
    "consent.withdraw": _("consent withdrawn"),
    "member.reveal": _("numbers read in full"),
    "member.import": _("roster imported"),
    "member.import_cancel": _("import cancelled"),
    "member.export": _("members exported"),
    "member.export_imports": _("list of imports exported"),
    "activation.hand_out": _("activation codes handed out"),
    "activation.activate": _("account opened with a code"),
    "activation.recover": _("password set anew with a code"),
    "activation.failed": _("activation failed"),
    "activation.export": _("list of accounts exported"),
    "unit.create": _("unit set up"),
    "unit.export": _("organisation exported"),
    "audit.export": _("audit log exported"),
}
