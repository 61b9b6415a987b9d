"""The data of the permission tests: a union with two branches, each with a row of each kind and all posts held."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import uuid4

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from pghistory import create_event
from pghistory.models import Event

from consultation.choices import Grade
from consultation.deadlines.models import Clock
from consultation.grievances import actions as grievances
from consultation.grievances.models import GrievanceReporter
from consultation.questions import actions as questions
from consultation.questions.models import Question
from consultation.referrals import actions as referrals
from members.approvals.actions.rulemaking import set_rule
from members.approvals.models import ApprovalRound
from members.approvals.rules import StagePlan, Whose
from members.authority.models import User
from members.authority.shipped_posts import POSTS
from members.choices import Channel, Purpose
from members.consents.models import ConsentText
from members.deputies.actions import name_deputy
from members.dues.actions.months import compute_waiting, open_months
from members.dues.actions.wages import waive_dues
from members.dues.models.charges import DuesRule
from members.dues.models.payments import DuesPayment, ReceiptCount
from members.dues.receipts import issue_receipt
from members.dues.rules import first_of_month
from members.freezes.actions import freeze_unit
from members.freezes.models import FrozenAct
from members.importing.actions.imports import cancel_import, confirm_import, start_import
from members.importing.actions.processing import process_import
from members.membership.actions.bulk import transfer_many
from members.membership.documents import issue_letter
from members.membership.models.changes import MembershipChange
from members.own_data.actions.change_requests import request_change
from members.own_data.actions.consents import record_consent
from members.own_data.actions.holds import place_hold
from members.own_data.models.retention import RetentionRule
from members.providers.models import ProviderBinding, SignInProvider
from members.register.models.member import Member
from members.register.rules.cards import card_key
from members.units.models.units import Unit
from office import audit
from office.database_roles import owner_connection
from office.documents.actions import add_layout, save_text
from office.documents.batches import ask_for_many
from office.documents.models import DocumentCount
from office.models import DayOverride, Notice, SavedView
from office.once.kept import Opened, Typed, keep
from office.outbox import models as outbox
from office.uploads.actions import attach
from tests import factories as make
from tests.factories import payment as pay
from tests.members.dues import payrolls
from tests.members.importing import rosters
from tests.word_files import word_layout
from welfare.auditing.actions.asking import pause_pack
from welfare.auditing.models import AuditPack
from welfare.budgets.actions import propose_budget
from welfare.budgets.models import BudgetLine
from welfare.budgets.year_ends import propose_year_end
from welfare.choices import BUDGET_KIND, RUN_KIND, Festival, ObjectionKind
from welfare.fairness.actions.counting import count_all as count_figures
from welfare.fairness.actions.replays import start_replay
from welfare.fairness.models import Recount
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer
from welfare.handing_out.actions import receive_grant
from welfare.handing_out.counter import READ, Scan, hand_out, take_scans
from welfare.handing_out.models import HandOut
from welfare.hardship.models.files import HardshipAid
from welfare.hardship.models.settings import AidRule
from welfare.kinds.models import BenefitKind
from welfare.objections.actions import make_objection
from welfare.payment.actions import batches
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.plans.models import Plan
from welfare.runs.actions import review
from welfare.runs.models.runs import Run
from welfare.seasonal.models.heat_rules import HeatRule
from welfare.standards.models import BenefitRule, BudgetIncome, MemberFact, UnitRegion
from welfare.visits.actions.carrying_out import plan_visit
from welfare.visits.choices import Source, VisitState
from welfare.visits.models.visits import Visit

NORTH, SOUTH = "北岸", "南岸"
# No row has this number, and no question or grievance this key.
NOBODY = 999_999_999
NO_KEY = "A" * 22
M = TypeVar("M", bound=Model)


@dataclass
class Branch:
    """One branch with its people and rows; every text that a page may show begins with the branch's `mark`."""

    mark: str
    unit: Unit
    officers: dict[str, User] = field(default_factory=dict)
    worker: User = field(default_factory=User)
    second_counsellor: User = field(default_factory=User)
    rows: dict[str, Model | dict[str, object]] = field(default_factory=dict)
    """Name of a row → the row, or the keyword arguments of its address."""
    receipt: str = ""
    """The receipt code of the anonymous report."""

    def row(self, name: str, model: type[M]) -> M:
        """Return the row of that name, which is of this model."""
        found = self.rows[name]
        assert isinstance(found, model)
        return found

    def address(self, row: str) -> dict[str, object]:
        """Return the keyword arguments of the row's address."""
        found = self.rows[row]
        return found if isinstance(found, dict) else {"pk": found.pk}


@dataclass
class People:
    union: Unit
    north: Branch
    south: Branch
    superuser: User
    upper_run: Run | None = None


