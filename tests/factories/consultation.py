from datetime import date

from consultation.choices import GrievanceCategory, QuestionKind, Tier, Topic
from consultation.grievances import actions as grievances
from consultation.grievances.actions import Story
from consultation.grievances.models import Grievance
from consultation.knowledge.actions import save_canned_answer, save_faq_entry
from consultation.knowledge.models import CannedAnswer, FaqEntry
from consultation.questions import actions as questions
from consultation.questions.models import Question
from members.authority.models import User
from members.units.models.units import Unit
from office.types import Files
from tests.factories.accounts import account, user
from tests.factories.accounts import officer as new_officer
from tests.factories.members import worker


def question(
    asker: User | None = None,
    *,
    tier: str = "",
    by: User | None = None,
    kind: QuestionKind = QuestionKind.CONSULTATION,
    text: str = "年假怎么计算？",
    title: str = "",
    topic: Topic = Topic.OTHER,
    attachments: Files = (),
) -> Question:
    """Create a question; with `tier` it is accepted by `by`, by default a new counsellor of the unit."""
    asked = questions.ask_question(
        kind=kind, text=text, by=asker or account(worker()), topic=topic, title=title, attachments=attachments
    )
    if tier:
        questions.accept_question(asked, Tier(tier), by=by or new_officer(asked.unit, post="desk_counsellor"))
    return asked


def counsellor_of(question: Question) -> User:
    """Return the counsellor who has accepted the question."""
    assert question.counsellor is not None
    return question.counsellor


def answered_question(asker: User | None = None, *, text: str = "年假怎么计算？", title: str = "") -> Question:
    """Create a question that its counsellor has answered."""
    asked = question(asker, tier="general", text=text, title=title)
    questions.answer_question(asked, "满一年即可享受五天年假。", by=counsellor_of(asked))
    return asked


def canned_answer(
    unit: Unit, *, title: str = "年休假", text: str = "满一年五天。", topic: Topic = Topic.HOURS
) -> CannedAnswer:
    """Create a canned answer of a unit, in use."""
    return save_canned_answer(CannedAnswer(unit=unit, title=title, text=text, topic=topic), by=user())


def faq_entry(
    unit: Unit, *, question: str = "年假怎么计算？", answer: str = "满一年即可享受五天年假。", published: bool = True
) -> FaqEntry:
    """Create a frequent question of a unit, published by default."""
    entry = FaqEntry(unit=unit, question=question, answer=answer, topic=Topic.HOURS, published=published)
    return save_faq_entry(entry, by=user())


def story(
    *,
    category: GrievanceCategory = GrievanceCategory.HOURS,
    facts: str = "连续三个月没有休息日",
    since: date | None = None,
    employment_ended_on: date | None = None,
    concerned: str = "",
    wish: str = "",
) -> Story:
    """Return what a reporter writes in a grievance, by default about working hours."""
    return Story(category, facts, since, employment_ended_on, concerned, wish)


def grievance(
    reporter: User | None = None,
    *,
    officer: User | None = None,
    facts: str = "连续三个月没有休息日",
    concerned: str = "",
    wish: str = "",
) -> Grievance:
    """Create a grievance with a named reporter; with `officer` it is accepted by that officer."""
    told = story(facts=facts, concerned=concerned, wish=wish)
    filed = grievances.file_grievance(told, by=reporter or account(worker()))
    if officer:
        grievances.accept_grievance(filed, by=officer)
    return filed
