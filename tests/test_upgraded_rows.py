"""Rows of earlier versions are kept by the upgrade, and put right where a migration says so.

Each story makes rows, yields the migration that it goes back to, may write what an earlier version wrote, yields again,
and tells after the upgrade what must be there. One of which going further back forgets something yields the migration
on the way up at which it writes that again. They go together, as a walk through the migrations takes minutes.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from members.approvals.actions.rulemaking import set_rule
from members.approvals.models import ApprovalDecision, ApprovalMaker, ApprovalRound, ApprovalRule
from members.approvals.rules import StagePlan, Whose
from office.errors import NotAllowed
from office.models import Attachment, AuditEvent
from office.uploads import actions as uploads
from tests import factories as make
from tests.office.uploads import file_samples as samples
from welfare.budgets.actions import approve_change, propose_budget
from welfare.budgets.checking import disagreements
from welfare.budgets.models import BudgetLine
from welfare.runs.actions import review
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunUnit
from welfare.standards.models import Cap

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Story = Iterator[tuple[str, str] | None]
ANHUI = [
    ("festival", 2200, "2025-01-01", None, "安徽 皖工发〔2025〕18号"),
    ("festival", 1500, "2018-01-01", "2024-12-31", "安徽 安徽省实施细则（2018）"),
    ("birthday", 300, "2018-01-01", None, "山东 山东省实施细则（2018）"),
]
SHANDONG = [("festival", 1600, "2018-01-01", None, "山东 山东省实施细则（2018）")]
BEIJING = [("birthday", 300, "2019-01-01", None, "北京 北京市实施办法（2019）")]
# Two at once: the later start counted.
TWICE = [
    ("festival", 800, "2020-01-01", None, "工会委员会决定"),
    ("festival", 900, "2024-01-01", "2024-12-31", "工会委员会决定"),
]


def adopted_caps_get_the_days_of_their_documents_and_runs_keep_theirs() -> Story:
    anhui, shandong, beijing, twice = (make.unit(kind="union") for _ in range(4))
    make.member(shandong)
    make.cap(shandong, 250, since=date(2010, 1, 1), effective_to=date(2017, 12, 31))
    run = make.counted_run(shandong, amount=Decimal(300))
    kept = list(RunUnit.objects.filter(run=run).values_list("pk", "year_cap", "cost"))
    yield "welfare", "0011_payment"
    for unit, rows in ((anhui, ANHUI), (shandong, SHANDONG), (beijing, BEIJING), (twice, TWICE)):
        adopt(unit, rows)
    yield None
    assert caps_of(anhui) == [
        (1500, date(2018, 3, 12), date(2025, 8, 20)),
        (2200, date(2025, 8, 21), None),
    ]
    assert caps_of(anhui, "birthday") == [(300, date(2018, 7, 9), None)]
    assert caps_of(shandong) == [
        (250, date(2010, 1, 1), date(2017, 12, 31)),
        (1600, date(2018, 7, 9), date(2019, 6, 23)),
        (2000, date(2019, 6, 24), None),
    ]
    assert caps_of(beijing, "birthday") == [(300, date(2019, 1, 1), date(2019, 12, 31))]
    assert caps_of(twice) == [
        (800, date(2020, 1, 1), date(2023, 12, 31)),
        (900, date(2024, 1, 1), date(2024, 12, 31)),
        (800, date(2025, 1, 1), None),
    ]
    assert kept and list(RunUnit.objects.filter(run=run).values_list("pk", "year_cap", "cost")) == kept
    assert Cap.objects.filter(unit=None, region="安徽").exists()
    assert run.grants.get().amount == 300


def adopt(unit, rows):
    with connection.cursor() as cursor:
        for kind, amount, first, last, source in rows:
            cursor.execute(
                "INSERT INTO welfare_cap (unit_id, kind, basis, amount, effective_from, effective_to, source)"
                " VALUES (%s, %s, 'person_year', %s, %s, %s, %s)",
                [unit.pk, kind, amount, first, last, source],
            )


def caps_of(unit, kind="festival"):
    rows = Cap.objects.filter(unit=unit, kind=kind).order_by("effective_from")
    return [(cap.amount, cap.effective_from, cap.effective_to) for cap in rows]


def ledgers_agree_with_the_sums_and_go_on() -> Story:
    """What budgets, adjustments and runs reserved and spent is in the ledgers."""
    union = make.unit(kind="union")
    make.member(union)
    line = make.budget_line(union, amount=900)
    change = propose_budget(line, Decimal(1_000), by=make.user(), reason="增补")
    for _ in range(2):
        change = approve_change(change, by=make.approver(union))
    issued = make.issued_run(union, festival="mid_autumn", amount=Decimal(300))
    approved = make.approved_run(union, festival="national", amount=Decimal(200))
    other = make.used_line(make.unit(), amount=50, reserved=10, spent=20)
    sums = BudgetLine.objects.filter(pk__in=[line.pk, other.pk]).values_list("pk", "amount", "reserved", "spent")
    before = set(sums.all())
    yield "welfare", "0009"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(change)::text FROM welfare_budgetchange AS change WHERE id = %s", [change.pk]
        )
        [(row,)] = cursor.fetchall()
    yield "welfare", "0009"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO welfare_budgetchange SELECT * FROM json_populate_record(NULL::welfare_budgetchange, %s)", [row]
        )
    yield None
    assert set(sums.all()) == before
    assert disagreements() == []
    assert entries(BudgetLine.objects.get(pk=line.pk)) == [
        ("appropriation", 900, "", None),
        ("adjustment", 100, "budget", change.pk),
        ("reserve", 300, "run", issued.pk),
        ("spend", 300, "run", issued.pk),
        ("reserve", 200, "run", approved.pk),
    ]
    assert entries(other) == [
        ("appropriation", 50, "", None),
        ("reserve", 30, "line", other.pk),
        ("spend", 20, "line", other.pk),
    ]
    review.issue_run(approved, by=make.user())
    assert BudgetLine.objects.values_list("reserved", "spent").get(pk=line.pk) == (0, 500)
    assert disagreements() == []


def entries(line):
    return list(line.entries.order_by("number").values_list("kind", "amount", "cause_kind", "cause_id"))


def approvals_and_their_rules_are_all_there_and_what_waited_goes_on() -> Story:
    """Runs had approvals in a table of their own."""
    set_rule("run", None, min_amount=Decimal(0), stages=[StagePlan(None, Whose.OWN, 2)], by=None)
    set_rule("run", None, min_amount=Decimal(5000), stages=[StagePlan(None, Whose.OWN, 3)], by=None)
    issued = make.issued_run()
    returned = make.run_in_review()
    first, second = make.approver(returned.unit), make.approver(returned.unit)
    review.approve_run(returned, by=first, note="同意")
    returned = review.return_run(returned, by=second, reason="漏了新员工")
    again = review.submit_run(returned, by=make.user())
    review.approve_run(again, by=first, note="再次同意")
    runs = [issued.pk, again.pk]
    # The earlier tables had approvals only: that a run was returned, and when, is read from the audit log.
    returned_at = AuditEvent.objects.get(verb="run.return").at
    kept = [(*row[:-1], returned_at if row[3] == "return" else row[-1]) for row in decisions(runs)]
    before = rounds(runs), kept, makers(runs)
    assert len(before[0]) == 3 and [row[3] for row in kept].count("return") == 1
    of_budgets = list(ApprovalRule.objects.in_force().filter(kind="budget").values_list("pk", flat=True))
    assert of_budgets
    yield "welfare", "0008"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM welfare_approval WHERE run_id = ANY (%s)", [runs])
        assert cursor.fetchone() == (4,)
    yield None
    assert (rounds(runs), decisions(runs), makers(runs)) == before
    assert list(ApprovalRule.objects.in_force().filter(kind="budget").values_list("pk", flat=True)) == of_budgets
    rules = ApprovalRule.objects.in_force().filter(kind="run").order_by("min_amount")
    assert [(rule.min_amount, rule.stages.get().needed) for rule in rules] == [(0, 2), (5000, 3)]
    run = Run.objects.get(pk=again.pk)
    with pytest.raises(NotAllowed, match="approved this run already"):
        review.approve_run(run, by=first)
    assert review.approve_run(run, by=second).state == "approved"


def rounds(runs):
    found = ApprovalRound.objects.filter(kind="run", object_id__in=runs).order_by("object_id", "number")
    return list(found.values_list("object_id", "number", "unit", "amount", "submitted_by", "state"))


def decisions(runs):
    found = ApprovalDecision.objects.filter(round__kind="run", round__object_id__in=runs)
    ordered = found.order_by("round__object_id", "round__number", "at")
    return list(ordered.values_list("round__object_id", "round__number", "by", "verdict", "note", "at"))


def makers(runs):
    return set(ApprovalMaker.objects.filter(kind="run", object_id__in=runs).values_list("object_id", "person"))


def old_files_get_a_sum_and_pictures_a_copy() -> Story:
    """Files had one face, and no sum."""
    person = make.user()
    contents = {"a.jpg": samples.jpeg(), "b.PNG": samples.png(), "c.pdf": samples.pdf()}
    files = [SimpleUploadedFile(name, content) for name, content in contents.items()]
    sums = {file.name: file.sha256 for file in uploads.attach(person, files, by=person)}
    yield "office", "0017"
    yield None
    old = Attachment.objects.order_by("pk")
    assert [(file.name, file.sha256, file.copy_state) for file in old] == [
        ("a.jpg", "", "due"),
        ("b.PNG", "", "due"),
        ("c.pdf", "", "none"),
    ]
    assert uploads.seal_old_files() == 3 and uploads.make_due_copies() == 2
    assert {file.name: file.sha256 for file in old.all()} == sums
    assert [file.copy_state for file in old.all()] == ["made", "made", "none"]
    assert not any(file.is_sealed_at_receipt for file in old.all())


# From the latest migration to the earliest.
STORIES = (
    adopted_caps_get_the_days_of_their_documents_and_runs_keep_theirs,
    ledgers_agree_with_the_sums_and_go_on,
    approvals_and_their_rules_are_all_there_and_what_waited_goes_on,
    old_files_get_a_sum_and_pictures_a_copy,
)


def test_rows_of_earlier_versions_are_kept_by_the_upgrade():
    stories = [tell() for tell in STORIES]
    targets = [next(story) for story in stories]
    stops = []
    try:
        for story, target in zip(stories, targets, strict=True):
            assert target is not None
            call_command("migrate", *target, verbosity=0)
            stops.append(next(story))
        for story, stop in zip(stories, stops, strict=True):
            if stop is not None:
                call_command("migrate", *stop, verbosity=0)
                assert next(story) is None
    finally:
        call_command("migrate", verbosity=0)
    for story in stories:
        assert next(story, "ended") == "ended"