def make_branch(union: Unit, mark: str) -> Branch:
    """Create a branch with an officer for each post, all of whom may open the admin too."""
    made = Branch(mark, make.unit(f"{mark}分会", parent=union, code=f"{mark}-1"))
    made.officers = {
        code: make.officer(made.unit, post=code, name=f"{mark}{code}", is_staff=True, username=f"{mark}.{code}")
        for code in POSTS
    }
    return made


def add_register(made: Branch) -> None:
    """Add the worker whose rows these are, a retired member, an import, two records of one person and a merge."""
    member = make.worker(made.unit, name=f"{made.mark}工人", id_number=make.identity_number())
    newcomer = make.member(made.unit, name=f"{made.mark}退休", employment="retired")
    make.activation_code(newcomer, by=made.officers["welfare_officer"])
    made.worker = make.account(member)
    made.worker.name = f"{made.mark}工人"
    made.worker.save()
    made.rows |= {"member": member, "newcomer": newcomer, "unit": made.unit, "user": made.worker}
    made.rows["code"] = newcomer.activation_codes.get()
    changed = {"name": member.name, "id_number": member.id_number.reveal(), "change": None, "changed_on": None}
    wrong = rosters.row(name=f"{made.mark}有误", unit=made.unit.name, phone="1")
    sheet = rosters.book([rosters.row(name=f"{made.mark}新人", unit=made.unit.name), rosters.row(**changed), wrong])
    upload = rosters.upload(sheet, f"{made.mark}.xlsx")
    made.rows["import"] = job = start_import(upload, made.unit, by=made.officers["welfare_officer"])
    made.rows["pair"] = make.candidate_pair(made.unit, name=f"{made.mark}同人")
    made.rows["merge"] = make.merge(make.candidate_pair(made.unit, name=f"{made.mark}合并"))
    process_import(job)
    made.rows |= {"import_row": job.staged.get(number=2), "import_slice": job.slices.get()}
    made.rows["import_fault"] = job.faults.create(row=9, column="姓名", reason="is missing")
    made.rows["import_faulty_row"] = {"pk": job.pk, "number": 4}
    add_finished_imports(made)


def add_finished_imports(made: Branch) -> None:
    """Add a finished reconciling import with a member missing from its file, and a cancelled import."""
    by = made.officers["welfare_officer"]
    make.member(made.unit, name=f"{made.mark}走了")
    people = [rosters.row(name=f"{made.mark}还在", employee_number=f"{made.mark}1")]
    done = start_import(rosters.upload(rosters.book(people)), made.unit, by=by, mode="reconcile")
    process_import(done)
    done.refresh_from_db()
    confirm_import(done, by=by, create_units=False)
    process_import(done)
    cancelled = start_import(rosters.upload(rosters.book(people)), made.unit, by=by)
    cancel_import(cancelled, by=by)
    leaver = done.leavers.get(member__name=f"{made.mark}走了")
    made.rows |= {"import_reconciled": done, "leaver": leaver, "import_cancelled": cancelled}


def add_membership_changes(made: Branch) -> None:
    """Add members in other states, transfers to a group of the branch, and an application to join."""
    unit, mark, by = made.unit, made.mark, made.officers["welfare_officer"]
    group = make.unit(f"{mark}小组", parent=unit, code=f"{mark}-2", kind="group")
    going, agreed = (make.member(unit, name=f"{mark}{word}") for word in ("调出", "将调出"))
    made.rows |= {
        "pending_member": make.member(unit, name=f"{mark}待批", state="pending"),
        "left_member": make.member(unit, name=f"{mark}已退", state="withdrawn"),
        "transfer": make.transfer(going, group, by=by),
        "agreed_transfer": make.transfer(agreed, group, by=by, on=date(2099, 1, 1), agreed=True),
        "batch": transfer_many(
            Member.objects.filter(pk=make.member(unit, name=f"{mark}批量").pk),
            unit,
            group,
            on=date(2099, 1, 1),
            by=by,
            reason="整编",
        ),
        "application": make.application(unit, name=f"{mark}申请人"),
        "group": group,
    }
    made.rows["period"] = made.row("member", Member).periods.get()


def add_groups_and_committee(made: Branch) -> None:
    """Add groups of the branch, one of them closed, and its union committee with a seat and minutes."""
    names = ("subunit", "other_subunit", "closed_unit")
    groups = [make.unit(f"{made.mark}{name}", parent=made.unit, kind="group") for name in names]
    Unit.objects.filter(pk=groups[2].pk).update(closed_on=date(2026, 1, 1))
    made.unit.refresh_from_db()
    term = make.term(made.unit)
    minutes = attach(term, [text_file(made.mark)], by=made.officers["chair"])[0]
    seat = make.seat(term, make.member(made.unit, name=f"{made.mark}委员"))
    made.rows |= dict(zip(names, groups, strict=True)) | {
        "committee": term.committee,
        "term": term,
        "seat": seat,
        "term_file": {"pk": term.pk, "file_pk": minutes.pk},
    }


