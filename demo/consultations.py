"""Questions and grievances of the demonstration union, and the accounts of who asks."""

from datetime import datetime, timedelta

from consultation.choices import Grade, Tier
from consultation.grievances import actions as grievances
from consultation.grievances.models import Grievance
from consultation.questions import actions as questions
from consultation.questions.models import Question
from consultation.referrals import actions as referrals
from demo import cases
from demo.attachments import evidence
from demo.register import ROOT
from demo.schedule import Schedule, at
from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit

ASKERS = 24


def create_asker_accounts() -> list[User]:
    """Create accounts without a password for workers who ask questions; return them, the account `worker` first."""
    askers = [User.objects.get(username="worker")]
    for member in Member.objects.active().filter(user=None).order_by("pk")[: ASKERS * 40 : 40]:
        member.user = User.objects.create_user(member.employee_number or "", name=member.name)
        member.save(update_fields=["user"])
        askers.append(member.user)
    return askers


def schedule_questions(schedule: Schedule, askers: list[User]) -> None:
    """Plan a question a week, and the open ones."""
    desk = User.objects.get(username="desk")
    weeks = range(50, 2, -1)
    for number, week in enumerate(weeks):
        asked = at(schedule.today - timedelta(weeks=week, days=number % 5), 9 + number % 8)
        text = cases.QUESTIONS[number % len(cases.QUESTIONS)]
        schedule_question(schedule, text, askers[number % len(askers)], desk, asked, number)
    for number, text in enumerate(cases.OPEN_QUESTIONS):
        asker = askers[number and number * 7]
        moment = at(schedule.today - timedelta(days=6 * number + 1), 10)
        schedule_open_question(schedule, text, asker, desk, moment, number)


def schedule_question(
    schedule: Schedule, text: cases.QuestionText, asker: User, desk: User, asked: datetime, number: int
) -> None:
    """Plan a question from asking to rating; the last one of the account `worker` stays without a rating."""

    def question() -> Question:
        return asker.questions.latest("id")

    answered = asked + cases.ANSWERED_AFTER[text.tier] + timedelta(hours=number % 3)
    schedule.add(asked, lambda: questions.ask_question(kind=text.kind, topic=text.topic, text=text.text, by=asker))
    schedule.add(asked + cases.ACCEPTED_AFTER, lambda: questions.accept_question(question(), text.tier, by=desk))
    schedule.add(answered, lambda: questions.answer_question(question(), text.answer, by=desk))
    if number % 4 != 3 and not (asker.username == "worker" and number > ASKERS):
        grade = Grade.SATISFIED if number % 3 else Grade.VERY_SATISFIED
        schedule.add(answered + timedelta(hours=20), lambda: questions.rate_question(question(), grade, by=asker))


def schedule_open_question(
    schedule: Schedule, text: cases.QuestionText, asker: User, desk: User, asked: datetime, number: int
) -> None:
    """Plan an open question: the first one is not accepted yet, the second is referred and waits, the third overdue."""

    def question() -> Question:
        return asker.questions.latest("id")

    def ask() -> Question:
        # The one that nobody has accepted yet has a photo and a PDF.
        files = () if number else evidence("现场", asked)
        return questions.ask_question(kind=text.kind, topic=text.topic, text=text.text, by=asker, attachments=files)

    schedule.add(asked, ask)
    if number:
        schedule.add(asked + cases.ACCEPTED_AFTER, lambda: questions.accept_question(question(), text.tier, by=desk))
    if text.tier == Tier.DIFFICULT:
        office = Unit.objects.get(code=f"{ROOT}06")
        request = "配电间通风扇损坏两周未修，请核实情况并答复修复时间。"
        schedule.add(
            asked + timedelta(days=1), lambda: referrals.refer_question(question(), office, text=request, by=desk)
        )
        waits_for = "请补充配电间位置和通风扇照片。"
        schedule.add(asked + timedelta(days=2), lambda: questions.pause_question(question(), waits_for, by=desk))


def schedule_grievances(schedule: Schedule, union: Unit) -> None:
    """Plan closed grievances, an open one, and an anonymous one."""
    rights = User.objects.get(username="rights")
    reporters = list(User.objects.filter(questions__isnull=True, member__isnull=False).order_by("pk")[3:8])
    for number, text in enumerate(cases.GRIEVANCES):
        filed = at(schedule.today - timedelta(days=300 - 90 * number), 14)
        schedule_grievance(schedule, text, reporters[number], rights, filed)
    named, anonymous = cases.OPEN_GRIEVANCES
    schedule_open_grievance(
        schedule, named, reporters[3], rights, at(schedule.today - timedelta(days=9), 11), with_evidence=True
    )
    moment = at(schedule.today - timedelta(days=2), 20)
    story = grievances.Story(category=anonymous.category, facts=anonymous.facts, wish=anonymous.wish)
    schedule.add(moment, lambda: grievances.file_anonymously(story, union))
    schedule.add(moment + timedelta(hours=1), grievances.announce_anonymous)


def schedule_grievance(
    schedule: Schedule, text: cases.GrievanceText, reporter: User, rights: User, filed: datetime
) -> None:
    """Plan a grievance that is closed after twenty days."""

    def case() -> Grievance:
        return reporter.grievances_filed.latest("grievance_id").grievance

    schedule_open_grievance(schedule, text, reporter, rights, filed)
    schedule.add(
        filed + timedelta(days=20),
        lambda: grievances.close_grievance(case(), text.outcome, summary=text.summary, by=rights),
    )


def schedule_open_grievance(
    schedule: Schedule,
    text: cases.GrievanceText,
    reporter: User,
    rights: User,
    filed: datetime,
    *,
    with_evidence: bool = False,
) -> None:
    """Plan a grievance, with a photo and a PDF if `with_evidence`, and the steps taken on it."""

    def case() -> Grievance:
        return reporter.grievances_filed.latest("grievance_id").grievance

    story = grievances.Story(category=text.category, facts=text.facts, wish=text.wish)
    schedule.add(
        filed,
        lambda: grievances.file_grievance(
            story, by=reporter, attachments=evidence("报警器", filed) if with_evidence else ()
        ),
    )
    schedule.add(filed + timedelta(days=1), lambda: grievances.accept_grievance(case(), by=rights))
    schedule.add(filed + timedelta(days=2), lambda: grievances.start_work(case(), by=rights))
    schedule.add(filed + timedelta(days=4), lambda: grievances.log_step(case(), text.step, by=rights))
