"""Pages of committees and their terms: the list with what is missing, one committee, elections, seats."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.committees import actions
from members.committees.forms import CommitteeFilter, ElectionForm, GiveUpForm, NewElectionForm, SeatForm
from members.committees.missing import MissingCommittee, missing_committees
from members.committees.models.committees import Committee, Seat, Term
from members.committees.rules import MISSING, duty, vacancies
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import answer, refusals_into
from office.uploads.serving import attachment_or_404, download

VIEW, CHANGE = MembersPermission.VIEW_UNIT, MembersPermission.CHANGE_UNIT
COLUMNS: tuple[Column[Committee], ...] = (
    Column(_("Unit"), 32, lambda row: row.unit),
    Column(_("Committee"), 24, lambda row: row.get_kind_display()),
    Column(_("Places"), 10, lambda row: row.places),
    Column(_("Sitting"), 10, lambda row: row.sitting),
    Column(_("Vacant"), 10, lambda row: row.vacant),
    Column(_("Term until"), 12, lambda row: row.ends_on),
    Column(_("Standing"), 24, lambda row: row.status.label),
)


@dataclass(frozen=True)
class MissingLine:
    """A line of the list of missing committees."""

    committee: MissingCommittee
    unit: Unit


MISSING_COLUMNS: tuple[Column[MissingLine], ...] = (
    Column(_("Unit"), 32, lambda row: row.unit),
    Column(_("Committee that is missing"), 24, lambda row: row.committee.kind.label),
    Column(_("Heads"), 10, lambda row: row.committee.headcount.all),
    Column(_("Women"), 10, lambda row: row.committee.headcount.women),
)


def _committees(request: AuthenticatedHttpRequest, form: CommitteeFilter) -> Listing[Committee]:
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


def _missing_list(
    request: AuthenticatedHttpRequest, form: CommitteeFilter, lines: list[MissingLine]
) -> Listing[MissingLine]:
    return Listing(
        request=request,
        name=_("Committees and terms"),
        form=form,
        rows=lines,
        columns=MISSING_COLUMNS,
        export_url=reverse("members:committee_export"),
    )


def _missing(request: AuthenticatedHttpRequest, form: CommitteeFilter) -> list[MissingCommittee]:
    """Return the missing committees of the user's units that pass the filter."""
    units = form.narrow_units(Unit.objects.visible_to(request.user, VIEW))
    kind = form.cleaned_data.get("kind") if form.is_valid() else ""
    return [one for one in missing_committees(units) if not kind or one.kind == kind]


def _lines(missing: list[MissingCommittee]) -> list[MissingLine]:
    units = Unit.objects.in_bulk({one.unit_id for one in missing})
    return [MissingLine(one, units[one.unit_id]) for one in missing]


def _asks_for_missing(form: CommitteeFilter) -> bool:
    return form.is_valid() and form.cleaned_data["standing"] == MISSING


@needs(VIEW)
def committee_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the committees of the user's units with their terms; or, if the filter says so, the missing ones."""
    form = CommitteeFilter(request.GET, user=request.user)
    missing = _missing(request, form)
    if _asks_for_missing(form):
        lines, more = _missing_page(missing, request.GET.get("after", ""))
        return _missing_list(request, form, lines).render(
            "members/committees/committee_missing.html", missing=lines, missing_count=len(missing), more=more
        )
    return _committees(request, form).render("members/committees/committee_list.html", missing_count=len(missing))


@needs(VIEW)
def committee_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook; an audit event says so."""
    form = CommitteeFilter(request.GET, user=request.user)
    if _asks_for_missing(form):
        return _missing_list(request, form, _lines(_missing(request, form))).export("committee.export")
    return _committees(request, form).export("committee.export")


@needs(VIEW)
def committee_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a committee: its seats, the vacant ones, its terms and elections."""
    return _page(request, _committee(request, pk, VIEW))


@needs(CHANGE)
def committee_elect(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Record an election of a unit's committee, the first or the next one."""
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
def term_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Correct the figures of an election, or add its document."""
    terms = Term.objects.visible_to(request.user, CHANGE).select_related("committee__unit")
    term = get_object_or_404(terms, pk=pk)
    names = ("elected_on", "starts_on", "years", "entitled", "voted", "places")
    initial = {name: getattr(term, name) for name in names}
    form = ElectionForm(request.POST or None, request.FILES or None, initial=initial)
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
def seat_take(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Give somebody a seat on the committee, in its last term."""
    committee = _committee(request, pk, CHANGE)
    term = _open_term(committee)
    if term is None:
        button = ButtonForm(request.POST)
        button.add_error(None, _("Record the election first."))
        return _page(request, committee, button)
    form = SeatForm(request.POST, user=request.user, term=term)
    if form.is_valid():
        with refusals_into(form):
            actions.take_seat(term, form.candidate(), since=form.cleaned_data["since"], by=request.user)
            messages.success(request, _("The seat has been taken."))
            return redirect(committee)
    return _page(request, committee, form)


@needs(CHANGE)
def seat_give_up(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """End somebody's seat, with a last day and a reason."""
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
def term_file(request: AuthenticatedHttpRequest, pk: int, file_pk: int) -> FileResponse:
    """Download the result document of an election."""
    terms = Term.objects.visible_to(request.user, VIEW).filter(pk=pk)
    return download(attachment_or_404(file_pk, terms))


def _committee(request: AuthenticatedHttpRequest, pk: int, perm: str) -> Committee:
    committees = Committee.objects.visible_to(request.user, perm).with_term(timezone.localdate())
    return get_object_or_404(committees.select_related("unit"), pk=pk)


def _open_term(committee: Committee) -> Term | None:
    """Return the term in which seats are taken: the last one, None if the committee has none or is dissolved."""
    return None if committee.dissolved_on else committee.terms.order_by("-starts_on").first()


def _page(
    request: AuthenticatedHttpRequest, committee: Committee, sent: SeatForm | ButtonForm | None = None
) -> HttpResponse:
    """Return the page of a committee read by `with_term`; `sent` is the form that was sent, if one was."""
    terms = list(committee.terms.order_by("-starts_on").prefetch_related("attachments", "seats__member__user"))
    last = terms[0] if terms else None

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
    """Return the labels of the vacant posts; whoever left the union holds none any more."""
    held = [(seat.post, seat.portfolio) for seat in seats if seat.until is None and not seat.has_left]
    given_up = [(seat.post, seat.portfolio) for seat in seats if seat.until is not None or seat.has_left]
    return [duty(post, portfolio) for post, portfolio in vacancies(term.places, held, given_up)]


def _missing_page(missing: list[MissingCommittee], after: str, size: int = 50) -> tuple[list[MissingLine], str]:
    """Return the lines after the unit at the path `after`, and the path after which more follow, "" for none."""
    rest = [one for one in missing if one.path > after]
    shown = rest[:size]
    # A unit's lines stay together.
    shown += [one for one in rest[size : size + 3] if shown and one.unit_id == shown[-1].unit_id]
    return _lines(shown), shown[-1].path if len(rest) > len(shown) else ""