def add_own_data(made: Branch) -> None:
    """Add the worker's change requests with a document, and a consent signed on paper."""
    member = made.row("member", Member)
    photo = SimpleUploadedFile(f"{made.mark}.txt", f"{made.mark}附件".encode())
    change = request_change(member, "politics", "01", by=made.worker, reason=f"{made.mark}更正", files=[photo])
    consent = record_consent(
        member,
        Purpose.NOTICE,
        given=True,
        by=made.officers["welfare_officer"],
        channel=Channel.PAPER,
        files=[SimpleUploadedFile(f"{made.mark}.txt", f"{made.mark}签字".encode())],
    )
    chair = made.officers["chair"]
    made.rows["erasure"] = make.erasure(made.unit, name=f"{made.mark}退会")
    made.rows["held_erasure"] = held = make.erasure(made.unit, name=f"{made.mark}除名")
    made.rows["hold"] = place_hold(held.member, by=chair, reason=f"{made.mark}诉讼")
    made.rows["retention_rule"] = RetentionRule.objects.get(state="withdrawn")
    made.rows |= {
        "own_field": {"field": "work_site"},
        "purpose": {"purpose": "health"},
        "change": change,
        "change_file": {"pk": change.pk, "file_pk": change.attachments.get().pk},
        "consent": consent,
        "consent_file": {"pk": member.pk, "file_pk": consent.attachments.get().pk},
        # Nobody has agreed to this one, so it may still be deleted.
        "consent_text": ConsentText.objects.get_or_create(
            purpose="notice", effective_from=date(2027, 1, 1), defaults={"text": "文本", "source": "总会"}
        )[0],
    }


def add_personal_file(made: Branch) -> None:
    """Add the worker's family, an honour, hardship, a document with a scan, and the member card."""
    member, officer = made.row("member", Member), made.officers["welfare_officer"]
    made.rows["kin"] = make.family_member(member, name=f"{made.mark}配偶")
    made.rows["honour"] = make.honour(member, title=f"{made.mark}荣誉")
    made.rows["mark"] = make.hardship(member, by=officer, reason=f"{made.mark}困难")
    made.rows["document"] = document = make.document(member, by=officer, files=[text_file(made.mark)])
    scan = document.attachments.get()
    made.rows["member_file"] = {"pk": member.pk, "file_pk": scan.pk}
    made.rows |= {"own_file": scan, "card": {"key": card_key(member.pk, timezone.localdate())}}


def add_dues(made: Branch) -> None:
    """Add an opened month of dues: the worker owes it and has paid the one before; another member's is waived."""
    keeper, chair = made.officers["finance_officer"], made.officers["chair"]
    member = made.row("member", Member)
    made.rows["wage"] = make.wage(member)
    (month,) = open_months(made.unit, date(2026, 9, 1), date(2026, 9, 1), by=keeper, opens_itself=True)
    compute_waiting()
    month.refresh_from_db()
    make.charge(member, first_of_month(timezone.localdate()))
    paid = make.paid_charge(member, date(2026, 8, 1), by=keeper)
    make.paid_charge(make.member(made.unit, name=f"{made.mark}缴费"), first_of_month(timezone.localdate()), by=keeper)
    other = Member.objects.get(name=f"{made.mark}退休")
    row = payrolls.row(member.dues_charges.get(month=month.month), amount=5)
    sent = payrolls.compared_file([row], made.unit, keeper)
    made.rows |= {
        "dues_month": month,
        "dues_book": made.unit.dues_book,
        "charge": member.dues_charges.get(month=month.month),
        "payment": paid.payments.get(),
        "receipt_count": ReceiptCount.objects.get(unit=made.unit),
        "payroll": sent,
        "payroll_row": sent.rows.get(),
        "waiver": waive_dues(other, date(2026, 8, 1), None, reason=f"{made.mark}困难", by=chair),
    }


def add_documents(made: Branch) -> None:
    """Add the receipt of the worker's dues as an issued document, and a text of the branch for such receipts."""
    finance, payment = made.officers["finance_officer"], made.row("payment", DuesPayment)
    paths: list[str] = []

    def address(path: str) -> str:
        paths.append(path)
        return path

    document = issue_receipt(payment, by=finance, address=address)
    letter_of = made.row("agreed_transfer", MembershipChange)
    issue_letter(letter_of, by=made.officers["chair"], address=address)
    version = save_text("dues_receipt", made.unit, f"{made.mark}收据", by=made.officers["chair"])
    made.rows |= {
        "issued_document": document,
        "document_batch": ask_for_many("dues_receipt", made.unit, [payment.pk], by=finance, address=address),
        "document_key": {"key": paths[0].strip("/").rpartition("/")[2]},
        "document_text": version.text,
        "layout_kind": {"kind": "dues_receipt"},
        "word_layout": add_layout("dues_receipt", made.unit, word_layout(), by=made.officers["chair"]),
        "document_kind": {"kind": "joining_poster"},
        "text_version": version,
        "text_version_keys": {"pk": version.text_id, "number": version.number},
        "document_count": DocumentCount.objects.get(unit=made.unit, kind="dues_receipt"),
    }


