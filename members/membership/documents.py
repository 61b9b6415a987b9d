"""The letter of introduction of a transfer (会员组织关系介绍信), as a document."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.membership.models.changes import MembershipChange
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.documents.actions import Address, issue_document
from office.documents.blocks import Content, Facts, Heading, Text
from office.documents.kinds import DocumentKind, Placeholder, Values
from office.documents.models import IssuedDocument

NAME = "transfer_letter"


def _compose(text: str, values: Values) -> Content:
    title = _("Letter of introduction of a union member")
    facts = Facts(
        [
            [(_("Number"), values["number"]), (_("Date"), values["issued_on"])],
            [(_("Post category"), values["post_category"]), (_("Form of employment"), values["employment_form"])],
            [(_("Union, seal"), values["union"])],
            [(_("Received by, seal"), ""), (_("Date"), "")],
        ],
        row_height=12,
    )
    return Content(title, [[Heading(title), Text(values["to"]), Text(text, indent=True), facts]])


LETTER = DocumentKind(
    label=gettext_lazy("Letter of introduction"),
    text=gettext_lazy(
        "{{member.name}}, employee number {{member.employee_number}}, member since {{member.since}}, has belonged to"
        " {{unit}} until now. From {{day}} on the membership passes to you; please receive it."
    ),
    help_text=gettext_lazy("It is the letter itself; whom it goes to stands above it."),
    permission=MembersPermission.VIEW_MEMBERSHIPCHANGE,
    compose=_compose,
    placeholders=[
        Placeholder("number", gettext_lazy("number"), "DH0101-2026-00012"),
        Placeholder("issued_on", gettext_lazy("day of issue"), "2026-11-27"),
        Placeholder("union", gettext_lazy("union"), "东海机械集团工会"),
        Placeholder("unit", gettext_lazy("unit"), "第一分会"),
        Placeholder("to", gettext_lazy("where the member goes"), "第二分会"),
        Placeholder("day", gettext_lazy("day of the transfer"), "2026-12-01"),
        Placeholder("member.name", gettext_lazy("name"), "张三"),
        Placeholder("member.employee_number", gettext_lazy("employee number"), "GH202600001"),
        Placeholder("member.since", gettext_lazy("member since"), "2019-07-01"),
        Placeholder("post_category", gettext_lazy("post category"), "一线职工"),
        Placeholder("employment_form", gettext_lazy("form of employment"), "—"),
    ],
)


@transaction.atomic
def issue_letter(change: MembershipChange, *, by: User, address: Address) -> IssuedDocument:
    """Return the issued letter of an agreed transfer; the first time it is issued, with the next number of its unit."""
    member = change.member
    values = {
        "union": str(Unit.objects.get_root(change.from_unit)),
        "unit": str(change.from_unit),
        "to": str(change.goes_to),
        "day": change.effective_on.isoformat(),
        "member.name": member.name,
        "member.employee_number": member.employee_number or "—",
        "member.since": member.joined_on.isoformat() if member.joined_on else "—",
        "post_category": member.get_post_category_display(),
        "employment_form": member.get_employment_form_display() or "—",
    }
    return issue_document(NAME, change.from_unit, values, by=by, address=address, about=change, subject=member.name)
