"""The page behind the QR code of a membership card."""

import io

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.choices import IN_UNION
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.register.rules.cards import member_of_card
from members.units.models.units import Unit


@never_cache
@require_GET
@login_not_required
def member_card(request: HttpRequest, key: str) -> HttpResponse:
    """Show whether a card is valid today, without log-in, since anybody may check cards at an event.

    Shows yes or no and the name of the union, and the member only to officers who may view them. Answers 404 for an
    unknown key.
    """
    member = _holder(key)
    context = {
        "valid": member is not None and member.state in IN_UNION,
        "union": Unit.objects.get_root(member.unit) if member else None,
        "member": _in_reach(request, member),
    }
    return render(request, "members/register/member_card.html", context, status=200 if member else 404)


@require_GET
@login_not_required
def card_code(request: HttpRequest, key: str) -> HttpResponse:
    """Return the QR code of a card, the address of its page, as SVG."""
    if _holder(key) is None:
        raise Http404
    text = request.build_absolute_uri(reverse("members:member_card", args=[key]))
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", scale=4)
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


def _holder(key: str) -> Member | None:
    pk = member_of_card(key)
    return Member.objects.select_related("unit").filter(pk=pk).first() if pk else None


def _in_reach(request: HttpRequest, member: Member | None) -> Member | None:
    if member is None or not request.user.is_authenticated:
        return None
    return Member.objects.visible_to(request.user, MembersPermission.VIEW_MEMBER).filter(pk=member.pk).first()