def add_goods(made: Branch) -> None:
    """Add an article of the branch, its pickup point, and some of it in stock."""
    made.rows["article"] = article = make.article(made.unit, name=f"{made.mark}大米")
    made.rows["store"] = store = make.store(made.unit, name=f"{made.mark}仓库")
    made.rows["stock_batch"] = batch = make.batch(article, store, 20, expires_on=date(2099, 1, 1), number=made.mark)
    made.rows["stock_entry"] = batch.entries.get()


def add_replays(made: Branch, run: Run) -> None:
    """Add a replay that gives more, so that people gain by it, and one that waits; and the run's figures."""
    by, name = made.officers["welfare_officer"], f"{made.mark}试算"
    more = start_replay(run, by=by, name=name, rules_by="proposed", standard=run.standard + 1, caps_by="none")
    count_figures()
    made.rows["replay"] = more
    made.rows["waiting_replay"] = waiting = start_replay(run, by=by, name=name, rules_by="own", caps_by="none")
    Recount.objects.filter(pk=waiting.pk).update(attempts=9, error="?")


def add_runs(made: Branch) -> None:
    """Add a run of the branch in each state, each for another festival."""
    unit: Unit = made.unit
    name = f"{made.mark}慰问"
    made.rows["budget"] = make.budget_line(unit, amount=90_000)
    made.rows["next_budget"] = make.budget_line(unit, year=2027, amount=90_000)
    source = f"{made.mark}文件"
    made.rows["cap"] = make.cap(unit, 2_000, source=source)
    made.rows["hardship_rule"] = make.hardship_rule(unit, source=source)
    made.rows["local_figure"] = make.local_figure(unit, source=source)
    made.rows["hardship_file"] = file = make.hardship_file(made.worker.member)
    attach(file, [text_file(made.mark)], by=made.worker)
    made.rows["hardship_paper"] = {"pk": file.pk, "paper_pk": file.attachments.get().pk}
    assessed = make.assessed_file(make.member(unit, name=f"{made.mark}困难"), by=made.officers["welfare_officer"])
    made.rows["assessment"] = assessed
    made.rows["hardship_aid"] = HardshipAid.objects.create(
        file=assessed.file,
        kind="other",
        amount=500,
        given_on=date(2026, 9, 2),
        basis=source,
        noted_by=made.officers["welfare_officer"],
    )
    made.rows["aid_rule"] = AidRule.objects.create(
        unit=unit, kind="living", months=6, source=source, effective_from=date(2026, 1, 1)
    )
    made.rows["benefit_kind"] = BenefitKind.objects.get(code="festival")
    made.rows["benefit_rule"] = BenefitRule.objects.create(
        unit=unit, kind="birthday", source=source, effective_from=date(2026, 1, 1)
    )
    made.rows["member_fact"] = MemberFact.objects.create(
        member=made.worker.member, fact="elsewhere", since=date(2020, 1, 1), until=date(2020, 12, 31), source=source
    )
    made.rows["unit_region"] = UnitRegion.objects.create(unit=unit, region="青海")
    made.rows["budget_income"] = BudgetIncome.objects.create(unit=unit, year=2026, amount=1_000_000, source=source)
    add_goods(made)
    made.rows["plan"] = make.plan(unit, festival=Festival.QINGMING, name=name)
    made.rows["minority_festival"] = festival = make.minority_festival(code=f"eid_{unit.pk}")
    made.rows["minority_festival_day"] = festival.days.get()
    made.rows["benefit_list"] = make.benefit_list(made.row("plan", Plan), made.worker.member, on=date(2027, 4, 5))
    made.rows["counting_run"] = counting = make.run(unit, festival=Festival.NEW_YEAR, on=date(2026, 1, 1), name=name)
    counting.slices.update(attempts=9, error="?")
    counted = make.counted_run(unit, festival=Festival.SPRING, on=date(2026, 1, 20), name=name)
    made.rows["counted_run"] = counted
    made.rows["run_in_review"] = make.run_in_review(unit, festival=Festival.LABOUR, on=date(2026, 4, 20), name=name)
    made.rows["approved_run"] = make.approved_run(unit, festival=Festival.DRAGON_BOAT, on=date(2026, 6, 1), name=name)
    waits = {"notice_days": 5, "name": name}
    made.rows["unpublished_run"] = make.approved_run(unit, festival=Festival.DRAGON_BOAT, on=date(2025, 5, 20), **waits)
    made.rows["public_run"] = make.published_run(unit, festival=Festival.LABOUR, on=date(2025, 4, 20), **waits)
    objected = make.published_run(unit, festival=Festival.SPRING, on=date(2025, 1, 20), **waits)
    made.rows["public_notice"] = objected.notices.get()
    made.rows["objection"] = make_objection(objected, kind=ObjectionKind.AMOUNT, text=made.mark, by=made.worker)
    made.rows["withdrawn_grant"] = objected.withdrawn.create(
        member=made.row("newcomer", Member), occasion=objected.occasion, unit=unit, due=0
    )
    made.rows["run"] = issued = make.issued_run(unit, festival=Festival.NATIONAL, on=date(2026, 9, 20), name=name)
    closed = make.issued_run(unit, festival=Festival.NATIONAL, on=date(2025, 9, 20), name=name)
    made.rows["closed_run"] = review.close_run(closed, by=make.user(), reason="x")
    made.rows["mailing"] = mailing = outbox.Mailing.objects.create(label=name)
    made.rows["paused_mailing"] = paused = outbox.Mailing.objects.create(label=name, state="paused")
    for on, one in ((date(2026, 9, 21), mailing), (date(2026, 9, 22), paused)):
        issued.announcements.create(kind="reminder", on=on, mailing=one, done_at=timezone.now())
    made.rows["messages"] = {"pk": issued.pk, "mailing_pk": mailing.pk}
    made.rows["paused_messages"] = {"pk": issued.pk, "mailing_pk": paused.pk}
    made.rows["grant"] = issued.grants.get(member__user=made.worker)
    rice, oil = made.row("article", Article), make.article(unit, name=f"{made.mark}食用油")
    made.rows["offer"] = offer = make.offer(unit, rice, oil, run=issued, title=f"{made.mark}选礼")
    Run.objects.filter(pk=issued.pk).update(store=made.row("store", Store))
    made.rows["draft_offer"] = make.offer(unit, rice, oil, is_open=False, title=f"{made.mark}想要什么")
    made.rows |= {"offered_article": offer.articles.all()[0], "offer_notice": offer.notices.get()}
    made.rows["offered_store"] = made.row("draft_offer", Offer).stores.create(store=made.row("store", Store))
    handed_out = make.issued_run(unit, festival=Festival.QINGMING, on=date(2026, 3, 20), name=name)
    made.rows["signing"] = signing = make.signing(handed_out, text_file(made.mark))
    made.rows["signed_file"] = {"pk": signing.pk, "file_pk": signing.attachments.get().pk}
    received = make.issued_run(unit, festival=Festival.MID_AUTUMN, on=date(2025, 9, 20), name=name)
    made.rows["own_receipt"] = mine = received.grants.get(member__user=made.worker)
    made.rows["taken_back"] = mine.cancellations.create(
        received_at=timezone.now() - timedelta(days=9), received_by=made.worker, by=made.worker, reason=made.mark
    )
    receive_grant(mine, by=made.worker)
    given = received.grants.exclude(member__user=made.worker).select_related(*READ).earliest("pk")
    scan = Scan(nonce=uuid4(), grant=given.pk, at=timezone.now(), offline=True)
    made.rows["hand_out"] = hand_out(given, scan, by=make.user())
    made.rows["received_run"] = received
    made.rows["counter_run"] = make.issued_run(unit, festival=Festival.QINGMING, on=date(2025, 3, 20), name=name)
    made.rows["sample_call"] = given.sample_calls.create(
        run=received, unit=unit, confidence=95, margin=5, population=1, drawn_by=made.officers["chair"]
    )
    second = replace(scan, nonce=uuid4())
    take_scans([second], by=made.officers["group_leader"])
    made.rows["hand_out_in_conflict"] = HandOut.objects.get(nonce=second.nonce)
    made.rows["verdict"] = {"pk": counted.pk, "verdict": "retired"}
    made.rows["conflict"] = {"pk": counted.pk, "code": "no_birth_date"}
    add_replays(made, counted)
    made.rows["exclusion"] = counted.exclusions.filter(verdict="retired")[0]
    made.rows |= {"place": issued.places.all()[0], "slice": issued.slices.all()[0]}
    made.rows["decision"] = issued.approvals[0]
    made.rows["waiting_round"] = ApprovalRound.objects.of(RUN_KIND, made.row("run_in_review", Run).pk).get()
    budget = made.row("budget", BudgetLine)
    made.rows["budget_change"] = change = propose_budget(budget, Decimal(95_000), by=made.worker, reason=made.mark)
    made.rows["budget_entry"] = budget.entries.earliest("pk")
    earlier = make.budget_line(unit, year=2024, amount=70_000)
    make.budget_line(unit, year=2023, amount=60_000)
    made.rows["year_end"] = closing = propose_year_end(
        unit, year=2024, treatments={earlier.pk: "carry"}, by=made.worker, reason=made.mark
    )
    made.rows["year_end_line"] = closing.lines.get()
    made.rows["own_round"] = ApprovalRound.objects.of(BUDGET_KIND, change.pk).get()
    chair, finance = made.officers["chair"], made.officers["finance_officer"]
    stages = [StagePlan(None, Whose.OWN, 2)]
    made.rows["approval_rule"] = set_rule(RUN_KIND, unit, min_amount=Decimal(90_000), stages=stages, by=chair)
    later = {"starts_at": datetime(2099, 1, 1, tzinfo=UTC), "ends_at": datetime(2099, 2, 1, tzinfo=UTC)}
    made.rows["freeze"] = freeze_unit(unit, **later, acts=FrozenAct.values, reason=f"{made.mark}决算", by=chair)
    post = chair.appointments.get()
    made.rows["deputyship"] = name_deputy(post, finance, **later, reason=f"{made.mark}休假", by=chair)


