"""Elections, re-elections and by-elections of a unit's committees, and the warning before a term ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.authority.models import User
from members.committees.models.committees import Committee, Seat, Term
from members.committees.models.separation import CONSTRAINT
from members.committees.rules import CommitteeKind, CommitteePost, Side, last_day
from members.permissions import MembersPermission
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.outbox.rules import rests_until
from office.types import Files, JsonValue
from office.uploads.actions import attach
from office.workdays import is_day_off

BATCH_SIZE = 200


@dataclass(frozen=True)
class Election:
    """An election by its minutes; `entitled`, `voted` and `places` count people, `years` is the length of the term."""

    elected_on: date
    starts_on: date
    years: int
    entitled: int
    voted: int
    places: int


@dataclass(frozen=True)
class Candidate:
    """Whoever takes a seat: a member, or somebody of the employer's side by `name` only."""

    member: Member | None = None
    name: str = ""
    side: str = Side.STAFF
    post: str = CommitteePost.MEMBER
    portfolio: str = ""


@transaction.atomic
def record_election(
    unit: Unit, kind: str, election: Election, files: Files = (), *, by: User, keep_seats: bool = False
) -> Term:
    """Create a committee's first or next term; a term still running ends the day before.

    A dissolved committee exists again. With `keep_seats` the present holders get the same seats in the new term. Raises
    NotAllowed in a closed unit, and unless the term begins after the committee's last one.
    """
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if unit.closed_on:
        raise NotAllowed(_("%(unit)s is closed.") % {"unit": unit})
    committee, _new = Committee.objects.get_or_create(unit=unit, kind=kind)
    before = committee.terms.order_by("-starts_on").first()
    if before and election.starts_on <= before.starts_on:
        raise NotAllowed(
            _("The committee has had a later election already, whose term began on %(day)s.")
            % {"day": before.starts_on.isoformat()}
        )
    Committee.objects.filter(pk=committee.pk).update(dissolved_on=None)
    seats = list(Seat.objects.sitting().filter(term=before)) if before and keep_seats else []
    if before:
        _end_term(before, election.starts_on - timedelta(days=1))
    number = (committee.terms.aggregate(last=Max("number"))["last"] or 0) + 1
    term = Term.objects.create(
        committee=committee, number=number, ends_on=last_day(election.starts_on, election.years), **vars(election)
    )
    for seat in seats:
        _create_seat(term, Candidate(seat.member, seat.name, seat.side, seat.post, seat.portfolio), election.starts_on)
    changes: dict[str, JsonValue] = {
        "term": number,
        "elected_on": election.elected_on.isoformat(),
        "voted": election.voted,
    }
    audit.record("committee.elect", committee, by=by, unit=unit, changes=changes)
    attach(term, files, by=by)
    return term


@transaction.atomic
def correct_term(term: Term, election: Election, files: Files = (), *, by: User) -> None:
    """Correct the figures of an election, and attach `files`.

    Raises NotAllowed when the term would overlap another one of the committee.
    """
    row = Term.objects.select_for_update().select_related("committee__unit").get(pk=term.pk)
    old = {name: getattr(row, name) for name in vars(election)}
    for name, value in vars(election).items():
        setattr(row, name, value)
    if (row.starts_on, row.years) != (old["starts_on"], old["years"]):
        row.ends_on = last_day(row.starts_on, row.years)
    others = row.committee.terms.exclude(pk=row.pk)
    if others.filter(starts_on__lte=row.ends_on, ends_on__gte=row.starts_on).exists():
        raise NotAllowed(_("The term would run into another one of this committee."))
    row.save()
    changed = {name: [str(old[name]), str(value)] for name, value in vars(election).items() if old[name] != value}
    if changed or files:
        changes = changed | ({"files": len(files)} if files else {})
        audit.record("committee.correct", row.committee, by=by, unit=row.committee.unit, changes=changes)
    attach(row, files, by=by)


