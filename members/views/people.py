"""Members for the staff: the list, one member, the numbers in full, the export."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from members import access
from members.actions import records
from members.doors import PersonRequest, needs
from members.forms.people import CorrectForm, MemberFilter, RevealForm
from members.models import Member, Unit, User
from members.querysets.as_of import turned_back, turned_back_in_parts
from union_portal.office import paging
from union_portal.office.errors import NotAllowed
from union_portal.office.exports import Column, export_list
from union_portal.office.models import AuditEvent

COLUMNS = {
    "name": "pinyin",
    "employee_number": "employee_number",
    "unit": "unit__path",
    "joined_on": "joined_on",
    "state": "state",
    "entered": "pk",
}
# Of the register on another day.
COLUMNS_THEN = {"unit": "unit_path_then", "state": "state_then"}
SHEET = (
    Column(_("name"), 12, lambda member: member.name),
    Column(_("employee number"), 14, lambda member: member.employee_number),
    Column(_("unit"), 24, lambda member: member.unit),
    Column(_("sex"), 6, lambda member: member.get_sex_display()),
    Column(_("certificate number"), 22, lambda member: member.masked_id_number),
    Column(_("phone"), 16, lambda member: member.masked_phone),
    Column(_("post category"), 12, lambda member: member.get_post_category_display()),
    Column(_("employment status"), 12, lambda member: member.get_employment_display()),
    Column(_("membership"), 12, lambda member: member.get_state_display()),
    Column(_("member since"), 12, lambda member: member.joined_on),
)
LIFE_SHOWN = 50
# Fields that only follow from others.
FOLLOWS = {"updated_at", "pinyin", "initials"}


def _shown(request: PersonRequest, perm: str) -> tuple[MemberFilter, QuerySet, tuple[str, ...]]:
    form = MemberFilter(request.GET, user=request.user)
    members = form.narrow(Member.objects.visible_to(request.user, perm, on=form.day)).select_related("unit")
    columns = COLUMNS | COLUMNS_THEN if form.day else COLUMNS
    return form, members, paging.chosen_order(request.GET, columns, default="-entered")


@needs("members.view_member")
def member_list(request: PersonRequest) -> HttpResponse:
    """The members in reach, narrowed, sorted, page by page."""
    form, members, order = _shown(request, "members.view_member")
    page = paging.keyset(members.defer("id_number", "bank_card"), request.GET, order=order)
    if form.day:
        for member in turned_back(page, form.day):
            member.out_of_reach = not access.can(request.user, "members.view_member", member.unit_now)
    context = {
        "form": form,
        "page": page,
        "tally": paging.tally(members),
        "may_import": access.holds(request.user, "members.import_member"),
        "may_export": access.holds(request.user, "members.export_member"),
    }
    return render(request, "members/member_list.html", context)


@needs("members.export_member")
def member_export(request: PersonRequest) -> FileResponse:
    """What the list shows, as a workbook, masked; on the record."""
    form, members, order = _shown(request, "members.export_member")
    members = members.order_by(*order)
    rows = turned_back_in_parts(members, form.day) if form.day else members
    return export_list("member.export", rows, SHEET, request=request, name=_("Members"), form=form)


@needs("members.view_member")
def member_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One member: the card, the state, what happened when."""
    return _detail(request, pk, RevealForm(), {})


@never_cache
@require_POST
@needs("members.reveal_member")
def member_reveal(request: PersonRequest, pk: int) -> HttpResponse:
    """The same page with the numbers in full, once, for a reason that goes on the record."""
    member = get_object_or_404(Member.objects.visible_to(request.user, "members.reveal_member"), pk=pk)
    form = RevealForm(request.POST)
    secrets: dict[str, str] = {}
    if form.is_valid():
        try:
            secrets = records.reveal_secrets(member, by=request.user, reason=form.cleaned_data["reason"])
        except NotAllowed as why:
            messages.error(request, str(why))
            return redirect(member)
    response = _detail(request, pk, form, secrets)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@needs("members.change_member")
def member_correct(request: PersonRequest, pk: int) -> HttpResponse:
    """Set right what the register has wrong, for a reason."""
    members = Member.objects.visible_to(request.user, "members.change_member").select_related("unit")
    member = get_object_or_404(members, pk=pk)
    form = CorrectForm(request.POST or None, user=request.user, instance=member)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            changed = records.correct_member(member, form.corrections(), by=request.user, reason=reason)
        except NotAllowed as why:
            form.add_error("employee_number", str(why))
        else:
            if changed:
                messages.success(request, _("The register has been corrected."))
            else:
                messages.info(request, _("Nothing changed."))
            return redirect("members:member_detail", pk=pk)
    status = 422 if form.errors else 200
    return render(request, "members/member_correct.html", {"form": form, "member_pk": pk}, status=status)


def _detail(request: PersonRequest, pk: int, form: RevealForm, secrets: dict[str, str]) -> HttpResponse:
    members = Member.objects.visible_to(request.user, "members.view_member").select_related("unit", "user")
    member = get_object_or_404(members, pk=pk)
    context = {
        "member": member,
        "ancestors": Unit.objects.get_ancestors(member.unit),
        "reveal_form": form,
        "secrets": secrets,
        "may_reveal": access.can(request.user, "members.reveal_member", member.unit),
        "may_correct": access.can(request.user, "members.change_member", member.unit),
        "may_see_consents": access.can(request.user, "members.view_consent", member.unit),
        "may_hand_out": access.can(request.user, "members.hand_out_code", member.unit),
        "may_see_grants": access.can(request.user, "welfare.view_grant", member.unit),
        "life": _life(member),
    }
    return render(request, "members/member_detail.html", context)


def _life(member: Member) -> list[dict[str, Any]]:
    """The last things that happened to a member, newest first: what was done on purpose, and what the rows changed."""
    events = AuditEvent.objects.about(member).order_by("-id")[:LIFE_SHOWN]
    told: list[dict[str, Any]] = [
        {"at": e.at, "verb": e.verb, "who": e.actor, "reason": e.reason, "fields": []} for e in events
    ]
    told.extend(_changes(member))
    told.sort(key=lambda event: event["at"], reverse=True)
    created = {"at": member.created_at, "verb": "member.create", "who": None, "reason": "", "fields": []}
    return [*told[:LIFE_SHOWN], created]


def _changes(member: Member) -> Iterator[dict[str, Any]]:
    """Which fields each update touched; values stay out of the page, since old phones and numbers are private too."""
    history = apps.get_model("members.MemberEvent")
    labels = {field.name: field.verbose_name for field in Member._meta.fields}
    tracked = {field.name for field in history._meta.fields} & labels.keys() - FOLLOWS
    earlier_rows = history.objects.filter(pgh_obj=member).select_related("pgh_context").order_by("-pgh_id")
    updates = list(earlier_rows[:LIFE_SHOWN])
    makers = User.objects.in_bulk({maker for update in updates if (maker := _maker(update))})
    later: Any = member
    for before in updates:
        names = [name for name in sorted(tracked) if _differs(before, later, name)]
        if names:
            fields = [labels[name] for name in names]
            who = makers.get(_maker(before) or 0)
            yield {"at": before.pgh_created_at, "verb": "member.update", "who": who, "reason": "", "fields": fields}
        later = before


def _maker(update: Any) -> int | None:
    return update.pgh_context.metadata.get("user") if update.pgh_context else None


def _differs(before: Any, later: Any, name: str) -> bool:
    return before.serializable_value(name) != later.serializable_value(name)
