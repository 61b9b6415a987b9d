"""The sums that reports read are those of the grants, whatever changes a grant; folding them changes nothing."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from members.authority.models import User
from members.units.models.units import Unit
from tests import factories as make
from tests.concurrency import at_once
from welfare.budgets.models import BudgetLine
from welfare.choices import ObjectionKind
from welfare.grants.models.grants import Grant
from welfare.handing_out.actions import receive_grant, sign_grant, undo_signing
from welfare.handing_out.taking_back import cancel_receipt
from welfare.objections import actions as objections
from welfare.reports.actions import folding
from welfare.reports.checking import disagreements
from welfare.reports.given import given
from welfare.reports.models import ReceiptSum
from welfare.reports.rules import Sums, total
from welfare.runs.actions import clearing, corrections, counting, review

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    """A union with two branches of four members, each with an account."""
    union = make.unit("Union", kind="union")
    for name in ("First", "Second"):
        branch = make.unit(name, parent=union)
        for _ in range(4):
            make.worker(branch)
    return union


def receive(grant):
    """Confirm a receipt as its member."""
    assert receive_grant(grant, by=grant.member.user)
    return grant


def sums_of(union, year=2026):
    """Return what the report says of a unit, which must be what its grants say, before and after folding."""
    assert disagreements() == []
    before = total(one.sums for one in given(make.superuser(), union, year))
    folding.fold_all()
    assert not ReceiptSum.objects.unfolded().exists() and disagreements() == []
    assert total(one.sums for one in given(make.superuser(), union, year)) == before
    return before


def test_the_sums_follow_every_way_in_which_a_grant_changes(union):
    run = make.issued_run(union)
    assert sums_of(union) == Sums(8, Decimal(2400))
    first, second, *others = run.grants.select_related("member__user").order_by("pk")
    receive(first)
    sign_grant(second, by=make.user(), reason="已在纸质签领表上签字")
    assert sums_of(union) == Sums(8, Decimal(2400), 2, Decimal(600))
    signing = make.signing_of(Grant.objects.filter(pk__in=[one.pk for one in others[:3]]))
    assert sums_of(union).received_heads == 5
    undo_signing(signing, by=make.user(), reason="签错了")
    cancel_receipt(second, by=make.user(), reason="签错了")
    assert sums_of(union) == Sums(8, Decimal(2400), 1, Decimal(300))
    # Received and taken back within one transaction of the fold, and by a plain statement.
    Grant.objects.filter(pk=others[0].pk).update(received_at=timezone.now(), received_by=make.user())
    corrections.revoke_run(run, by=make.user(), reason="名单有误")
    clearing.clear_all()
    assert sums_of(union) == Sums(2, Decimal(600), 2, Decimal(600))
    # A merged record keeps what it received; the sums of the run stay.
    make.merge_into(others[0].member, first.member)
    assert sums_of(union) == Sums(2, Decimal(600), 2, Decimal(600))


def test_a_run_that_is_cancelled_or_counted_again_and_one_taken_off_a_list_leave_right_sums(union):
    cancelled = make.approved_run(union)
    review.cancel_run(cancelled, by=make.user(), reason="改期")
    clearing.clear_all()
    assert sums_of(union) == Sums()
    again = make.counted_run(union, on=date(2026, 1, 25), festival="spring")
    make.member(Unit.objects.get(name="First"))
    counting.recount_run(again, by=make.user())
    counting.count_all()
    assert sums_of(union) == Sums()
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=True):
        published = make.published_run(union, on=date(2026, 4, 5), festival="labour")
        grant = published.grants.select_related("member__user").earliest("pk")
        worker = User.objects.get(member=grant.member)
        said = objections.make_objection(published, kind=ObjectionKind.AMOUNT, text="金额不对", by=worker)
        by = make.officer(union, "finance_officer")
        objections.uphold_objection(said, by=by, reason="属实", due=Decimal(0))
    assert sums_of(union) == Sums()
    review.issue_run(published, by=make.user())
    assert sums_of(union) == Sums(8, Decimal(2400))


def test_a_disagreement_is_found_and_named(union):
    run = make.issued_run(union)
    grant = receive(run.grants.first())
    out = StringIO()
    call_command("check_reports", stdout=out)
    assert "agree" in out.getvalue()
    ReceiptSum.objects.filter(run=run).update(received_heads=2)
    [found] = disagreements()
    assert (found.run, found.unit, found.kept[2], found.counted[2]) == (run.pk, grant.unit_id, 2, 1)
    with pytest.raises(CommandError, match="1 units of runs disagree"):
        call_command("check_reports", stderr=StringIO())


def test_another_year_and_a_run_not_yet_issued_are_no_part_of_it(union):
    make.approved_run(union)
    assert sums_of(union) == Sums()
    assert not BudgetLine.objects.filter(year=2025).exists() and sums_of(union, 2025) == Sums()


@pytest.mark.django_db(transaction=True)
def test_receipts_and_folding_at_once_lose_nothing():
    union = make.unit(kind="union")
    for _ in range(12):
        make.worker(union)
    run = make.issued_run(union)
    grants = list(run.grants.select_related("member__user"))

    at_once(*(partial(receive, grant) for grant in grants), *(folding.fold_all for _ in range(4)))
    assert sums_of(union) == Sums(12, Decimal(3600), 12, Decimal(3600))