@transaction.atomic
def take_seat(term: Term, candidate: Candidate, *, since: date, by: User) -> Seat:
    """Create the seat of a candidate from `since` on, elected with the committee or by a later by-election.

    Raises NotAllowed unless the term is the committee's last one, for a day outside it, for a second chair or a second
    seat of a member, for the employer's side except on a mediation committee, and for a fund review by somebody who
    holds a post that spends.
    """
    term = Term.objects.select_for_update(no_key=True).select_related("committee__unit").get(pk=term.pk)
    _require_last_term(term)
    if not term.starts_on <= since <= term.ends_on:
        raise NotAllowed(_("The day lies outside the term."))
    if candidate.side == Side.EMPLOYER and term.committee.kind != CommitteeKind.MEDIATION:
        raise NotAllowed(_("Only a mediation committee has members of the employer's side."))
    held = term.seats.held()
    if candidate.post == CommitteePost.CHAIR and held.filter(post=CommitteePost.CHAIR).exists():
        raise NotAllowed(_("The committee has a chair. Enter first that the chair was given up."))
    if candidate.member and held.filter(member=candidate.member).exists():
        raise NotAllowed(_("%(name)s sits on this committee already.") % {"name": candidate.member})
    seat = _create_seat(term, candidate, since)
    # Audit events are kept after an erasure: they hold the number of the seat, not a name.
    changes: dict[str, JsonValue] = {
        "seat": seat.pk,
        "post": seat.post,
        "portfolio": seat.portfolio,
        "since": since.isoformat(),
    }
    audit.record("committee.seat", term.committee, by=by, unit=term.committee.unit, changes=changes)
    return seat


@transaction.atomic
def give_up_seat(seat: Seat, *, until: date, by: User, reason: str) -> None:
    """End a seat after the day `until`. Raises NotAllowed when it has ended already, or for a day before its first."""
    row = Seat.objects.select_for_update(of=("self",)).select_related("term__committee__unit", "member").get(pk=seat.pk)
    if row.until is not None:
        raise NotAllowed(_("This seat has been given up already."))
    if until < row.since:
        raise NotAllowed(_("The last day lies before the first one."))
    row.until, row.reason = until, reason
    row.save(update_fields=["until", "reason"])
    committee = row.term.committee
    changes: dict[str, JsonValue] = {"seat": row.pk, "post": row.post, "until": until.isoformat()}
    audit.record("committee.give_up", committee, by=by, unit=committee.unit, reason=reason, changes=changes)


def warn_of_ending_terms(today: date) -> int:
    """Notify whoever may change the unit, once per term, that it ends within six months or has ended; return how
    many terms.

    Terms whose warning would fall on the days off that follow `today` are warned of, too.
    """
    warned, upto = 0, rests_until(today, is_day_off)
    while pks := list(Term.objects.to_warn_of(upto).order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE]):
        for pk in pks:
            warned += _warn(pk, today)
    return warned


@transaction.atomic
def _warn(pk: int, today: date) -> int:
    """Mark the term as warned of and notify; return 1, or 0 when another sweep has marked it already."""
    if not Term.objects.filter(pk=pk, warned_at=None).update(warned_at=timezone.now()):
        return 0
    term = Term.objects.select_related("committee__unit").get(pk=pk)
    late = gettext_lazy("The term of %(committee)s ended on %(day)s: elect a new one.")
    ahead = gettext_lazy("The term of %(committee)s ends on %(day)s: prepare the re-election.")
    notify(
        access.holders(MembersPermission.CHANGE_UNIT, term.committee.unit),
        late if term.ends_on < today else ahead,
        term.committee.get_absolute_url(),
        committee=term.committee,
        day=term.ends_on.isoformat(),
    )
    return 1


def _end_term(term: Term, day: date) -> None:
    """End a term and its held seats on `day`, or on its last day if that is earlier."""
    if term.ends_on > day:
        Term.objects.filter(pk=term.pk).update(ends_on=day)
    for seat in term.seats.held():
        Seat.objects.filter(pk=seat.pk).update(until=max(seat.since, min(day, term.ends_on)))


def _create_seat(term: Term, candidate: Candidate, since: date) -> Seat:
    """Create a seat; raises NotAllowed when the trigger of `separation` refuses it."""
    spends = _("%(name)s holds an office that decides about spending, and can't review the funds.")
    with refused_by({CONSTRAINT: spends % {"name": candidate.member}}):
        return Seat.objects.create(term=term, since=since, **vars(candidate))


def _require_last_term(term: Term) -> None:
    """Raise NotAllowed when a later term has been recorded, or the committee is dissolved."""
    if term.committee.dissolved_on or term.committee.terms.filter(starts_on__gt=term.starts_on).exists():
        raise NotAllowed(_("A later term has begun, or the committee was dissolved."))