def add_payments(made: Branch) -> None:
    """Add bank profiles, and payments and answers in each state, each of another run."""
    unit, mark = made.unit, made.mark
    version = pay.bank_profile(unit, name=f"{mark}银行")
    unchecked = pay.bank_profile(unit, name=f"{mark}新银行", checked=False)
    made.rows |= {"bank_profile": version.profile, "profile_version": version, "new_profile": unchecked.profile}
    for _ in range(2):
        pay.payee(unit, name=f"{mark}收款")
    runs = [pay.money_run(unit, people=0, day=date(2025, 12, day), name=f"{mark}慰问金") for day in range(1, 6)]
    made.rows["money_run"] = runs[4]
    # The others give in hardship, which few officers may see.
    make.budget_line(unit, year=2025, kind="hospital")
    of_illness = pay.money_run(unit, people=0, day=date(2025, 12, 6), kind="hospital", name=f"{mark}慰问金")
    made.rows["grant_account"] = of_illness.grants.select_related("account")[0].account
    made.rows["made_payment"] = pay.payment(runs[0], version)
    stuck = batches.make_batch(unit, version, [runs[1]], purpose=f"{mark}慰问", by=made.worker)
    PaymentBatch.objects.filter(pk=stuck.pk).update(attempts=9, error="?")
    made.rows["stuck_payment"] = stuck
    released = pay.payment(runs[2], version)
    made.rows["released_file"] = batches.release_batch(released, by=made.worker).files.get()
    made.rows["bank_payment"] = sent = pay.sent_payment(runs[3], version)
    first, second = PaymentLine.objects.filter(file__batch=sent).order_by("pk")
    made.rows["taken_answer"] = pay.taken_answer(sent, [pay.answer_line(first)], name=f"{mark}1.txt")
    made.rows["answer"] = answer = pay.bank_answer(sent, [pay.answer_line(second)], name=f"{mark}2.txt")
    made.rows |= {
        "payment_line": first,
        "payment_fetch": first.file.fetches.get(),
        "left_out": sent.left_outs.all()[0],
        "answer_row": answer.rows.get(),
    }


