"""The poster with the QR code by which workers of a unit apply for membership, as a document."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.documents.actions import filled_text
from office.documents.blocks import Content, Heading, Poster, qr_svg
from office.documents.kinds import DocumentKind, Placeholder, Values

NAME = "joining_poster"


def _content(text: str, values: Values) -> Content:
    title = _("Join the union")
    look = _("Or look for your unit on the portal's first page; its code is %(code)s.") % {"code": values["unit.code"]}
    poster = Poster(qr_svg(values["address"]), text, [values["address"], look])
    return Content(title, [[Heading(title, [values["unit"]]), poster]], paged=False)


POSTER = DocumentKind(
    label=gettext_lazy("Poster for joining"),
    text=gettext_lazy("Scan the code, fill in a short form, and your union answers. No account is needed."),
    help_text=gettext_lazy("It stands below the QR code."),
    permission=MembersPermission.VIEW_UNIT,
    compose=_content,
    numbered=False,
    placeholders=[
        Placeholder("unit", gettext_lazy("unit"), "第一分会"),
        Placeholder("unit.code", gettext_lazy("unit code"), "DH0101"),
        Placeholder("address", gettext_lazy("address"), "https://portal.example/join/?unit=DH0101"),
    ],
)


def joining_poster(unit: Unit, address: str) -> Content:
    """Return the poster of a unit; `address` is that of its form."""
    values = {"unit": str(unit), "unit.code": unit.code, "address": address}
    return _content(filled_text(NAME, unit, values), values)
