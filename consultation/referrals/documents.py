"""The slip by which a department is asked (职工诉求办理通知单), as a document."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultation.permissions import ConsultationPermission
from consultation.referrals.models import Referral
from office.documents.actions import filled_text
from office.documents.blocks import Content, Facts, Heading, Text
from office.documents.kinds import DocumentKind, Placeholder, Values
from office.types import Message

NAME = "referral_slip"
Row = list[tuple[Message, object]]


def _content(text: str, number: str, rows: list[Row]) -> Content:
    title = _("Slip for the handling of a worker's matter")
    return Content(f"{title} {number}", [[Heading(title, [number]), Facts(rows, row_height=12), Text(text)]])


def _rows(unit: str, sent: str, sent_by: str, due: str, asked: str, replied: tuple[str, str, str]) -> list[Row]:
    grades = "    ".join(
        f"□ {grade}" for grade in (_("very satisfied"), _("satisfied"), _("rather satisfied"), _("not satisfied"))
    )
    reply, by, on = replied
    return [
        [(_("To"), unit), (_("Sent"), sent)],
        [(_("Sent by"), sent_by), (_("Reply by"), due)],
        [(_("What the department is asked"), asked)],
        # Room to write by hand.
        [(_("Reply"), reply or "\n\n\n\n")],
        [(_("Replied by, date"), f"{by} {on}".strip()), (_("Signature of its head"), "")],
        [(_("Told the worker on"), ""), (_("Told by"), "")],
        [(_("What the worker says"), grades)],
    ]


def _sample(text: str, values: Values) -> Content:
    rows = _rows(
        values["unit"], "2026-11-23", "王干事", values["due"], "请核实加班费的计算方法并书面答复。", ("", "", "")
    )
    return _content(text, values["number"], rows)


SLIP = DocumentKind(
    label=gettext_lazy("Referral slip"),
    text=gettext_lazy("Answer by the day above; whoever needs longer tells the union before it, with the reason."),
    help_text=gettext_lazy("It stands below the table."),
    permission=ConsultationPermission.VIEW_QUESTION,
    compose=_sample,
    numbered=False,
    placeholders=[
        Placeholder("number", gettext_lazy("number"), "ZB2026-0001"),
        Placeholder("unit", gettext_lazy("department"), "人力资源部"),
        Placeholder("due", gettext_lazy("day by which it is answered"), "2026-12-04"),
    ],
)


def referral_slip_of(referral: Referral) -> Content:
    """Return the slip of a referral; what is not replied yet is room to write by hand."""
    deadline = referral.clocks.select_related("rule").last()
    due = ""
    if deadline:
        days = deadline.working_days
        counted = ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}
        estimated = f" {_('(estimated)')}" if deadline.estimated else ""
        due = f"{deadline.due_on.isoformat()}{estimated} · {counted} · {deadline.rule.source}"
    day = deadline.due_on.isoformat() if deadline else "—"
    values = {"number": referral.number, "unit": str(referral.unit), "due": day}
    text = filled_text(NAME, referral.question.unit, values)
    replied = ("", "", "")
    if referral.replied_at:
        replied = (referral.reply, str(referral.replied_by), timezone.localdate(referral.replied_at).isoformat())
    sent = timezone.localdate(referral.sent_at).isoformat()
    return _content(
        text, referral.number, _rows(str(referral.unit), sent, str(referral.sent_by), due, referral.text, replied)
    )
