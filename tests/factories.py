"""Makers of rows for tests: sensible by default, overridden by keyword."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from consultation.choices import GrievanceCategory, QuestionKind, Tier
from consultation.grievances import actions as grievances
from consultation.grievances.actions import Story
from consultation.grievances.models import Grievance
from consultation.questions import actions as questions
from consultation.questions.models import Question
from members.accounts.actions import hand_out_codes
from members.authority.models import Appointment, Post, User
from members.committees import actions as committees
from members.committees.models.committees import Seat, Term
from members.consents.asking import allows
from members.consents.models import Consent, ConsentText
from members.dues.actions.charges import compute_charges
from members.dues.actions.payments import pay_charge
from members.dues.models.charges import DuesBasis, DuesCharge
from members.duplicates.actions.candidates import put_side_by_side
from members.duplicates.actions.merges import merge_members
from members.duplicates.models import DoubleCandidate, Merge
from members.joining import actions as applications
from members.joining.actions import Applicant
from members.joining.models import Application
from members.membership.actions import transfers
from members.membership.models.changes import MembershipChange
from members.own_data.actions.change_requests import request_change
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import Erasure
from members.personal_file.actions.files import file_document
from members.personal_file.actions.hardship import set_hardship
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.hardship import HardshipMark
from members.personal_file.models.records import Honour, MemberDocument
from members.personal_file.rules import PAPERS
from members.register.models.member import Member
from members.register.rules.identity import check_digit
from members.units.models.units import Unit
from office.secrets import keyed_hash
from welfare.budgets.models import BudgetLine
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening, review
from welfare.runs.models import Run
from welfare.standards.models import Cap

_numbers = count(1)


def unit(name: str = "", *, parent: Unit | None = None, kind: str = "branch", code: str = "") -> Unit:
    number = next(_numbers)
    fields = {"name": name or f"Unit {number}", "code": code or f"U{number}", "kind": kind}
    if parent is None:
        return Unit.objects.add_root(fields)
    parent.refresh_from_db()  # treebeard counts a node's children on the row
    return Unit.objects.add_child(parent, fields)


def user(username: str = "", **fields: Any) -> User:
    return User.objects.create_user(username or f"user{next(_numbers)}", "correct horse", **fields)


def officer(unit: Unit, post: str = "welfare_officer", **fields: Any) -> User:
    """An account that holds the shipped post `post` in `unit` since 2020."""
    holder = user(**fields)
    appoint(holder, post, unit)
    return holder


def appoint(holder: User, post: str, unit: Unit) -> Appointment:
    return Appointment.objects.create(
        holder=holder, post=Post.objects.get(code=post), unit=unit, starts_on=date(2020, 1, 1)
    )


def identity_number(*, born: date = date(1990, 3, 7), sex: str = "1", area: str = "370502") -> str:
    """A valid identity number; a later call returns another one."""
    number = next(_numbers) * 2 + (sex == "1")
    first_seventeen = f"{area}{born:%Y%m%d}{number % 1000:03d}"
    return first_seventeen + check_digit(first_seventeen)


def member(unit: Unit | None = None, **fields: Any) -> Member:
    number = next(_numbers)
    id_number = fields.pop("id_number", f"P{number:08d}")
    made = Member(
        unit=unit or globals()["unit"](),
        **{
            "name": "孟静",
            "employee_number": f"T{number:06d}",
            "phone": f"139{number:08d}",
            "id_kind": "2",
            "id_number": id_number,
            "id_hash": keyed_hash(id_number),
            "joined_on": date(2015, 1, 1),
            "state_since": date(2015, 1, 1),
            "post_category": "front_line",
            **fields,
        },
    )
    made.save()
    return made


def move(
    member: Member, to_unit: Unit, *, on: date | None = None, by: User | None = None, agreed: bool = False
) -> MembershipChange:
    """A transfer, for today unless `on` says otherwise, released by an officer of the whole union; `agreed` by both."""
    by = by or officer(Unit.objects.get(path=member.unit.top_path))
    on = on or timezone.localdate()
    return transfers.release_member(member, to_unit, on=on, by=by, reason="调动", also_accept=agreed)


def application(unit: Unit | None = None, *, by: User | None = None, **fields: Any) -> Application:
    """An application for membership that waits to be checked."""
    return applications.apply_for_membership(applicant(**fields), unit or globals()["unit"](), by=by)[0]


def applicant(**fields: Any) -> Applicant:
    return Applicant(
        **{
            "name": "新员工",
            "id_kind": "1",
            "id_number": identity_number(),
            "phone": "13612345678",
            "employment_form": "contract",
            "post_category": "front_line",
            "employee_number": "",
            "statement": "自愿加入工会",
            **fields,
        }
    )


def account(member: Member) -> User:
    """The account of a member who has one."""
    assert member.user is not None
    return member.user


def worker(unit: Unit | None = None, **fields: Any) -> Member:
    """A member with an account of their own."""
    return member(unit, user=user(), **fields)


def agree(member: Member, purpose: str = "bank_card") -> Member:
    """The member has agreed to a purpose online, with their own account or one made for it."""
    text = ConsentText.objects.filter(purpose=purpose).latest("effective_from")
    by = member.user or user()
    Consent.objects.create(member=member, purpose=purpose, given=True, text=text, channel="online", by=by)
    return member


def left(unit: Unit | None = None, *, on: date = date(2016, 1, 1), **fields: Any) -> Member:
    """A member who withdrew on a day, long enough ago for the shipped rules unless `on` says otherwise."""
    return member(unit, **{"state": "withdrawn", "state_since": on, **fields})


def erasure(unit: Unit | None = None, *, cause: str = "rule", **fields: Any) -> Erasure:
    """The question whether somebody who left long ago is erased, past the days of its notice."""
    return Erasure.objects.create(member=left(unit, **fields), cause=cause, not_before=date(2026, 1, 1))


def change_request(member: Member | None = None, field: str = "birth_date", text: str = "1991-02-03") -> ChangeRequest:
    """What a worker asks to have corrected; it waits."""
    asker = member or worker()
    return request_change(asker, field, text, by=account(asker), reason="录入有误")


def code(member: Member, *, by: User | None = None) -> str:
    """A code for the member as the slip shows it, handed out by an officer of the unit."""
    rows = Member.objects.filter(pk=member.pk)
    return hand_out_codes(rows, by=by or officer(member.unit, post="chair"), how="print")[0].code


def kin(member: Member, **fields: Any) -> FamilyMember:
    """The spouse of a member who has agreed to it, or with `relation` another of the family; `id_number` in plain."""
    id_number = fields.pop("id_number", "")
    if not allows(member, "family"):
        agree(member, "family")
    made = FamilyMember(member=member, **{"relation": "spouse", "name": "李青", **fields})
    made.set_id_number(id_number)
    made.save()
    return made


def honour(member: Member, **fields: Any) -> Honour:
    return Honour.objects.create(
        member=member,
        **{
            "title": "劳动模范",
            "level": "municipal",
            "awarded_by": "市总工会",
            "awarded_on": date(2020, 5, 1),
            **fields,
        },
    )


def hardship(member: Member, *, by: User | None = None, **fields: Any) -> HardshipMark:
    """A mark of hardship in force since 2025, set by `by` or by somebody of whom nothing else is known."""
    given = {
        "kind": "relative",
        "starts_on": date(2025, 1, 1),
        "basis": "困难职工认定会议纪要〔2025〕1号",
        "reason": "家庭成员重病",
        "review_on": date(2026, 1, 1),
        **fields,
    }
    return set_hardship(HardshipMark(member=member, **given), by=by or user())


def scan(name: str = "scan.txt", content: bytes = b"scan") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def document(member: Member, *, by: User | None = None, files: Any = (), **fields: Any) -> MemberDocument:
    given = {"kind": "other", **fields}
    if (purpose := PAPERS.get(given["kind"])) and not allows(member, purpose):
        agree(member, purpose)
    return file_document(MemberDocument(member=member, **given), files, by=by or user())


def term(unit: Unit | None = None, kind: str = "union", *, since: date = date(2024, 3, 1), **fields: Any) -> Term:
    """What an election gave: a committee of the unit for five years from `since`, without anybody on it yet."""
    election = committees.Election(
        **{"elected_on": since, "starts_on": since, "years": 5, "entitled": 40, "voted": 36, "places": 3, **fields}
    )
    return committees.record_election(unit or globals()["unit"](), kind, election, by=user())


def seat(term: Term, member: Member | None = None, *, since: date | None = None, **fields: Any) -> Seat:
    """Somebody on a committee from its beginning; a new member of its unit unless told who."""
    given = committees.Candidate(member or globals()["member"](term.committee.unit), **fields)
    return committees.take_seat(term, given, since=since or term.starts_on, by=user())


def pair(unit: Unit | None = None, **fields: Any) -> DoubleCandidate:
    """Two records of a unit that an officer takes for one person."""
    place = unit or globals()["unit"]()
    return put_side_by_side(member(place, **fields), member(place, **fields), by=user())


def merged(pair: DoubleCandidate) -> Merge:
    """A pair made one; the older record is kept."""
    return merge_members(pair, keep=pair.a_id, take=set(), by=user(), reason="同一人")


def plan(unit: Unit | None = None, **fields: Any) -> Plan:
    """The plan of the main job: Mid-Autumn, 300 yuan of goods, 20 days ahead."""
    return Plan.objects.create(
        unit=unit or globals()["unit"](),
        **{"name": "Mid-Autumn", "festival": "mid_autumn", "amount": Decimal(300), "lead_days": 20, **fields},
    )


def budget_line(unit: Unit, *, year: int = 2026, amount: int = 1_000_000, kind: str = "festival") -> BudgetLine:
    return BudgetLine.objects.create(unit=unit, year=year, kind=kind, amount=amount)


def cap(unit: Unit, amount: int, *, basis: str = "person_year", since: date = date(2020, 1, 1), **fields: Any) -> Cap:
    return Cap.objects.create(
        unit=unit,
        amount=amount,
        **{"kind": "festival", "basis": basis, "effective_from": since, "source": "皖工发〔2025〕18号", **fields},
    )


def run(unit: Unit | None = None, *, by: User | None = None, on: date = date(2026, 9, 5), **fields: Any) -> Run:
    """A run that waits to be counted, of a new plan for its next festival."""
    return opening.open_run(plan(unit, **fields), by=by or user(), on=on)


def counted_run(unit: Unit | None = None, **fields: Any) -> Run:
    """A run with its list, of a unit that gets one member when it is made here."""
    if unit is None:
        unit = globals()["unit"]()
        member(unit)
    made = run(unit, **fields)
    counting.count_all()
    made.refresh_from_db()
    return made


def run_in_review(unit: Unit | None = None, *, by: User | None = None, **fields: Any) -> Run:
    """A counted run with a budget, submitted by `by` or by somebody of whom nothing else is known."""
    made = counted_run(unit, **fields)
    if review.line_of(made) is None:
        budget_line(made.unit, year=made.occasion.on.year)
    return review.submit_run(made, by=by or user())


def approved_run(unit: Unit | None = None, **fields: Any) -> Run:
    made = run_in_review(unit, **fields)
    for _ in range(2):
        review.approve_run(made, by=user())
    made.refresh_from_db()
    return made


def issued_run(unit: Unit | None = None, **fields: Any) -> Run:
    return review.issue_run(approved_run(unit, **fields), by=user())


# Consultation


def question(asker: User | None = None, *, tier: str = "", by: User | None = None, **fields: Any) -> Question:
    """What a worker asked; with `tier` it has been accepted by `by`, else by a new counsellor of the unit."""
    asked = questions.ask_question(
        **{
            "kind": QuestionKind.CONSULTATION,
            "text": "年假怎么计算？",
            "by": asker or account(worker()),
            **fields,
        }
    )
    if tier:
        questions.accept_question(asked, Tier(tier), by=by or officer(asked.unit, post="desk_counsellor"))
    return asked


def counsellor_of(question: Question) -> User:
    """Whoever has taken a question that has been accepted."""
    assert question.counsellor is not None
    return question.counsellor


def answered_question(asker: User | None = None, **fields: Any) -> Question:
    asked = question(asker, tier="general", **fields)
    questions.answer_question(asked, "满一年即可享受五天年假。", by=counsellor_of(asked))
    return asked


def story(**fields: Any) -> Story:
    return Story(**{"category": GrievanceCategory.HOURS, "facts": "连续三个月没有休息日", **fields})


def grievance(reporter: User | None = None, *, officer: User | None = None, **fields: Any) -> Grievance:
    """A named case; with `officer` it has been accepted by them."""
    filed = grievances.file_grievance(story(**fields), by=reporter or account(worker()))
    if officer:
        grievances.accept_grievance(filed, by=officer)
    return filed


# Dues


def wage(member: Member, amount: int | str = 5437, since: date = date(2020, 1, 1)) -> DuesBasis:
    """A member's monthly basic wage, 5,437 yuan by default: 27.15 yuan of dues."""
    return DuesBasis.objects.create(member=member, starts_on=since, wage=Decimal(amount))


def charge(member: Member | None = None, month: date = date(2026, 9, 1)) -> DuesCharge:
    """What a member owes for a month: 27.15 yuan unless there is a wage or a reason to pay nothing."""
    owing = member or globals()["member"]()
    if not owing.dues_bases.exists():
        wage(owing)
    compute_charges([month], members=Member.objects.filter(pk=owing.pk))
    return DuesCharge.objects.get(member=owing, month=month)


def paid_charge(member: Member | None = None, month: date = date(2026, 9, 1), by: User | None = None) -> DuesCharge:
    """A charge that was paid in cash, in full."""
    owed = charge(member, month)
    pay_charge(owed, owed.open, paid_on=date(2026, 9, 5), paid_by="cash", by=by or user())
    owed.refresh_from_db()
    return owed
