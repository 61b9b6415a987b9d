"""Freeze periods: nothing is approved or issued meanwhile, and everybody reads until when and why."""

from datetime import timedelta

import pytest
from django.db import InternalError, transaction
from django.utils import timezone
from django.utils.translation import override

from members.freezes.actions import freeze_unit, frozen_until, lift_freeze, require_unfrozen
from members.freezes.models import FrozenAct
from office.errors import NotAllowed
from tests import factories as make
from tests.people import log_in
from tests.refused import assert_refused_first
from welfare.runs.actions import review
from welfare.runs.models.runs import Run

pytestmark = pytest.mark.django_db


def freeze(unit, *, acts=FrozenAct.values, days=3):
    now = timezone.now()
    return freeze_unit(
        unit,
        # The database counts from the beginning of the transaction, which is that of the test.
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=days),
        acts=acts,
        reason="年终决算",
        by=make.user(),
    )


def test_the_list_says_the_last_day_that_is_frozen(client, union, chinese):
    log_in(client, union, "chair")
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    period = freeze_unit(
        union,
        starts_at=midnight,
        ends_at=midnight + timedelta(days=8),
        acts=["paying"],
        reason="年终决算",
        by=make.user(),
    )
    page = client.get("/approvals/freezes/").content.decode()
    last = timezone.localdate() + timedelta(days=7)
    assert f">{timezone.localdate().isoformat()}<" in page and f">{last.isoformat()}（含）<" in page
    assert "00:00" not in page
    with override("zh-hans"):
        assert f"暂停至 {last.isoformat()}（含）" in frozen_until(period)


def test_nothing_is_approved_below_a_frozen_unit_and_the_refusal_says_until_when_and_why(union, branch):
    make.member(branch)
    run, chair = make.run_in_review(branch), make.approver(branch)
    period = freeze(union)
    until = timezone.localtime(period.ends_at).strftime("%Y-%m-%d %H:%M")
    with pytest.raises(NotAllowed, match=f"frozen until {until}: 年终决算"):
        review.approve_run(run, by=chair)
    lift_freeze(period, by=make.user(), reason="决算完成")
    assert review.approve_run(run, by=chair).state == "in_review"


def test_the_database_refuses_to_issue_a_run_of_a_frozen_unit(union):
    make.member(union)
    run = make.approved_run(union)
    freeze(union, acts=["issuing"])
    with pytest.raises(NotAllowed, match="issuing is frozen"):
        review.issue_run(run, by=make.user())
    with pytest.raises(InternalError, match="the unit is frozen"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="issued")


def test_only_what_is_named_is_frozen_and_only_in_that_unit(union, branch):
    freeze(branch, acts=["paying"])
    require_unfrozen(branch, FrozenAct.APPROVING)
    require_unfrozen(union, FrozenAct.PAYING)
    with pytest.raises(NotAllowed, match="paying and handing out is frozen"):
        require_unfrozen(branch, FrozenAct.PAYING)


def test_the_pages_say_so_before_one_tries(client, union):
    make.member(union)
    run = make.run_in_review(union)
    freeze(union)
    log_in(client, union, "chair")
    answer = client.get(run.get_absolute_url())
    assert "年终决算" in answer.content.decode() and answer.context["primary"] == ""
    assert_refused_first(client.post(f"/welfare/runs/{run.pk}/approve/"), "年终决算")
    assert "年终决算" in client.get("/approvals/").content.decode()


def test_a_freeze_is_set_and_lifted_on_its_pages(client, union):
    log_in(client, union, "chair")
    sent = {"unit": "HQ", "starts_at": "2020-01-01T00:00", "ends_at": "2099-01-01T00:00", "acts": ["approving"]}
    assert client.post("/approvals/freezes/new/", sent).status_code == 422
    assert client.post("/approvals/freezes/new/", sent | {"reason": "审计"}).status_code == 302
    period = union.freezes.get()
    assert (period.approving, period.issuing) == (True, False)
    assert client.post(f"/approvals/freezes/{period.pk}/lift/", {"reason": "完成"}).status_code == 302
    period.refresh_from_db()
    assert period.is_over


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reason": " "}, "Say why"),
        ({"acts": []}, "Say what"),
        ({"ends_at": timezone.now() - timedelta(days=1)}, "end after it begins"),
    ],
)
def test_a_freeze_says_what_until_when_and_why(union, changed, message):
    now = timezone.now()
    said = {"starts_at": now, "ends_at": now + timedelta(days=1), "acts": ["paying"], "reason": "审计", **changed}
    with pytest.raises(NotAllowed, match=message):
        freeze_unit(union, **said, by=make.user())
