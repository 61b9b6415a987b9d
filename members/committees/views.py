"""Committees and their terms: the list with what is missing, one committee, elections, seats."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import PersonRequest, needs
from members.committees import actions
from members.committees.advice import Advice, advice_for
from members.committees.forms import CommitteeFilter, ElectionForm, GiveUpForm, NewElectionForm, SeatForm
from members.committees.models.committees import Committee, Seat, Term, duty
from members.committees.rules import TONES, WANTING, standing, vacancies
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.attachments import attachment_or_404, download
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing, set_for_template
from office.refusals import answer, refusals_into
from office.types import AnnotatedRow

VIEW, CHANGE = MembersPermission.VIEW_UNIT, MembersPermission.CHANGE_UNIT
COLUMNS: tuple[Column[AnnotatedRow], ...] = (
    Column(_("Unit"), 32, lambda row: row.unit),
    Column(_("Committee"), 24, lambda row: row.get_kind_display()),
    Column(_("Places"), 10, lambda row: row.places),
    Column(_("Sitting"), 10, lambda row: row.sitting),
    Column(_("Vacant"), 10, lambda row: row.vacant),
    Column(_("Term until"), 12, lambda row: row.ends_on),
    Column(_("Standing"), 24, lambda row: standing_of(row).label),
)


class Missing:
    """A line of the list of what is missing."""

    def __init__(self, advice: Advice, unit: Unit) -> None:
        self.advice, self.unit = advice, unit


MISSING_COLUMNS: tuple[Column[Missing], ...] = (
    Column(_("Unit"), 32, lambda row: row.unit),
    Column(_("Committee that is missing"), 24, lambda row: row.advice.kind.label),
    Column(_("Heads"), 10, lambda row: row.advice.heads.all),
    Column(_("Women"), 10, lambda row: row.advice.heads.women),
)


def _committees(request: PersonRequest, form: CommitteeFilter) -> Listing[Committee]:
    today = timezone.localdate()
    committees = Committee.objects.visible_to(request.user, VIEW).with_term(today).select_related("unit")
    return Listing(
        request=request,
        name=_("Committees and terms"),
        form=form,
        rows=form.narrow(committees, today),
        sorts={"unit": "unit__path", "kind": "kind", "ends_on": "ends_on", "vacant": "vacant"},
        default="unit",
        columns=COLUMNS,
        export_url=reverse("members:committee_export"),
    )


def _missing(request: PersonRequest, form: CommitteeFilter, lines: list[Missing]) -> Listing[Missing]:
    return Listing(
        request=request,
        name=_("Committees and terms"),
        form=form,
        rows=lines,
        columns=MISSING_COLUMNS,
        export_url=reverse("members:committee_export"),
    )


def _advice(request: PersonRequest, form: CommitteeFilter) -> list[Advice]:
    """What the units in reach ought to have and don't, as far as the filter lets it through."""
    units = form.narrow_units(Unit.objects.visible_to(request.user, VIEW))
    kind = form.cleaned_data.get("kind") if form.is_valid() else ""
    return [advice for advice in advice_for(units) if not kind or advice.kind == kind]


def _lines(advice: list[Advice]) -> list[Missing]:
    units = Unit.objects.in_bulk({one.unit_id for one in advice})
    return [Missing(one, units[one.unit_id]) for one in advice]


def _asks_for_missing(form: CommitteeFilter) -> bool:
    return form.is_valid() and form.cleaned_data["standing"] == WANTING


@needs(VIEW)
def committee_list(request: PersonRequest) -> HttpResponse:
    """The committees in reach with their terms; or, if the filter says so, those that ought to be there and aren't."""
    form = CommitteeFilter(request.GET, user=request.user)
    advice = _advice(request, form)
    if _asks_for_missing(form):
        missing, more = _part(advice, request.GET.get("after", ""))
        return _missing(request, form, missing).render(
            "members/committees/committee_missing.html", missing=missing, missing_count=len(advice), more=more
        )
    committees = _committees(request, form)
    for row in committees.page:
        standing = standing_of(row)
        set_for_template(row, standing=standing, tone=TONES[standing])
    return committees.render("members/committees/committee_list.html", missing_count=len(advice))


@needs(VIEW)
def committee_export(request: PersonRequest) -> FileResponse:
    """What the list shows, as a workbook."""
    form = CommitteeFilter(request.GET, user=request.user)
    if _asks_for_missing(form):
        return _missing(request, form, _lines(_advice(request, form))).export("committee.export")
    return _committees(request, form).export("committee.export")


@needs(VIEW)
def committee_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One committee: who sits there, what is vacant, its terms and elections."""
    return _detail(request, _committee(request, pk, VIEW))


@needs(CHANGE)
def committee_elect(request: PersonRequest, pk: int) -> HttpResponse:
    """Record an election of a unit's committee: its first, or the next one."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user, CHANGE).open(), pk=pk)
    form = NewElectionForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        with refusals_into(form):
            term = actions.record_election(
                unit,
                asked["kind"],
                form.election(),
                asked["attachments"],
                by=request.user,
                keep_seats=asked["keep_seats"],
            )
            messages.success(request, _("The election has been recorded. Now say who sits on the committee."))
            return redirect(term.committee)
    context = {"form": form, "unit": unit, "back": unit.get_absolute_url()}
    return answer(request, "members/committees/election_form.html", context)


