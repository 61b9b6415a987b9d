"""The officers' pages of one member: the page, numbers in full, corrections, the registration sheet."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.authority.models import Appointment
from members.choices import Purpose
from members.consents.checks import allows
from members.duplicates.models import Merge
from members.front.documents import registration_sheet
from members.front.member_sections import sections_for
from members.front.views.timeline import latest_events
from members.membership.models.periods import MembershipPeriod
from members.membership.views.membership import changes_of
from members.permissions import MembersPermission
from members.personal_file.actions import corrections
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.papers import MemberDocument
from members.register.actions.entry_lock import write_refusal
from members.register.forms import RevealForm
from members.register.models.member import Member
from members.register.rules.cards import card_key
from members.units.models.units import Unit
from office.documents.responses import printed
from office.refusals import answer, refusals_into

VIEW = MembersPermission.VIEW_MEMBER
TIMELINE_SHOWN = 5


@needs(VIEW)
def member_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a member: membership, personal data, family, honours, documents and posts."""
    return _detail(request, pk, RevealForm(), {})


@never_cache
@require_POST
@needs(MembersPermission.REVEAL_MEMBER)
def member_reveal(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the member's page with numbers in full, for a reason, which an audit event records."""
    member = get_object_or_404(Member.objects.visible_to(request.user, MembersPermission.REVEAL_MEMBER), pk=pk)
    form = RevealForm(request.POST)
    secrets: dict[str, str] = {}
    if form.is_valid():
        with refusals_into(form):
            secrets = corrections.reveal_secrets(member, by=request.user, reason=form.cleaned_data["reason"])
    response = _detail(request, pk, form, secrets)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@needs(VIEW)
def member_sheet(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the registration sheet (会员登记表) as PDF, to print and sign, numbers masked."""
    member = _member(request, pk)
    family = member.family.all() if allows(member, Purpose.FAMILY) else FamilyMember.objects.none()
    sheet = registration_sheet(member, family=family, honours=member.honours.all(), periods=_periods(member))
    return printed(sheet, f"{sheet.title} {member}")


def _member(request: AuthenticatedHttpRequest, pk: int) -> Member:
    return get_object_or_404(Member.objects.visible_to(request.user, VIEW).select_related("unit", "user"), pk=pk)


def _detail(request: AuthenticatedHttpRequest, pk: int, form: RevealForm, secrets: dict[str, str]) -> HttpResponse:
    member = _member(request, pk)
    user, unit = request.user, member.unit
    agrees = allows(member, Purpose.FAMILY)
    why_not = write_refusal(member, user)
    may_change = access.can(user, MembersPermission.CHANGE_MEMBER, unit)
    may_see_hardship = access.can(user, MembersPermission.VIEW_HARDSHIPMARK, unit)
    context = {
        "member": member,
        "card": card_key(member.pk, timezone.localdate()),
        "ancestors": Unit.objects.get_ancestors(unit),
        "reveal_form": form,
        "secrets": secrets,
        "may_reveal": not member.anonymised_at and access.can(user, MembersPermission.REVEAL_MEMBER, unit),
        "may_correct": may_change and not why_not,
        "why_not": why_not if may_change else "",
        "may_hand_out": not why_not and access.can(user, MembersPermission.HAND_OUT_CODE, unit),
        "may_see_consents": access.can(user, MembersPermission.VIEW_CONSENT, unit),
        "sections": sections_for(member, user),
        "timeline": latest_events(member, user, most=TIMELINE_SHOWN),
        "merged": Member.objects.visible_to(user, VIEW).filter(merged_into=member).select_related("unit"),
        "merge": _merge(request, member),
        "periods": _periods(member),
        **changes_of(member, user),
        "family": _family(request, member) if agrees else [],
        "may_keep_family": agrees,
        "honours": member.honours.prefetch_related("attachments"),
        "may_see_hardship": may_see_hardship,
        "may_mark": not why_not and access.can(user, MembersPermission.MARK_HARDSHIP, unit),
        "marks": _marks(member) if may_see_hardship else HardshipMark.objects.none(),
        "documents": MemberDocument.objects.filter(member=member).readable_by(user).prefetch_related("attachments"),
        "offices": _offices(member),
    }
    return answer(request, "members/front/member_detail.html", context, address=member.get_absolute_url())


def _merge(request: AuthenticatedHttpRequest, member: Member) -> Merge | None:
    """Return the merge of this record into another one, if there is one that the user may undo."""
    if member.merged_into_id is None:
        return None
    return (
        Merge.objects.visible_to(request.user, MembersPermission.MERGE_MEMBER).not_undone().filter(loser=member).first()
    )


def _periods(member: Member) -> QuerySet[MembershipPeriod]:
    return member.periods.select_related("unit").order_by("-starts_on")


def _marks(member: Member) -> QuerySet[HardshipMark]:
    return member.hardship_marks.select_related("set_by").prefetch_related("attachments")


def _offices(member: Member) -> QuerySet[Appointment]:
    held = Appointment.objects.filter(holder=member.user_id) if member.user_id else Appointment.objects.none()
    return held.select_related("post", "unit").order_by("-starts_on", "id")


def _family(request: AuthenticatedHttpRequest, member: Member) -> list[dict[str, object]]:
    """Return the kin, each with the member who is the same person and another member with the same kin, if visible."""
    family = list(member.family.all())
    hashes = [kin.id_hash for kin in family if kin.id_hash]
    themselves: dict[str | None, Member] = {}
    others: dict[str, Member] = {}
    if hashes:
        seen = Member.objects.visible_to(request.user, VIEW).filter(id_hash__in=hashes)
        themselves = {one.id_hash: one for one in seen.select_related("unit")}
        elsewhere = FamilyMember.objects.visible_to(request.user, VIEW).same_people(family)
        others = {kin.id_hash: kin.member for kin in elsewhere.select_related("member__unit")}
    return [{"kin": kin, "member": themselves.get(kin.id_hash), "of": others.get(kin.id_hash)} for kin in family]
