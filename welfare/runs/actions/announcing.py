"""Tell the members of a run: of a public list all of its units, later those who have not received.

Chunk by chunk, each chunk one statement.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import LEFT_STATES
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.claims import claim
from office.constraints import refused_by
from office.errors import NotAllowed
from office.models import Notice
from office.outbox.actions.mailings import cancel_mailing
from office.outbox.actions.writing import post_to_groups, reachable_sql, start_mailing
from office.outbox.models import Mailing
from office.outbox.rules import NEXT_OF_MAILING
from office.sql import load_sql, rows_of_sql
from office.transitions import require_state
from office.types import FieldValues
from welfare.choices import AnnouncementKind, Form, RunState
from welfare.grants.models.grants import Grant
from welfare.runs.actions.leap_day import tell_born_on_leap_day
from welfare.runs.actions.locks import lock_run
from welfare.runs.collection import Details, details_for
from welfare.runs.models.announcements import Announcement
from welfare.runs.models.runs import Run
from welfare.runs.receipts import not_received

# Grants gone through in one transaction.
CHUNK = 100_000
# The state of the run in which members are told; ISSUED but for these.
STATE_OF = {AnnouncementKind.PUBLIC: RunState.IN_NOTICE, AnnouncementKind.REVOKED: RunState.CLOSED}
LONGEST = Notice._meta.get_field("text").max_length or 0


def announce(run: Run, kind: AnnouncementKind, *, by: User | None) -> Announcement:
    """Note that the members of the run are to be told; a worker writes the notices.

    A second time on one day they are told anew from the first to the last. What has not left the portal of earlier
    announcements doesn't any more, since it would tell what is no longer so.
    """
    stop_messages(run)
    mailing = _start_mailing(run, kind, by)
    noted, _created = Announcement.objects.update_or_create(
        run=run, kind=kind, on=timezone.localdate(), defaults={"by": by, "last": 0, "done_at": None, "mailing": mailing}
    )
    if mailing is not None and kind in (AnnouncementKind.PUBLIC, AnnouncementKind.ISSUED):
        with translation.override(settings.LANGUAGE_CODE):
            post_to_groups(mailing, _post(run, kind), run.unit.path)
    return noted


def _post(run: Run, kind: AnnouncementKind) -> str:
    """Return what the groups of the run's units read."""
    if kind == AnnouncementKind.PUBLIC:
        return _message(run, kind) % {"run": run, "day": run.notice_until}
    text = _("Benefits for %(occasion)s can be collected now: look into the union portal.")
    if run.form == Form.MONEY:
        text = _("Benefits for %(occasion)s are being paid: look into the union portal.")
    return text % {"occasion": run.occasion}


def stop_messages(run: Run) -> None:
    """Cancel the messages of the run that have not left the portal yet."""
    for noted in run.announcements.filter(mailing__state__in=NEXT_OF_MAILING).select_related("mailing"):
        if noted.mailing is not None:
            cancel_mailing(noted.mailing)
            Mailing.objects.filter(pk=noted.mailing.pk).update(complete=True)


def _start_mailing(run: Run, kind: AnnouncementKind, by: User | None) -> Mailing | None:
    return start_mailing(f"{run} · {kind.label}", by=by.pk if by is not None else None)


@transaction.atomic
def remind_run(run: Run, *, by: User) -> Announcement:
    """Note that those who have not received are to be reminded; a worker writes the notices.

    Nobody is reminded twice a day, whatever the run, and nobody of what an objection holds back. Raises NotAllowed when
    the run is not issued, when it gives money, which nobody collects, when all have received, or when they were
    reminded today.
    """
    run = lock_run(run)
    require_state(run, RunState.ISSUED)
    if run.form == Form.MONEY:
        raise NotAllowed(_("Money is paid into accounts: nobody has to collect it."), code="nothing_to_collect")
    missing = not_received(run)
    if missing <= 0:
        raise NotAllowed(_("All members of this list have received."), code="all_received")
    today = _("The members of this list have been reminded today already: remind them again tomorrow.")
    with refused_by({"one_announcement_a_run_kind_and_day": today}):
        noted = Announcement.objects.create(run=run, kind=AnnouncementKind.REMINDER, by=by)
    noted.mailing = _start_mailing(run, AnnouncementKind.REMINDER, by)
    noted.save(update_fields=["mailing"])
    audit.record("run.remind", run, by=by, unit=run.unit, changes={"not_received": missing})
    return noted


def write_all_notices() -> None:
    """Write the notices of all announcements that wait; any number of workers do this at once."""
    while _write_chunk():
        pass


