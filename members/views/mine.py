"""A worker's own membership."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from members.models import Member, Unit
from members.views.own import held


def my_membership(request: HttpRequest) -> HttpResponse:
    """The membership card of whoever is logged in, and whom to ask when something on it is wrong."""
    member = Member.objects.own(request.user).select_related("unit").first()
    context: dict[str, Any] = {"member": member}
    if member is not None:
        context |= {
            "union": Unit.objects.get_root(member.unit),
            "code": qr_code(member.employee_number or f"M{member.pk}"),
            **held(member),
        }
    return render(request, "members/my_membership.html", context)


def qr_code(text: str, css_id: str | None = None) -> SafeString:
    """The text as a QR code, drawn inline; segno makes the whole drawing, the text is only its pattern."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        scale=4, omitsize=True, svgid=css_id, svgclass="qr", lineclass=None
    )
    return SafeString(drawing)
