"""Pages of probable duplicates: the list, a pair side by side, the decision, and undoing a merge."""

from datetime import date

from django.contrib import messages
from django.db.models import Field, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.duplicates.actions import candidates as actions
from members.duplicates.actions.merging import merge_members
from members.duplicates.actions.two_records import PARTS, differing, lacking
from members.duplicates.actions.undoing import undo_merge
from members.duplicates.forms import PERM, DismissForm, DoubleFilter, MergeForm, TwoRecordsForm
from members.duplicates.models import DoubleCandidate, DoubleState, Merge
from members.duplicates.querysets import DoubleCandidates
from members.duplicates.rules import UNDO_WITHIN, state_rank
from members.permissions import MembersPermission
from members.register.models.member import Member
from office.exports import Column
from office.forms import ReasonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.types import FormData, Message

COLUMNS: tuple[Column[DoubleCandidate], ...] = (
    Column(_("name"), 12, lambda pair: pair.a.name),
    Column(_("employee number"), 14, lambda pair: pair.a.employee_number),
    Column(_("unit"), 24, lambda pair: pair.a.unit),
    Column(_("the other's name"), 12, lambda pair: pair.b.name),
    Column(_("the other's employee number"), 14, lambda pair: pair.b.employee_number),
    Column(_("the other's unit"), 24, lambda pair: pair.b.unit),
    Column(_("reasons"), 40, lambda pair: ", ".join(pair.reason_labels)),
    Column(_("state"), 12, lambda pair: pair.get_state_display()),
)
LABELS = {"certificate": _("Certificate"), "account": _("Account")}


def _pairs(request: AuthenticatedHttpRequest) -> DoubleCandidates:
    return DoubleCandidate.objects.visible_to(request.user, PERM).select_related("a__unit", "b__unit")


@needs(PERM)
def double_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the pairs of which the user may merge both records, by default the open ones, the likeliest first."""
    return _list(request, TwoRecordsForm(user=request.user))


def _doubles(request: AuthenticatedHttpRequest) -> Listing[DoubleCandidate]:
    form = DoubleFilter(request.GET, user=request.user)
    pairs = form.narrow(_pairs(request))
    return Listing(
        request=request,
        name=_("Probable doubles"),
        form=form,
        rows=pairs.defer("a__id_number", "a__bank_card", "b__id_number", "b__bank_card"),
        sorts={"likely": "score"},
        default="-likely",
        sorts_if_few={"name": "a__pinyin", "unit": "a__unit__path", "found": "found_at"},
        columns=COLUMNS,
        export_url=reverse("members:double_export"),
        address=reverse("members:double_list"),
    )


def _list(request: AuthenticatedHttpRequest, two: TwoRecordsForm) -> HttpResponse:
    return _doubles(request).render("members/duplicates/double_list.html", two=two)


@needs(PERM)
def double_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook; an audit event says so."""
    return _doubles(request).export("member.export_doubles")


@require_POST
@needs(PERM)
def double_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Put two records side by side by their employee numbers."""
    form = TwoRecordsForm(request.POST, user=request.user)
    if form.is_valid():
        with refusals_into(form):
            pair = actions.put_side_by_side(form.cleaned_data["one"], form.cleaned_data["other"], by=request.user)
            return redirect(pair)
    return _list(request, form)


@needs(PERM)
def double_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show both records of a pair part by part; a POST merges them as chosen."""
    pair = _pair(request, pk)
    first, second = _kept_first(pair)
    form = _merge_form(request.POST or None, first, second)
    if request.method == "POST" and form.is_valid():
        keep = form.cleaned_data["keep"]
        kept, other = (first, second) if keep == first.pk else (second, first)
        take = form.taken() | set(lacking(kept, other))
        with refusals_into(form):
            reason = form.cleaned_data["reason"]
            return redirect(merge_members(pair, keep=keep, take=take, by=request.user, reason=reason))
    return _pair_page(request, pk, form=form)


def _pair(request: AuthenticatedHttpRequest, pk: int) -> DoubleCandidate:
    return get_object_or_404(_pairs(request).select_related("a__user", "b__user", "decided_by"), pk=pk)


