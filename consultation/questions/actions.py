from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import Grade, QuestionKind, QuestionState, Tier, Topic
from consultation.deadlines import actions as deadlines
from consultation.deadlines.models import Clock
from consultation.deadlines.rules import ACCEPT_QUESTION, ANSWER_AGAIN, ANSWER_DEADLINES, answer_deadline
from consultation.knowledge.actions import save_faq_entry
from consultation.knowledge.models import FaqEntry
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Message, Question, Rating
from consultation.questions.rules import QUESTION_NEXT, question_state
from members import access
from members.authority.models import User
from members.cases.actions import add_entry, assign, require_not_urged_today
from members.cases.rules import Side, short_title
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit, text_index
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move, update_unmoved
from office.types import Files, JsonValue

LONGEST_NOTE = 300
WHEN_CLOSED: list[Callable[[Question], None]] = []
"""Called with a question that its asker has closed, in the same transaction; apps.py adds those of rooms above."""


def _add_message(
    question: Question, side: Side, text: str, files: Files = (), *, by: User, internal: bool = False
) -> Message:
    """Add a message with its files, and index its text for the search."""
    message = Message(question=question, side=side, author=by, text=text, internal=internal)
    texts = [question.title, *question.messages.values_list("text", flat=True), text]
    Question.objects.filter(pk=question.pk).update(grams=text_index.grams(texts))
    return add_entry(message, files, by=by)


def _change_state(question: Question, to: QuestionState, **changes: object) -> None:
    """Set a question's state, which may be its present one, and `changes`."""
    if to == question.state:
        update_unmoved(question, to, **changes)
    else:
        move(question, to, QUESTION_NEXT, **changes)


@transaction.atomic
def ask_question(
    *, kind: QuestionKind, text: str, by: User, topic: Topic = Topic.OTHER, title: str = "", attachments: Files = ()
) -> Question:
    """Create a question to the desk of the worker's unit, and start the deadline to accept it.

    Raises NotAllowed for an account without a member, or without a text.
    """
    member = Member.objects.own(by).select_related("unit").first()
    if member is None:
        raise NotAllowed(_("Your account isn't linked to a member. Ask your union to link it."), code="no_member")
    question = Question.objects.create(
        number=deadlines.next_number("ZX"),
        asker=by,
        member=member,
        unit=member.unit,
        kind=kind,
        topic=topic,
        title=title.strip()[:100] or short_title(text),
    )
    deadlines.start(ACCEPT_QUESTION, question=question)
    audit.record("question.ask", question, by=by, unit=question.unit, changes={"kind": kind, "topic": topic})
    _add_message(question, Side.WORKER, text, attachments, by=by)
    return question


@transaction.atomic
def accept_question(question: Question, tier: Tier, *, by: User) -> Question:
    """Accept a question and set its tier, which decides the deadline of the answer; notify the asker.

    `by` becomes its counsellor. Raises NotAllowed when it has been accepted already.
    """
    clock = _accept(question, tier, by=by)
    notify(
        question.asker,
        _("Question %(number)s has been accepted; the answer is due by %(day)s."),
        question.own_url,
        number=question.number,
        day=clock.due_on.isoformat(),
    )
    return question


def _accept(question: Question, tier: Tier, *, by: User) -> Clock:
    """Accept a question without telling its asker, and return the deadline of its answer."""
    if question.state != QuestionState.SUBMITTED:
        raise NotAllowed(_("This question has been accepted already."), code="accepted_already")
    last = question.messages.for_worker().latest("id")
    to = question_state(accepted=True, last=Side(last.side))
    move(question, to, QUESTION_NEXT, tier=tier, counsellor=by, accepted_at=timezone.now())
    deadlines.meet(question.clocks.all(), ACCEPT_QUESTION)
    clock = deadlines.start(answer_deadline(tier), question=question)
    audit.record("question.accept", question, by=by, unit=question.unit, changes={"tier": tier})
    return clock


@transaction.atomic
def accept_and_answer(question: Question, tier: Tier, text: str, *, by: User, attachments: Files = ()) -> Message:
    """Accept a question and answer it in one act; its asker gets one notice, of the answer.

    Raises NotAllowed when it has been accepted already, or without a text.
    """
    _accept(question, tier, by=by)
    return answer_question(question, text, by=by, attachments=attachments)


