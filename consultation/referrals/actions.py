from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import QuestionState, ReferralState
from consultation.deadlines import actions as deadlines
from consultation.deadlines.models import Clock
from consultation.deadlines.rules import REPLY_REFERRAL
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from consultation.referrals.models import Referral
from consultation.referrals.rules import REFERRAL_NEXT
from members import access
from members.authority.models import User
from members.cases.actions import require_not_urged_today
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move, require_state, update_unmoved


@transaction.atomic
def refer_question(question: Question, unit: Unit, *, text: str, by: User) -> Referral:
    """Send a numbered slip to a department, whose liaisons are notified; `text` is all that it reads of the question.

    Raises NotAllowed for a question that isn't accepted or is closed, without a text, for a unit without a liaison, or
    for one that has an open referral of this question.
    """
    if question.state not in (QuestionState.ACCEPTED, QuestionState.ANSWERED):
        raise NotAllowed(_("A question is referred after it has been accepted, and before it is closed."))
    if not text.strip():
        raise NotAllowed(_("Write on the slip what the department is asked."))
    liaisons = list(access.holders(ConsultationPermission.REPLY_REFERRAL, unit))
    if not liaisons:
        raise NotAllowed(_("%(unit)s has no liaison who could reply.") % {"unit": unit})
    Question.objects.select_for_update().get(pk=question.pk)
    if Referral.objects.open().filter(question=question, unit=unit).exists():
        raise NotAllowed(_("%(unit)s has a slip of this question already.") % {"unit": unit})
    referral = Referral.objects.create(
        number=deadlines.next_number("ZB"), question=question, unit=unit, text=text.strip(), sent_by=by
    )
    deadlines.start(REPLY_REFERRAL, referral=referral)
    audit.record(
        "question.refer", question, by=by, unit=question.unit, changes={"referral": referral.number, "to": str(unit)}
    )
    message = _("Referral %(number)s waits for your reply.")
    notify(liaisons, message, referral.get_absolute_url(), number=referral.number)
    return referral


@transaction.atomic
def reply_referral(referral: Referral, text: str, *, by: User) -> Referral:
    """Store the department's reply, and notify the counsellor; the asker doesn't see it.

    Raises NotAllowed without a text, or when the referral has been replied to or withdrawn.
    """
    if not text.strip():
        raise NotAllowed(_("Write a few words first."))
    reply = {"reply": text.strip(), "replied_by": by, "replied_at": timezone.now()}
    move(referral, ReferralState.REPLIED, REFERRAL_NEXT, **reply)
    deadlines.meet(referral.clocks.all(), REPLY_REFERRAL)
    audit.record("referral.reply", referral, by=by, unit=referral.unit)
    question = referral.question
    notify(
        question.counsellor or referral.sent_by,
        _("The department has replied to referral %(number)s."),
        question.get_absolute_url(),
        number=referral.number,
    )
    return referral


@transaction.atomic
def withdraw_referral(referral: Referral, *, by: User) -> Referral:
    """Withdraw a referral. Raises NotAllowed when it has been replied to or withdrawn."""
    move(referral, ReferralState.WITHDRAWN, REFERRAL_NEXT)
    deadlines.drop(referral.clocks.all(), REPLY_REFERRAL)
    audit.record("referral.withdraw", referral, by=by, unit=referral.question.unit)
    return referral


def withdraw_open_referrals(question: Question) -> None:
    """Withdraw the open referrals of a question that is closed."""
    waiting = Referral.objects.open().filter(question=question)
    deadlines.drop(Clock.objects.filter(referral__in=waiting))
    waiting.update(state=ReferralState.WITHDRAWN)


@transaction.atomic
def urge_referral(referral: Referral, *, by: User) -> Referral:
    """Remind the department's liaisons of a referral. Raises NotAllowed when it isn't open or was urged today."""
    require_state(referral, ReferralState.SENT)
    require_not_urged_today(referral.urged_at)
    update_unmoved(referral, ReferralState.SENT, urged_at=timezone.now())
    audit.record("referral.urge", referral, by=by, unit=referral.question.unit)
    liaisons = access.holders(ConsultationPermission.REPLY_REFERRAL, referral.unit)
    notify(liaisons, _("Please reply to referral %(number)s."), referral.get_absolute_url(), number=referral.number)
    return referral
