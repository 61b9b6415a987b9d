"""The API's call that returns the members changed since a cursor; each change is told at least once."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from members.api_base import RefusalSerializer
from members.hr_api.models.change_stamps import Departure, MemberStamp
from members.hr_api.querysets.change_stamps import Departures, Position, Stamps, cluster_identifier, first_unsettled
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.register.serializers import MemberSerializer

VIEW = MembersPermission.VIEW_MEMBER
PAGE, LARGEST_PAGE = 200, 1000


class ChangeSerializer(serializers.Serializer[None]):
    id = serializers.IntegerField()
    gone = serializers.BooleanField(help_text="The member has left the caller's units; nothing more is told.")
    member = MemberSerializer(allow_null=True, help_text="The member as of now; null when gone.")


class ChangesSerializer(serializers.Serializer[dict[str, object]]):
    results = ChangeSerializer(many=True)
    next = serializers.CharField(help_text="The cursor to ask with next time; keep it, also when nothing came.")
    more = serializers.BooleanField(help_text="More has changed already: ask again at once.")


class CursorGone(APIException):
    status_code = status.HTTP_410_GONE
    default_detail = gettext_lazy(
        "This cursor was given out by another database, before a restore. Begin again without one."
    )
    default_code = "cursor_gone"


class ChangesMixin:
    """Mixin of the viewset of members: `changes`."""

    @extend_schema(
        parameters=[
            OpenApiParameter("since", str, description="The `next` of the last answer; without it, everybody."),
            OpenApiParameter("page_size", int, description=f"{PAGE}, at most {LARGEST_PAGE}."),
        ],
        responses={200: ChangesSerializer, 410: RefusalSerializer},
        filters=False,
    )
    @action(detail=False, methods=["get"], pagination_class=None)
    def changes(self, request: Request) -> Response:
        """Return the members of the caller's units created or changed since a cursor, and those who left these units.

        Each member is returned once, in the order of last changes; `state` tells who withdrew, was transferred or
        merged. A change appears when every transaction that began before it has ended. Begin again without a cursor
        when the caller's permissions have changed, or units were moved.
        """
        position = _position(request.query_params.get("since", ""))
        return Response(_page(request, position, _size(request.query_params.get("page_size", str(PAGE)))))


def _page(request: Request, position: Position, size: int) -> dict[str, object]:
    # Read before the rows, so that all transactions below it are visible.
    end = first_unsettled()
    if position.transaction >= end:
        raise CursorGone
    here = MemberStamp.objects.visible_to(request.user, VIEW).between(position, end)
    left = Departure.objects.out_of_reach_of(request.user, VIEW).between(position, end)
    found = {Position(*row): gone for rows, gone in ((here, False), (left, True)) for row in _first(rows, size + 1)}
    positions = sorted(found)
    shown = positions[:size]
    people = Member.objects.visible_to(request.user, VIEW).select_related("unit")
    members = people.in_bulk([position.member for position in shown if not found[position]])
    results = [
        {"id": position.member, "gone": found[position], "member": members.get(position.member)}
        for position in shown
        # A member that left or was deleted since then follows as gone.
        if found[position] or position.member in members
    ]
    answer = {"results": results, "next": _cursor(shown[-1] if shown else position), "more": len(positions) > size}
    return dict(ChangesSerializer(answer).data)


def _first(rows: Stamps | Departures, most: int) -> list[tuple[int, int]]:
    return list(rows.values_list("transaction", "member_id")[:most])


def _cursor(position: Position) -> str:
    text = f"{cluster_identifier()}.{position.transaction}.{position.member}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _position(cursor: str) -> Position:
    if not cursor:
        return Position(0, 0)
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        which, transaction, member = (int(part) for part in text.split("."))
    except (ValueError, NotBase64) as why:
        raise ValidationError({"since": [_("This is no cursor of ours.")]}) from why
    if which != cluster_identifier():
        raise CursorGone
    if not (0 <= transaction < 2**63 and 0 <= member < 2**63):
        raise ValidationError({"since": [_("This is no cursor of ours.")]})
    return Position(transaction, member)


def _size(asked: str) -> int:
    if not asked.isascii() or not asked.isdecimal() or not 1 <= int(asked) <= LARGEST_PAGE:
        raise ValidationError({"page_size": [_("A number from 1 to %(most)s.") % {"most": LARGEST_PAGE}]})
    return int(asked)