@transaction.atomic
def answer_question(question: Question, text: str, *, by: User, attachments: Files = ()) -> Message:
    """Add an answer, and notify the asker; there may be several answers.

    Raises NotAllowed for a question that isn't accepted or is closed, or without a text.
    """
    if question.state not in (QuestionState.ACCEPTED, QuestionState.ANSWERED):
        message = _("A question is answered after it has been accepted, and before it is closed.")
        raise NotAllowed(message, code="not_to_be_answered")
    _change_state(question, question_state(accepted=True, last=Side.OFFICE))
    deadlines.meet(question.clocks.all(), *ANSWER_DEADLINES)
    audit.record("question.answer", question, by=by, unit=question.unit)
    notify(question.asker, _("Question %(number)s has been answered."), question.own_url, number=question.number)
    return _add_message(question, Side.OFFICE, text, attachments, by=by)


@transaction.atomic
def publish_as_faq(question: Question, title: str, text: str, unit: Unit, *, by: User) -> FaqEntry:
    """Publish an answered question as a frequent one, for the workers of `unit` and below; nothing names its asker.

    Raises NotAllowed for a question without an answer, and for a unit where `by` keeps no frequent questions.
    """
    if question.state not in (QuestionState.ANSWERED, QuestionState.CLOSED):
        raise NotAllowed(_("Answer the question before you make it a frequent one."))
    if not access.can(by, ConsultationPermission.CHANGE_FAQENTRY, unit):
        raise NotAllowed(_("You keep no frequent questions in this unit."))
    entry = FaqEntry(unit=unit, topic=question.topic, question=title.strip(), answer=text.strip(), published=True)
    return save_faq_entry(entry, by=by)


@transaction.atomic
def note_question(question: Question, text: str, *, by: User) -> Message:
    """Add a note that only counsellors read, in any state."""
    audit.record("question.note", question, by=by, unit=question.unit)
    return _add_message(question, Side.OFFICE, text, by=by, internal=True)


@transaction.atomic
def change_tier(question: Question, tier: Tier, *, reason: str, by: User) -> Question:
    """Change the tier of a question that is being answered; the new deadline counts from when the old one began.

    Raises NotAllowed in other states, without a reason, or for the tier that it has.
    """
    if question.state != QuestionState.ACCEPTED:
        raise NotAllowed(_("The tier can be changed only while the question is being answered."))
    if not reason.strip():
        raise NotAllowed(_("Say why the tier changes."))
    if tier == question.tier:
        raise NotAllowed(_("The question has this tier already."))
    old = question.tier
    running = question.clocks.running().of_rules(answer_deadline(old)).first()
    update_unmoved(question, QuestionState.ACCEPTED, tier=tier)
    if running:
        deadlines.change_class(running, answer_deadline(tier), by=by, note=reason.strip()[:LONGEST_NOTE])
    audit.record(
        "question.change_tier",
        question,
        by=by,
        unit=question.unit,
        reason=reason.strip(),
        changes={"tier": [old, tier]},
    )
    return question


@transaction.atomic
def pause_question(question: Question, note: str, *, by: User) -> Question:
    """Pause the deadline of the answer until the asker has told what is missing, and notify them.

    Raises NotAllowed in other states, without a reason, and where the deadline is paused or over.
    """
    if question.state != QuestionState.ACCEPTED:
        raise NotAllowed(_("The limit can be paused only while the question is being answered."))
    if not note.strip():
        raise NotAllowed(_("Say what you wait for."))
    update_unmoved(question, QuestionState.ACCEPTED)
    (clock, *_more) = deadlines.pause(question.clocks.all(), *ANSWER_DEADLINES, note=note.strip(), by=by)
    audit.record("question.pause", question, by=by, unit=question.unit, reason=note.strip())
    notify(
        question.asker,
        _("Question %(number)s waits for you; %(days)s working days are left for the answer afterwards."),
        question.own_url,
        number=question.number,
        days=clock.days_left,
    )
    return question


@transaction.atomic
def resume_question(question: Question, *, by: User) -> Question:
    """Let the paused deadline of the answer go on, and tell the asker the day. Raises NotAllowed where none is."""
    update_unmoved(question, QuestionState(question.state))
    resumed = deadlines.resume(question.clocks.all(), *ANSWER_DEADLINES, by=by)
    if not resumed:
        raise NotAllowed(_("The limit isn't paused."))
    audit.record("question.resume", question, by=by, unit=question.unit)
    _notify_of_day(question, resumed[0])
    return question


