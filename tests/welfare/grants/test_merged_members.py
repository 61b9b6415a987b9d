"""A person with merged records receives each benefit once."""

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from office.errors import NotAllowed
from tests import factories as make
from tests.concurrency import at_once, results
from welfare.choices import Verdict
from welfare.grants.models.grants import Grant
from welfare.handing_out import actions

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 5)


@pytest.fixture
def kept(union):
    return make.worker(union, name="孟静")


@pytest.fixture
def gone(union):
    return make.worker(union, name="孟婧")


def test_the_merged_record_receives_nothing_even_for_a_day_before_the_merge(union, kept, gone):
    make.merge_into(kept, gone)
    run = make.counted_run(union)
    assert [grant.member for grant in run.grants.all()] == [kept]
    assert [(one.member, one.verdict) for one in run.exclusions.all()] == [(gone, Verdict.LEFT)]


def test_grants_of_the_merged_record_count_for_the_kept_one(union, kept, gone):
    branch = make.unit(parent=union)
    gone.unit, gone.unit_since = branch, date(2016, 1, 1)
    gone.save()
    first = make.counted_run(branch, on=ON)
    assert [grant.member for grant in first.grants.all()] == [gone]
    make.merge_into(kept, gone)
    second = make.counted_run(union, on=ON)
    assert second.occasion == first.occasion
    assert list(second.grants.all()) == []
    reasons = dict(second.exclusions.values_list("member", "verdict"))
    assert reasons == {kept.pk: Verdict.ALREADY, gone.pk: Verdict.LEFT}


def test_the_years_cap_counts_both_records(union, kept, gone):
    branch = make.unit(parent=union)
    gone.unit, gone.unit_since = branch, date(2016, 1, 1)
    gone.save()
    make.cap(union, 350)
    make.counted_run(branch, festival="national", on=date(2026, 9, 20))
    make.merge_into(kept, gone)
    assert [grant.amount for grant in make.counted_run(union, on=ON).grants.all()] == [50]


def test_of_two_grants_made_before_the_merge_one_is_received(union, kept, gone):
    run = make.issued_run(union)
    make.merge_into(kept, gone)
    ours, theirs = (run.grants.get(member=member) for member in (kept, gone))
    assert set(Grant.objects.own(kept.user)) == {ours, theirs}
    assert actions.receive_grant(theirs, by=kept.user)
    with pytest.raises(NotAllowed, match="other record"):
        actions.receive_grant(ours, by=kept.user)
    with pytest.raises(NotAllowed, match="other record"):
        actions.sign_grant(ours, by=make.officer(union), reason="纸质签收")
    with pytest.raises(IntegrityError, match="another record"), transaction.atomic():
        Grant.objects.filter(pk=ours.pk).update(received_at=timezone.now(), received_by=kept.user)


def test_another_members_grant_is_still_not_ones_own(union, kept, gone):
    run = make.issued_run(union)
    with pytest.raises(NotAllowed, match="Only the member"):
        actions.receive_grant(run.grants.get(member=gone), by=kept.user)


def test_the_list_of_benefits_shows_what_both_records_were_given(client, union, kept, gone):
    make.issued_run(union)
    make.merge_into(kept, gone)
    client.force_login(make.officer(union))
    page = client.get("/welfare/grants/", {"member": kept.pk}).context["page"]
    assert {grant.member for grant in page} == {kept, gone}
    client.force_login(kept.user)
    assert client.get("/my/benefits/").status_code == 200


def test_questions_asked_under_the_closed_account_belong_to_the_kept_one(client, union, kept, gone):
    question = make.question(gone.user)
    make.merge_into(kept, gone)
    client.force_login(kept.user)
    assert question.number in client.get("/my/questions/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_both_grants_received_at_once_are_received_once(union, kept, gone):
    run = make.issued_run(union)
    make.merge_into(kept, gone)
    grants = [run.grants.get(member=member) for member in (kept, gone)]
    outcomes = at_once(*(partial(actions.receive_grant, grant, by=kept.user) for grant in grants))
    assert sum(results(outcomes)) == 1
