"""Slips with one-time codes, as a document to print and cut. They are never kept: a code is shown once."""

from collections.abc import Sequence
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.accounts.actions import Slip as CodeSlip
from members.accounts.models import CodePurpose
from members.permissions import MembersPermission
from office.documents.actions import filled_texts
from office.documents.blocks import Block, Content, Note, Slip, Slips, qr_svg
from office.documents.kinds import DocumentKind, Placeholder, Values

NAME = "activation_slips"


def _content(sections: Sequence[Sequence[Block]]) -> Content:
    return Content(_("Slips with codes"), sections, paged=False)


def _opening(purpose: str, values: Values) -> str:
    sentence = (
        _("To set a new password, open %(address)s by %(day)s.")
        if purpose == CodePurpose.RECOVER
        else _("To open your account, go to %(address)s by %(day)s.")
    )
    return sentence % {"address": values["address"], "day": values["until"]}


def _sample(text: str, values: Values) -> Content:
    told = f"{_opening(CodePurpose.ACTIVATE, values)} {text}"
    slip = Slip("张三", [f"{_('Employee number')} GH202600001"], "ABCD-EFGH-JKLM", told)
    return _content([[Note("第一分会"), Slips(qr_svg(values["address"]), [slip, slip])]])


SLIPS = DocumentKind(
    label=gettext_lazy("Slips with codes"),
    text=gettext_lazy(
        "Enter your name, employee number or phone, the last six of your certificate number, and this code. Show it to"
        " nobody."
    ),
    help_text=gettext_lazy("It stands on each slip below the code, behind the address."),
    permission=MembersPermission.HAND_OUT_CODE,
    compose=_sample,
    numbered=False,
    placeholders=[
        Placeholder("address", gettext_lazy("address"), "https://portal.example/activate/"),
        Placeholder("until", gettext_lazy("last day"), "2026-12-11"),
    ],
)


def activation_slips(slips: Sequence[CodeSlip], address: str) -> Content:
    """Return the slips, those of a unit on pages of their own; `slips` are sorted by unit."""
    until = timezone.localtime(slips[0].expires_at).date().isoformat()
    values, svg = {"address": address, "until": until}, qr_svg(address)
    texts = filled_texts(NAME, {slip.member.unit for slip in slips}, values)
    sections: list[list[Block]] = []
    for unit, of_unit in groupby(slips, key=lambda slip: slip.member.unit):
        drawn = [
            Slip(
                slip.member.name,
                [f"{_('Employee number')} {slip.member.employee_number or '—'}"],
                slip.grouped,
                f"{_opening(slip.purpose, values)} {texts[unit.path]}",
            )
            for slip in of_unit
        ]
        sections.append([Note(str(unit)), Slips(svg, drawn)])
    return _content(sections)
