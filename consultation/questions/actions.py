from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultation.choices import Grade, QuestionKind, QuestionState, Side, Tier, Topic
from consultation.deadlines import actions as clocks
from consultation.deadlines import rules as deadlines_rules
from consultation.deadlines.models import Clock
from consultation.permissions import ConsultationPermission
from consultation.questions import rules as questions_rules
from consultation.questions.models import Message, Question, Rating
from members import access
from members.authority.models import User
from members.register.models.member import Member
from office import audit
from office import text_index as rules
from office.attachments import attach
from office.errors import NotAllowed
from office.notices import notify

ANSWER_RULES = (*(deadlines_rules.tier_rule(tier) for tier in Tier), deadlines_rules.SUPERVISE)
Files = Sequence[UploadedFile]


def move(question: Question, to: QuestionState, **fields: Any) -> None:
    """Bring a question from the state we saw it in to `to`; raises NotAllowed when somebody was quicker."""
    moved = Question.objects.filter(pk=question.pk, state=question.state).update(state=to, **fields)
    if not moved:
        raise NotAllowed(_("Someone else has just dealt with this question. This is how it stands now."))
    question.state = to
    for name, value in fields.items():
        setattr(question, name, value)


def tell(user: User, text: Promise, url: str, **values: str) -> None:
    """A notice in the portal's own language, whatever language its cause was clicked in."""
    with translation.override(settings.LANGUAGE_CODE):
        notify(user, str(text) % values, url)


def say(question: Question, side: Side, text: str, attachments: Files, *, by: User, internal: bool = False) -> Message:
    """Add one message, make it findable, keep its files."""
    if not text.strip():
        raise NotAllowed(_("Write a few words first."))
    message = Message.objects.create(question=question, side=side, author=by, text=text.strip(), internal=internal)
    texts = question.messages.values_list("text", flat=True)
    Question.objects.filter(pk=question.pk).update(grams=rules.grams([question.title, *texts]))
    attach(message, attachments, by=by)
    return message


@transaction.atomic
def ask_question(
    *, kind: QuestionKind, text: str, by: User, topic: Topic = Topic.OTHER, title: str = "", attachments: Files = ()
) -> Question:
    """Hand a worker's question to the desk of their unit; the desk has a day to accept it."""
    member = Member.objects.own(by).select_related("unit").first()
    if member is None:
        raise NotAllowed(_("Your account isn't linked to a member. Ask your union to link it."))
    question = Question.objects.create(
        number=clocks.next_number("ZX"),
        asker=by,
        member=member,
        unit=member.unit,
        kind=kind,
        topic=topic,
        title=title.strip()[:100] or questions_rules.short_title(text),
    )
    clocks.start(deadlines_rules.ACCEPT, question=question)
    audit.record("question.ask", question, by=by, unit=question.unit, changes={"kind": kind, "topic": topic})
    say(question, Side.WORKER, text, attachments, by=by)
    return question


@transaction.atomic
def accept_question(question: Question, tier: Tier, *, by: User) -> Question:
    """Take a question and say how difficult it is, which sets the day of the answer."""
    if question.state != QuestionState.SUBMITTED:
        raise NotAllowed(_("This question has been accepted already."))
    last = question.messages.public().latest("id")
    to = questions_rules.question_state(accepted=True, last=Side(last.side))
    move(question, to, tier=tier, counsellor=by, accepted_at=timezone.now())
    clocks.meet(question.clocks.all(), deadlines_rules.ACCEPT)
    clock = clocks.start(deadlines_rules.tier_rule(tier), question=question)
    audit.record("question.accept", question, by=by, unit=question.unit, changes={"tier": tier})
    tell(
        question.asker,
        _("Question %(number)s has been accepted; the answer is due by %(day)s."),
        question.own_url,
        number=question.number,
        day=clock.due_on.isoformat(),
    )
    return question


@transaction.atomic
def answer_question(question: Question, text: str, *, by: User, attachments: Files = ()) -> Message:
    """Answer the asker, who is told; a second answer adds to the first."""
    if question.state not in (QuestionState.ACCEPTED, QuestionState.ANSWERED):
        raise NotAllowed(_("A question is answered after it has been accepted, and before it is closed."))
    move(question, questions_rules.question_state(accepted=True, last=Side.OFFICE))
    clocks.meet(question.clocks.all(), *ANSWER_RULES)
    audit.record("question.answer", question, by=by, unit=question.unit)
    tell(question.asker, _("Question %(number)s has been answered."), question.own_url, number=question.number)
    return say(question, Side.OFFICE, text, attachments, by=by)


@transaction.atomic
def note_question(question: Question, text: str, *, by: User) -> Message:
    """Leave a note among counsellors; the asker never sees it, and no state follows from it."""
    audit.record("question.note", question, by=by, unit=question.unit)
    return say(question, Side.OFFICE, text, (), by=by, internal=True)