def add_heat_sites(made: Branch) -> None:
    """Add a heat site with heads and goods, a delivery with a photo of the slip, and one that may be taken back."""
    made.rows["heat_site"] = site = make.supplied_site(made.unit, name=f"{made.mark}高温点")
    made.rows["heat_period"], made.rows["heat_ration"] = site.periods.get(), site.rations.get()
    by = made.officers["welfare_officer"]
    made.rows["heat_delivery"] = delivery = make.heat_delivery(site, 3, by=by, photos=[text_file(made.mark)])
    made.rows["heat_delivery_line"] = delivery.lines.get()
    made.rows["heat_delivery_photo"] = {"pk": delivery.pk, "file_pk": delivery.attachments.get().pk}
    made.rows["heat_rule"] = HeatRule.objects.create(
        unit=made.unit,
        measure="stop",
        exposure="outdoors",
        from_degrees=38,
        source=f"{made.mark}高温规定",
        effective_from=date(2026, 1, 1),
    )


def add_visits(made: Branch) -> None:
    """Add a visit that the worker asked for, one that a leader entered, and one in each of the other states."""
    unit, mark, member = made.unit, made.mark, made.row("member", Member)
    made.rows["visit"] = visit = make.visit(member, kind="marriage", papers=[text_file(mark)], words=mark)
    made.rows["visit_paper"] = {"pk": visit.pk, "paper_pk": visit.papers.get().pk}
    made.rows["paper_of_visit"] = visit.papers.get()
    make.budget_line(unit, year=visit.event_on.year, kind="marriage", amount=90_000)
    leader = made.officers["group_leader"]
    groom = make.member(unit, name=f"{mark}新郎")
    made.rows["entered_visit"] = make.visit(groom, kind="marriage", by=leader, source=Source.LEADER)
    made.rows["proposed_visit"] = Visit.objects.create(
        member=make.member(unit, name=f"{mark}新娘"),
        unit=unit,
        kind="marriage",
        event_on=visit.event_on,
        source=Source.REGISTER,
        state=VisitState.PROPOSED,
    )
    planned = make.approved_visit(make.member(unit, name=f"{mark}探望"), kind="marriage")
    visitors = made.officers["chair"], made.officers["branch_chair"]
    by = made.officers["welfare_officer"]
    made.rows["planned_visit"] = plan_visit(planned, *visitors, timezone.localdate(), by=by)
    made.rows["paid_visit"] = make.paid_visit(make.member(unit, name=f"{mark}已付"), kind="marriage")