@transaction.atomic
def _write_chunk() -> bool:
    """Write the notices of the next chunk of one announcement; return False when none waits or others write them."""
    noted = claim(Announcement.objects.filter(done_at=None).order_by("pk")).first()
    if noted is None:
        return False
    run = Run.objects.select_related("plan", "occasion", "unit").get(pk=noted.run_id)
    upto = _next_key(noted, run)
    if run.state != STATE_OF.get(AnnouncementKind(noted.kind), RunState.ISSUED) or upto is None:
        Announcement.objects.filter(pk=noted.pk).update(done_at=timezone.now())
        if noted.mailing_id is not None:
            Mailing.objects.filter(pk=noted.mailing_id).update(complete=True)
        return True
    told = _tell_public(noted, run, upto) if noted.kind == AnnouncementKind.PUBLIC else _tell_waiting(noted, run, upto)
    if noted.kind == AnnouncementKind.ISSUED:
        tell_born_on_leap_day(run, after=noted.last, upto=upto)
    Announcement.objects.filter(pk=noted.pk).update(last=upto, told=noted.told + told)
    return True


def _next_key(noted: Announcement, run: Run) -> int | None:
    """Return the last key of the next chunk; None behind the last one. Keys of members for PUBLIC, else of grants."""
    if noted.kind == AnnouncementKind.PUBLIC:
        people = Member.objects.filter(pk__gt=noted.last).order_by("pk").values("pk")
        upto: int | None = Member.objects.filter(pk__in=people[:CHUNK]).aggregate(upto=Max("pk"))["upto"]
        return upto
    ahead = Grant.with_revoked.filter(run=run, pk__gt=noted.last).order_by("pk").values("pk")
    last: int | None = Grant.with_revoked.filter(pk__in=ahead[:CHUNK]).aggregate(upto=Max("pk"))["upto"]
    return last


def _said(noted: Announcement, run: Run, upto: int) -> FieldValues:
    """Return the parameters that both statements take."""
    return {
        "default": settings.LANGUAGE_CODE,
        "run": run.pk,
        "after": noted.last,
        "upto": upto,
        "mailing": noted.mailing_id,
        "at": timezone.now(),
    }


def _tell_public(noted: Announcement, run: Run, upto: int) -> int:
    """Tell the members of the run's units, and those on its list, that it is public; return how many."""
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = (_message(run, AnnouncementKind.PUBLIC) % {"run": run, "day": run.notice_until})[:LONGEST]
    said = {
        "languages": [*texts],
        "texts": [*texts.values()],
        "path": run.unit.path,
        "left_states": [state.value for state in LEFT_STATES],
        # Where to be on the list is private, nothing of it leaves the portal.
        "sensitive": not run.publishes_names,
        "url": reverse("welfare:my_lines"),
    }
    statement = load_sql("welfare.runs", "announce_public").replace("{reachable}", reachable_sql())
    ((told,),) = rows_of_sql(statement, {**_said(noted, run, upto), **said})
    return int(told)


def _tell_waiting(noted: Announcement, run: Run, upto: int) -> int:
    """Tell the members of a chunk of grants who have not received, or whose grant is revoked; return how many."""
    units, texts = _texts(run, AnnouncementKind(noted.kind))
    said = {
        "units": [unit for unit, _number in units],
        "numbers": [number for _unit, number in units],
        "text_numbers": [number for number, _language, _text in texts],
        "languages": [language for _number, language, _text in texts],
        "texts": [text for _number, _language, text in texts],
        "revoked_at": run.revoked_at if noted.kind == AnnouncementKind.REVOKED else None,
        "reminder": noted.kind == AnnouncementKind.REMINDER,
        "announcement": noted.pk,
        "on": noted.on,
        "url": reverse("welfare:my_benefits"),
    }
    statement = load_sql("welfare.runs", "announce").replace("{reachable}", reachable_sql())
    ((told,),) = rows_of_sql(statement, {**_said(noted, run, upto), **said})
    return int(told)


def _texts(run: Run, kind: AnnouncementKind) -> tuple[list[tuple[int, int]], list[tuple[int, str, str]]]:
    """Return for each unit of the run the number of its text, and each text by its number and language."""
    collections = list(run.collections.select_related("unit"))
    numbers: dict[Details, int] = {}
    units = []
    for pk, path in Unit.objects.filter(run_places__run=run).values_list("pk", "path"):
        units.append((pk, numbers.setdefault(details_for(run, path, collections), len(numbers))))
    texts = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for details, number in numbers.items():
                text = _message(run, kind) % {"occasion": run.occasion, "details": details.in_one_line}
                texts.append((number, language, text[:LONGEST]))
    return units, texts


def _message(run: Run, kind: AnnouncementKind) -> str:
    match kind:
        case AnnouncementKind.PUBLIC:
            return _("The list “%(run)s” is public until %(day)s: see your line in it; until then you may object.")
        case AnnouncementKind.ISSUED if run.form == Form.MONEY:
            return _("Your benefit for %(occasion)s is being paid; “My benefits” says how far it is.")
        case AnnouncementKind.ISSUED:
            return _("Your benefit for %(occasion)s can be collected: %(details)s.")
        case AnnouncementKind.REMINDER:
            return _("You have not signed for your benefit for %(occasion)s yet: %(details)s.")
        case AnnouncementKind.CHANGED:
            return _("The collection of your benefit for %(occasion)s has changed: %(details)s.")
        case AnnouncementKind.REVOKED:
            return _("Your benefit for %(occasion)s was revoked before you received it: ask your union.")