@transaction.atomic
def change_tier(question: Question, tier: Tier, *, reason: str, by: User) -> Question:
    """Correct the difficulty of a question that is being answered; the new limit counts from when it was accepted."""
    if question.state != QuestionState.ACCEPTED:
        raise NotAllowed(_("The tier can be changed only while the question is being answered."))
    if not reason.strip():
        raise NotAllowed(_("Say why the tier changes."))
    if tier == question.tier:
        raise NotAllowed(_("The question has this tier already."))
    old = question.tier
    running = Clock.objects.running().filter(question=question, rule__code=deadlines_rules.tier_rule(old)).first()
    move(question, QuestionState.ACCEPTED, tier=tier)
    if running:
        clocks.drop(question.clocks.all(), deadlines_rules.tier_rule(old))
        clocks.start(deadlines_rules.tier_rule(tier), on=running.starts_on, question=question)
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
def assign_question(question: Question, to: User, *, by: User) -> Question:
    """Hand an accepted question to another counsellor of the same desk, who is told; its clocks run on."""
    if question.state == QuestionState.SUBMITTED:
        raise NotAllowed(_("Accept the question before you assign it."))
    if question.counsellor_id == to.pk:
        raise NotAllowed(_("%(name)s has this question already.") % {"name": to})
    if not access.can(to, ConsultationPermission.ANSWER_QUESTION, question.unit):
        raise NotAllowed(_("%(name)s may not answer questions of this unit.") % {"name": to})
    move(question, QuestionState(question.state), counsellor=to)
    audit.record("question.assign", question, by=by, unit=question.unit, changes={"counsellor": to.pk})
    tell(to, _("Question %(number)s has been assigned to you."), question.get_absolute_url(), number=question.number)
    return question


@transaction.atomic
def follow_up(question: Question, text: str, *, by: User, attachments: Files = ()) -> Message:
    """Let the asker write on; an answered or closed question opens again, with a new limit for the answer."""
    was = QuestionState(question.state)
    to = questions_rules.question_state(accepted=was != QuestionState.SUBMITTED, last=Side.WORKER)
    move(question, to, closed_at=None)
    if to == QuestionState.ACCEPTED:
        if was != QuestionState.ACCEPTED:
            clocks.start(deadlines_rules.tier_rule(question.tier), question=question)
        if question.counsellor:
            tell(
                question.counsellor,
                _("The asker of question %(number)s has written again."),
                question.get_absolute_url(),
                number=question.number,
            )
    audit.record("question.follow_up", question, by=by, unit=question.unit)
    return say(question, Side.WORKER, text, attachments, by=by)


@transaction.atomic
def rate_question(question: Question, grade: Grade, *, by: User, comment: str = "") -> Rating:
    """Let the asker judge the answer: it closes the question, but dissatisfaction puts it under supervision instead."""
    if question.state != QuestionState.ANSWERED:
        raise NotAllowed(_("An answer can be rated once it is there."))
    to = questions_rules.question_state(accepted=True, last=grade)
    rating = Rating.objects.create(question=question, grade=grade, comment=comment.strip())
    if to == QuestionState.CLOSED:
        move(question, to, closed_at=timezone.now(), supervised=False)
        withdraw_open_referrals(question)
    else:
        move(question, to, supervised=True)
        clocks.start(deadlines_rules.SUPERVISE, question=question)
        for supervisor in access.holders(ConsultationPermission.URGE_QUESTION, question.unit):
            tell(
                supervisor,
                _("The answer to question %(number)s left the asker dissatisfied."),
                question.get_absolute_url(),
                number=question.number,
            )
    audit.record("question.rate", question, by=by, unit=question.unit, changes={"grade": grade})
    return rating


def withdraw_open_referrals(question: Question) -> None:
    """Nobody needs to reply to a slip of a question that is closed."""
    open_slips = list(question.referrals.open())
    question.referrals.filter(pk__in=[slip.pk for slip in open_slips], state="sent").update(state="withdrawn")
    clocks.drop(Clock.objects.filter(referral__in=open_slips))


@transaction.atomic
def urge_question(question: Question, *, by: User, note: str = "") -> Question:
    """Remind whoever has the question, or the whole desk when nobody has it yet; at most once a day."""
    if question.state not in (QuestionState.SUBMITTED, QuestionState.ACCEPTED):
        raise NotAllowed(_("Only a question that waits for the desk can be urged."))
    if question.urged_at and timezone.localdate(question.urged_at) == timezone.localdate():
        raise NotAllowed(_("This has been urged today already."))
    move(question, QuestionState(question.state), urged_at=timezone.now())
    audit.record("question.urge", question, by=by, unit=question.unit, reason=note.strip())
    desk = (
        [question.counsellor]
        if question.counsellor
        else access.holders(ConsultationPermission.ANSWER_QUESTION, question.unit)
    )
    for counsellor in desk:
        tell(
            counsellor, _("Please deal with question %(number)s."), question.get_absolute_url(), number=question.number
        )
    return question