@transaction.atomic
def extend_question(question: Question, days: int, note: str, *, by: User) -> Question:
    """Extend the deadline of the answer by working days, once, with a reason; tell the asker the new day.

    Raises NotAllowed in other states, and as `deadlines.extend` does.
    """
    if question.state != QuestionState.ACCEPTED:
        raise NotAllowed(_("The limit can be extended only while the question is being answered."))
    update_unmoved(question, QuestionState.ACCEPTED)
    (clock, *_more) = deadlines.extend(question.clocks.all(), *ANSWER_DEADLINES, days=days, note=note.strip(), by=by)
    changes: dict[str, JsonValue] = {"days": days, "due": clock.due_on.isoformat()}
    audit.record("question.extend", question, by=by, unit=question.unit, reason=note.strip(), changes=changes)
    _notify_of_day(question, clock)
    return question


def _notify_of_day(question: Question, clock: Clock) -> None:
    notify(
        question.asker,
        _("The answer to question %(number)s is now due by %(day)s."),
        question.own_url,
        number=question.number,
        day=clock.due_on.isoformat(),
    )


@transaction.atomic
def assign_question(question: Question, counsellor: User, *, by: User) -> Question:
    """Assign a question to another counsellor of its unit, and notify them; its deadlines don't change.

    Raises NotAllowed before it is accepted, and as `assign` does.
    """
    if question.state == QuestionState.SUBMITTED:
        raise NotAllowed(_("Accept the question before you assign it."))
    assign(question, QuestionState(question.state), counsellor, perm=ConsultationPermission.ANSWER_QUESTION)
    audit.record("question.assign", question, by=by, unit=question.unit, changes={"counsellor": counsellor.pk})
    notify(
        counsellor,
        _("Question %(number)s has been assigned to you."),
        question.get_absolute_url(),
        number=question.number,
    )
    return question


@transaction.atomic
def follow_up(question: Question, text: str, *, by: User, attachments: Files = ()) -> Message:
    """Add a message of the asker; an answered or closed question is reopened, with a new deadline for the answer."""
    was = QuestionState(question.state)
    to = question_state(accepted=was != QuestionState.SUBMITTED, last=Side.WORKER)
    _change_state(question, to, closed_at=None)
    if to == QuestionState.ACCEPTED:
        if was != QuestionState.ACCEPTED:
            deadlines.start(answer_deadline(question.tier), question=question)
        else:
            # What the desk waited for may be there.
            deadlines.resume(question.clocks.all(), *ANSWER_DEADLINES, by=None)
        if question.counsellor:
            notify(
                question.counsellor,
                _("The asker of question %(number)s has written again."),
                question.get_absolute_url(),
                number=question.number,
            )
    audit.record("question.follow_up", question, by=by, unit=question.unit)
    return _add_message(question, Side.WORKER, text, attachments, by=by)


@transaction.atomic
def rate_question(question: Question, grade: Grade, *, by: User, comment: str = "") -> Rating:
    """Record the asker's rating: it closes the question, or, dissatisfied, reopens it under supervision.

    Raises NotAllowed when there is no answer to rate.
    """
    if question.state != QuestionState.ANSWERED:
        raise NotAllowed(_("An answer can be rated once it is there."))
    to = question_state(accepted=True, last=grade)
    rating = Rating.objects.create(question=question, grade=grade, comment=comment.strip())
    if to == QuestionState.CLOSED:
        move(question, to, QUESTION_NEXT, closed_at=timezone.now(), supervised=False)
        for follow in WHEN_CLOSED:
            follow(question)
    else:
        move(question, to, QUESTION_NEXT, supervised=True)
        deadlines.start(ANSWER_AGAIN, question=question)
        notify(
            access.holders(ConsultationPermission.URGE_QUESTION, question.unit),
            _("The answer to question %(number)s left the asker dissatisfied."),
            question.get_absolute_url(),
            number=question.number,
        )
    audit.record("question.rate", question, by=by, unit=question.unit, changes={"grade": grade})
    return rating


@transaction.atomic
def urge_question(question: Question, *, by: User, note: str = "") -> Question:
    """Remind the counsellor of a question, or the whole desk when nobody has taken it.

    Raises NotAllowed when it doesn't wait for the desk or has been urged today.
    """
    if question.state not in (QuestionState.SUBMITTED, QuestionState.ACCEPTED):
        raise NotAllowed(_("Only a question that waits for the desk can be urged."))
    require_not_urged_today(question.urged_at)
    update_unmoved(question, QuestionState(question.state), urged_at=timezone.now())
    audit.record("question.urge", question, by=by, unit=question.unit, reason=note.strip())
    desk = (
        [question.counsellor]
        if question.counsellor
        else access.holders(ConsultationPermission.ANSWER_QUESTION, question.unit)
    )
    notify(desk, _("Please deal with question %(number)s."), question.get_absolute_url(), number=question.number)
    return question