@needs(CHANGE)
def term_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Set right what was entered of an election, or hand in its document."""
    terms = Term.objects.visible_to(request.user, CHANGE).select_related("committee__unit")
    term = get_object_or_404(terms, pk=pk)
    given = {name: getattr(term, name) for name in ("elected_on", "starts_on", "years", "entitled", "voted", "places")}
    form = ElectionForm(request.POST or None, request.FILES or None, initial=given)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.correct_term(term, form.election(), form.cleaned_data["attachments"], by=request.user)
            messages.success(request, _("The election has been corrected."))
            return redirect(term.committee)
    unit, back = term.committee.unit, term.committee.get_absolute_url()
    context = {"form": form, "unit": unit, "term": term, "back": back}
    return answer(request, "members/committees/election_form.html", context)


@require_POST
@needs(CHANGE)
def seat_take(request: PersonRequest, pk: int) -> HttpResponse:
    """Put somebody on the committee, in the term that runs or comes."""
    committee = _committee(request, pk, CHANGE)
    term = _open_term(committee)
    if term is None:
        button = ButtonForm(request.POST)
        button.add_error(None, _("Record the election first."))
        return _detail(request, committee, button)
    form = SeatForm(request.POST, user=request.user, term=term)
    if form.is_valid():
        with refusals_into(form):
            actions.take_seat(term, form.candidate(), since=form.cleaned_data["since"], by=request.user)
            messages.success(request, _("The seat has been taken."))
            return redirect(committee)
    return _detail(request, committee, form)


@needs(CHANGE)
def seat_give_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Somebody leaves the committee, from a day and for a reason."""
    seats = Seat.objects.visible_to(request.user, CHANGE).select_related("term__committee__unit", "member")
    seat = get_object_or_404(seats, pk=pk)
    form = GiveUpForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.give_up_seat(seat, by=request.user, **form.cleaned_data)
            messages.success(request, _("The seat is vacant now."))
            return redirect(seat.term.committee)
    context = {"form": form, "seat": seat, "committee": seat.term.committee}
    return answer(request, "members/committees/seat_give_up.html", context)


@needs(VIEW)
def term_file(request: PersonRequest, pk: int, file_pk: int) -> FileResponse:
    """The result document of an election."""
    terms = Term.objects.visible_to(request.user, VIEW).filter(pk=pk)
    return download(attachment_or_404(file_pk, terms))


def standing_of(row: AnnotatedRow) -> Any:
    """The standing of a committee with its term."""
    return standing(row.ends_on, row.renewed, row.dissolved_on is not None, timezone.localdate())


def _committee(request: PersonRequest, pk: int, perm: str) -> Any:
    committees = Committee.objects.visible_to(request.user, perm).with_term(timezone.localdate())
    return get_object_or_404(committees.select_related("unit"), pk=pk)


def _open_term(committee: Committee) -> Term | None:
    """The term in which seats are taken: the last one of a committee that stands."""
    return None if committee.dissolved_on else committee.terms.order_by("-starts_on").first()


def _detail(request: PersonRequest, committee: Any, sent: SeatForm | ButtonForm | None = None) -> HttpResponse:
    terms = list(committee.terms.order_by("-starts_on").prefetch_related("attachments", "seats__member__user"))
    last = terms[0] if terms else None
    committee.standing = standing_of(committee)
    committee.tone = TONES[committee.standing]
    may_change = access.can(request.user, CHANGE, committee.unit)
    form = sent if isinstance(sent, SeatForm) else None
    if form is None and may_change and last and not committee.dissolved_on:
        form = SeatForm(user=request.user, term=last)
    seats = list(last.seats.all()) if last else []
    held = [seat for seat in seats if seat.until is None]
    context = {
        "committee": committee,
        "terms": terms,
        "term": last,
        "held": held,
        "given_up": [seat for seat in seats if seat.until is not None],
        "vacant": _vacant(last, seats) if last and not committee.dissolved_on else [],
        "form": form,
        "sent": sent,
        "may_change": may_change,
        "may_see_members": access.can(request.user, MembersPermission.VIEW_MEMBER, committee.unit),
    }
    return answer(request, "members/committees/committee_detail.html", context, address=committee.get_absolute_url())


def _vacant(term: Term, seats: list[Seat]) -> list[str]:
    """The posts without a holder, as they are called; who left the union holds none any more."""
    held = [(seat.post, seat.portfolio) for seat in seats if seat.until is None and not seat.has_left]
    given_up = [(seat.post, seat.portfolio) for seat in seats if seat.until is not None or seat.has_left]
    return [duty(post, portfolio) for post, portfolio in vacancies(term.places, held, given_up)]


def _part(advice: list[Advice], after: str, size: int = 50) -> tuple[list[Missing], str]:
    """The lines behind the unit at the path `after`, and the path behind which there are more ("" for none)."""
    rest = [one for one in advice if one.path > after]
    shown = rest[:size]
    # A unit's lines stay together.
    shown += [one for one in rest[size : size + 3] if shown and one.unit_id == shown[-1].unit_id]
    return _lines(shown), shown[-1].path if len(rest) > len(shown) else ""