def _merge_form(data: FormData, first: Member, second: Member) -> MergeForm:
    return MergeForm(data, first=first, second=second, parts=differing(first, second))


def _pair_page(
    request: AuthenticatedHttpRequest, pk: int, form: MergeForm | None = None, dismiss: DismissForm | None = None
) -> HttpResponse:
    pair = _pair(request, pk)
    first, second = _kept_first(pair)
    form = form or _merge_form(None, first, second)
    context = {
        "pair": pair,
        "form": form,
        "dismiss": dismiss or DismissForm(),
        "first": first,
        "second": second,
        "rows": _rows(request, first, second, form),
        "merge": pair.merges.not_undone().first(),
        "open": pair.state == DoubleState.OPEN,
        "undo_days": UNDO_WITHIN.days,
    }
    return answer(request, "members/duplicates/double_detail.html", context, address=pair.get_absolute_url())


def _kept_first(pair: DoubleCandidate) -> tuple[Member, Member]:
    """Return both records, first the one to propose for keeping: of the higher state, with an account, the older."""
    pairs = sorted((pair.a, pair.b), key=lambda m: (-state_rank(m.state), m.user_id is None, m.pk))
    return pairs[0], pairs[1]


def _rows(request: AuthenticatedHttpRequest, first: Member, second: Member, form: MergeForm) -> list[dict[str, object]]:
    """Return a row for each part: label, both values with numbers masked, and the choice where they differ."""
    return [
        {
            "label": _label(part),
            "shown": (_shown(request, first, part), _shown(request, second, part)),
            "choice": form[part] if part in form.parts else None,
        }
        for part in PARTS
    ]


def _label(part: str) -> Message:
    if part in LABELS:
        return LABELS[part]
    field = Member._meta.get_field(part)
    assert isinstance(field, Field)
    return field.verbose_name


def _shown(request: AuthenticatedHttpRequest, member: Member, part: str) -> object:
    if part == "certificate":
        may_read = access.can(request.user, MembersPermission.REVEAL_MEMBER, member.unit)
        number = member.id_number_to_compare if may_read else member.masked_id_number
        return f"{member.get_id_kind_display()} {number}"
    if part == "account":
        return member.user.username if member.user else ""
    if part == "phone":
        return member.masked_phone
    display = getattr(member, f"get_{part}_display", None)
    value: object = display() if display else getattr(member, part)
    if isinstance(value, date):
        return value.isoformat()
    return value if not isinstance(value, bool) else _("yes") if value else _("no")


@require_POST
@needs(PERM)
def double_dismiss(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Dismiss a pair as two people."""
    pair, form = _pair(request, pk), DismissForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            actions.dismiss_double(pair, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("These two are not offered again."))
            return redirect("members:double_list")
    return _pair_page(request, pk, dismiss=form)


def _merges(request: AuthenticatedHttpRequest) -> QuerySet[Merge]:
    rows = Merge.objects.visible_to(request.user, PERM)
    return rows.select_related("winner__unit", "loser__unit", "by", "undone_by", "pair")


@needs(PERM)
def merge_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a merge: which parts were taken from the merged record, and until when it can be undone."""
    return _merge_page(request, pk, ReasonForm())


def _merge_page(request: AuthenticatedHttpRequest, pk: int, form: ReasonForm) -> HttpResponse:
    merge = get_object_or_404(_merges(request), pk=pk)
    until = merge.at + UNDO_WITHIN
    context = {
        "merge": merge,
        "form": form,
        "taken": [_label(part) for part in merge.taken],
        "left_over": [_label(part) for part in merge.left_over],
        "until": until,
        "may_undo": merge.undone_at is None and timezone.now() <= until,
    }
    return answer(request, "members/duplicates/merge_detail.html", context, address=merge.get_absolute_url())


@require_POST
@needs(PERM)
def merge_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Undo a merge, with a reason."""
    merge = get_object_or_404(_merges(request), pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            undo_merge(merge, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("These are two records again."))
            return redirect(merge)
    return _merge_page(request, pk, form)