def add_packs(made: Branch) -> None:
    """Add an auditor's pack that is ready, with the papers of visits in it, one that is being made and one paused."""
    auditor = made.officers["auditor"]
    year = made.row("visit", Visit).event_on.year
    made.rows["audit_pack"] = pack = make.audit_pack(made.unit, year=year, by=auditor, reason=f"{made.mark}审计")
    made.rows["pack_part"] = pack.parts.earliest("number")
    made.rows["making_pack"] = making = make.asked_pack(made.unit, year=2023, by=auditor, reason=f"{made.mark}审计")
    AuditPack.objects.filter(pk=making.pk).update(attempts=9, error="?")
    made.rows["paused_pack"] = paused = make.asked_pack(made.unit, year=2022, by=auditor, reason=f"{made.mark}审计")
    pause_pack(paused, by=auditor)


def text_file(mark: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{mark}.txt", f"{mark}附件".encode())


def add_questions(made: Branch) -> None:
    """Add a question in each state, a referral, and their messages, files, ratings and deadlines."""
    desk = made.officers["desk_counsellor"]
    made.second_counsellor = make.officer(made.unit, post="desk_counsellor", name=f"{made.mark}咨询员")

    def ask(tier: str = "", attachments: Sequence[SimpleUploadedFile] = ()) -> Question:
        title, text = f"{made.mark}提问", f"{made.mark}问题"
        return make.question(made.worker, tier=tier, by=desk, title=title, text=text, attachments=attachments)

    fresh, overdue = ask(attachments=[text_file(made.mark)]), ask()
    Clock.objects.filter(question=overdue).update(starts_on=date(2020, 1, 1), due_on=date(2020, 1, 6))
    taken = ask("general")
    slip = referrals.refer_question(taken, made.unit, text=f"{made.mark}转办", by=desk)
    other = ask("general")
    answered = ask("general")
    note = questions.note_question(answered, f"{made.mark}内部", by=desk)
    hidden = attach(note, [text_file(made.mark)], by=desk)[0]
    questions.answer_question(answered, f"{made.mark}答复", by=desk)
    rating = questions.rate_question(answered, Grade.VERY_SATISFIED, by=made.worker)
    paused = questions.pause_question(ask("general"), f"{made.mark}待补充", by=desk)
    waiting = ask("general")
    questions.answer_question(waiting, f"{made.mark}答复", by=desk)
    shown = fresh.messages.get().attachments.get()
    made.rows |= {
        "question": fresh,
        "taken_question": taken,
        "unreferred_question": other,
        "paused_question": paused,
        "closed_question": answered,
        "canned_answer": make.canned_answer(made.unit, title=f"{made.mark}常用"),
        "faq_entry": make.faq_entry(made.unit, question=f"{made.mark}常问"),
        "referral": slip,
        "message": note,
        "rating": rating,
        "own_question": {"key": fresh.key},
        "answered_question": {"key": waiting.key},
        "overdue_question": {"key": overdue.key},
        "question_file": {"pk": fresh.pk, "file_pk": shown.pk},
        "own_question_file": {"key": fresh.key, "pk": shown.pk},
        "attachment": shown,
        "original": {"pk": shown.pk},
        "hidden_file": {"key": answered.key, "pk": hidden.pk},
        "clock": fresh.clocks.all()[0],
    }


def add_grievances(made: Branch) -> None:
    """Add a grievance in each state, and an anonymous one."""
    officer = made.officers["rights_officer"]
    facts, wish = f"{made.mark}情况", f"{made.mark}愿望"
    told = make.story(facts=facts, wish=wish)
    fresh = grievances.file_grievance(told, by=made.worker, attachments=[text_file(made.mark)])
    accepted = make.grievance(made.worker, officer=officer, facts=facts, wish=wish)
    entry = grievances.note_grievance(accepted, f"{made.mark}内部", by=officer)
    paused = make.grievance(made.worker, officer=officer, facts=facts, wish=wish)
    grievances.pause_grievance(paused, f"{made.mark}待鉴定", by=officer)
    nameless, receipt = grievances.file_anonymously(told, made.unit, attachments=[text_file(made.mark)])
    made.receipt = receipt
    shown = fresh.attachments.get()
    made.rows |= {
        "grievance": fresh,
        "accepted_grievance": accepted,
        "paused_grievance": paused,
        "entry": entry,
        "nameless": nameless,
        "reporter": GrievanceReporter.objects.get(grievance=fresh),
        "own_grievance": {"key": fresh.key},
        "grievance_file": {"pk": fresh.pk, "file_pk": shown.pk},
        "own_grievance_file": {"key": fresh.key, "pk": shown.pk},
        "nameless_file": {"pk": nameless.attachments.get().pk},
    }


def add_notices_and_events(made: Branch) -> None:
    """Add a notice, a saved view, what was typed and not sent, an audit event and an entry in the log of the admin."""
    typed = Typed("/my/questions/new/", {"text": [f"{made.mark}没有提交"]}, {}, [], "ended")
    made.rows["kept_form"] = {"key": keep(Opened(made.worker.pk, "/my/questions/new/", []), typed).kept_as}
    made.rows["saved_view"] = SavedView.objects.create(
        account=made.worker, address="/members/", name=f"{made.mark}视图"
    )
    made.rows["notice"] = notice = Notice.objects.create(to=made.worker, text=f"{made.mark}通知", url="/my/benefits/")
    made.rows["channel"] = channel = outbox.Channel.objects.create(
        kind="robot", name=f"{made.mark}机器人", unit=made.unit, address="wecombot://0123456789abcdef"
    )
    bound = {"account": made.worker, "kind": "wecom", "bound_id": f"{made.mark}id"} | {
        "bounced_at": timezone.now(),
        "bounced_address": "x***",
    }
    kind = "dingtalk" if made.mark == NORTH else "feishu"
    made.rows["provider"] = provider = SignInProvider.objects.create(
        kind=kind, slug=kind, active=True, tenant=f"{made.mark}企业", client_id="portal"
    )
    made.rows["provider_slug"] = {"slug": kind}
    made.rows["binding"] = ProviderBinding.objects.create(
        provider=provider, account=made.worker, tenant=provider.tenant, subject=f"{made.mark}id"
    )
    made.rows["unit_day"] = outbox.UnitDay.objects.create(unit=made.unit, day=date(2026, 10, 8))
    made.rows["choice"] = outbox.ChannelChoice.objects.create(**bound)
    made.rows["delivery"] = outbox.Delivery.objects.create(notice=notice, channel=channel)
    made.rows["event"] = audit.record(
        "plan.save", made.row("plan", Plan), by=made.officers["welfare_officer"], unit=made.unit
    )
    LogEntry.objects.create(
        user=made.officers["chair"],
        content_type=ContentType.objects.get_for_model(Member),
        action_flag=CHANGE,
        object_id=str(made.row("member", Member).pk),
        object_repr=f"{made.mark}工人",
        change_message=f"{made.mark}改动",
    )


def make_people() -> People:
    """Make the union, its branches and all their rows; both branches share those that belong to no unit."""
    union = make.unit("石化工会", kind="union", code="HQ")
    people = People(union, make_branch(union, NORTH), make_branch(union, SOUTH), make.user("root"))
    people.superuser.is_superuser = people.superuser.is_staff = True
    people.superuser.save()
    for made in (people.north, people.south):
        add_register(made)
        add_groups_and_committee(made)
        add_membership_changes(made)
        add_own_data(made)
        add_personal_file(made)
        add_dues(made)
        add_documents(made)
        add_runs(made)
        add_payments(made)
        add_visits(made)
        add_heat_sites(made)
        add_packs(made)
        add_questions(made)
        add_grievances(made)
        add_notices_and_events(made)
    make.budget_line(union)
    people.upper_run = make.issued_run(union, festival=Festival.MID_AUTUMN, on=date(2026, 9, 5), name="总会慰问")
    shared = {
        "dues_rule": DuesRule.objects.get(),
        "day": DayOverride.objects.create(day=date(2026, 10, 10), working=True, source="国办"),
        "occasion": people.upper_run.occasion,
    }
    for made in (people.north, people.south):
        made.rows |= shared
        add_history(made)
    return people


@contextmanager
def histories_written_by_the_portal() -> Iterator[None]:
    """Let the portal's role write histories during the block, which triggers of the owner do otherwise."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in Event.__subclasses__())
    role = connection.ops.quote_name(connection.settings_dict["USER"])
    owner = owner_connection()
    with owner.cursor() as cursor:
        cursor.execute(f"GRANT INSERT ON {tables} TO {role}")
        yield
        cursor.execute(f"REVOKE INSERT ON {tables} FROM {role}")
    owner.close()


def add_history(made: Branch) -> None:
    """Add an event in the history of each row that has one, under the name of the row and "_history"."""
    tracked = {model.pgh_tracked_model for model in Event.__subclasses__()}
    with histories_written_by_the_portal():
        for name, row in [*made.rows.items()]:
            if isinstance(row, Model) and type(row) in tracked:
                made.rows[f"{name}_history"] = create_event(row, label="update")
