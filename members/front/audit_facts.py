"""Labels of what the audit events of members, units, dues and accounts tell; what may hint at illness has none."""

from django.utils.translation import gettext_lazy as _

from members.membership.rules.changes import ChangeKind
from office.audit_facts import choice_words

FACT_LABELS = {
    "above": _("unit above"),
    "committee.elected_on": _("elected on"),
    "committee.post": _("post"),
    "committee.term": _("term"),
    "committee.until": _("until"),
    "dues.from": _("from the month"),
    "dues.month": _("month"),
    "dues.payments": _("payments"),
    "dues.people": _("people"),
    "dues.receipt": _("receipt"),
    "into": _("merged into"),
    "member.add": _("new"),
    "member.change": _("changed"),
    "member.kind": _("kind of change"),
    "member.left_out": _("left out"),
    "member.row": _("Sheet row"),
    "member.removed": _("removed"),
    "member.same": _("unchanged"),
    "member.title": _("title"),
    "member.to": _("new unit"),
    "members": _("members"),
    "opens_itself": _("opens by itself"),
    "transfer.to": _("new unit"),
    "unit.from": _("unit taken over"),
}
FACT_VALUES = {"member.kind": choice_words(ChangeKind.choices)}
