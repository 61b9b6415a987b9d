from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from office.chunked_files.processing import process_file
from tests.factories.accounts import approver, user
from tests.factories.members import member
from tests.factories.units import unit as new_unit
from welfare.budgets import ledger
from welfare.budgets.ledger import Cause
from welfare.budgets.models import BudgetLine
from welfare.grants.models.grants import Grant
from welfare.grants.models.signings import Signing
from welfare.grants.querysets import Grants
from welfare.handing_out.actions import sign_grants
from welfare.lists.actions import ListProcessor, start_list
from welfare.lists.models import BenefitList
from welfare.objections.actions import publish_run
from welfare.plans.models import MinorityFestival, Plan
from welfare.runs.actions import counting, opening, review
from welfare.runs.models.runs import Run
from welfare.standards.models import Cap


def plan(unit: Unit | None = None, **fields: object) -> Plan:
    """Create a plan for Mid-Autumn: 300 yuan of goods, opened 20 days ahead, collected at the union's office."""
    return Plan.objects.create(
        unit=unit or new_unit(),
        **{
            "name": "Mid-Autumn",
            "festival": "mid_autumn",
            "amount": Decimal(300),
            "lead_days": 20,
            "goods": "rice 5 kg",
            "place": "Office 1",
            **fields,
        },
    )


def minority_festival(*days: date, **fields: object) -> MinorityFestival:
    """Create Eid al-Fitr of the Hui in Ningxia, with these days or that of 2026."""
    made = MinorityFestival.objects.create(
        **{
            "code": "eid_al_fitr",
            "name": "开斋节",
            "region": "宁夏",
            "ethnic_groups": ["03"],
            "approved_by": "region",
            "document": "宁政办发〔2025〕60号",
            **fields,
        }
    )
    for on in days or [date(2026, 3, 20)]:
        made.days.create(on=on, source="宁夏回族自治区人民政府办公厅通知")
    return made


def benefit_list(plan: Plan, *members: Member, on: date, amount: int = 10) -> BenefitList:
    """Create a checked list of the plan for its event on a day, with `amount` yuan for each of the members."""
    rows = ["工号,金额", *(f"{member.employee_number},{amount}" for member in members)]
    upload = SimpleUploadedFile("名单.csv", "\n".join(rows).encode())
    file = start_list(plan, upload, day=on, by=user())
    process_file(ListProcessor(file))
    file.refresh_from_db()
    return file


def budget_line(unit: Unit, *, year: int = 2026, amount: int = 1_000_000, kind: str = "festival") -> BudgetLine:
    """Create a budget line with an appropriation of `amount` yuan."""
    line = ledger.open_line(unit, year=year, kind=kind)
    ledger.appropriate(line, Decimal(amount), by=None)
    return line


def used_line(
    unit: Unit, *, reserved: int = 0, spent: int = 0, year: int = 2026, amount: int = 1_000_000, kind: str = "festival"
) -> BudgetLine:
    """Create a budget line of which so many yuan are reserved, and so many spent, as entered from the books."""
    line = budget_line(unit, year=year, amount=amount, kind=kind)
    cause = Cause("books", line.pk)
    ledger.reserve(line, Decimal(reserved + spent), cause=cause, by=None)
    ledger.spend(line, Decimal(spent), cause=cause, by=None)
    return line


def cap(
    unit: Unit, amount: int, *, basis: str = "person_year", since: date = date(2020, 1, 1), **fields: object
) -> Cap:
    """Create a cap on festival benefits, in yuan."""
    return Cap.objects.create(
        unit=unit,
        amount=amount,
        **{"kind": "festival", "basis": basis, "effective_from": since, "source": "皖工发〔2025〕18号", **fields},
    )


def run(unit: Unit | None = None, *, by: User | None = None, on: date = date(2026, 9, 5), **fields: object) -> Run:
    """Open a run of a new plan for its next festival, not counted yet; `fields` are the plan's."""
    return opening.open_run(plan(unit, **fields), by=by or user(), on=on)


def counted_run(
    unit: Unit | None = None, *, by: User | None = None, on: date = date(2026, 9, 5), **fields: object
) -> Run:
    """Open a run and count it; without `unit`, in a new unit of one member."""
    if unit is None:
        unit = new_unit()
        member(unit)
    made = run(unit, by=by, on=on, **fields)
    counting.count_all()
    made.refresh_from_db()
    return made


def run_in_review(
    unit: Unit | None = None,
    *,
    by: User | None = None,
    opener: User | None = None,
    on: date = date(2026, 9, 5),
    **fields: object,
) -> Run:
    """Create a counted run with a budget, submitted by `by` or by a new account, opened by `opener` or by another."""
    made = counted_run(unit, by=opener, on=on, **fields)
    if review.budget_line_of(made) is None:
        budget_line(made.unit, year=made.occasion.on.year)
    return review.submit_run(made, by=by or user())


def approved_run(unit: Unit | None = None, *, on: date = date(2026, 9, 5), **fields: object) -> Run:
    """Create a run that two people have approved."""
    made = run_in_review(unit, by=None, opener=None, on=on, **fields)
    for _ in range(2):
        review.approve_run(made, by=approver(made.unit))
    made.refresh_from_db()
    return made


def published_run(unit: Unit | None = None, *, on: date = date(2026, 9, 5), **fields: object) -> Run:
    """Create an approved run whose list is public from today on, for five working days."""
    made = approved_run(unit, on=on, **{"notice_days": 5, **fields})
    publish_run(made, by=user())
    made.refresh_from_db()
    return made


def signing(run: Run, scan: SimpleUploadedFile | None = None) -> Signing:
    """Sign together for all members of an issued run, with a scan."""
    return signing_of(Grant.objects.filter(run=run), scan)


def signing_of(grants: Grants, scan: SimpleUploadedFile | None = None) -> Signing:
    """Sign together for the members of these grants, with a scan."""
    scan = scan or SimpleUploadedFile("签领表.pdf", b"%PDF-1.4 scan")
    return sign_grants(grants, by=user(), reason="已在纸质签领表上签字", sheets=[scan])


def issued_run(unit: Unit | None = None, *, on: date = date(2026, 9, 5), **fields: object) -> Run:
    """Create a run whose grants can be received."""
    return review.issue_run(approved_run(unit, on=on, **fields), by=user())
