"""Every exclusion of a run is a row with its reason, and stays once the run is decided."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, transaction

from members.register.models.member import Member
from tests import factories as make
from welfare.grants.models.exclusions import Exclusion
from welfare.runs.actions import clearing, counting, review

pytestmark = pytest.mark.django_db


def reasons_of(run):
    return dict(run.exclusions.values_list("member__name", "verdict"))


def test_grants_and_exclusions_are_together_everybody_whom_the_run_considered(union):
    branch = make.unit(parent=union)
    make.member(branch, name="在岗")
    make.member(branch, name="退会", state="withdrawn", post_category="technical")
    make.member(union, name="老周", employment="retired")
    make.member(make.unit("Elsewhere"))
    run = make.counted_run(union)
    assert reasons_of(run) == {"退会": "left", "老周": "retired"}
    counted = sum(number for _verdict, _category, number, _money in run.counts)
    assert run.grants.count() + run.exclusions.count() == counted == 3
    kept = run.exclusions.get(verdict="left")
    assert (kept.unit, kept.post_category, kept.standard, kept.reduced_by) == (branch, "technical", None, "")


def test_a_cap_that_leaves_nothing_is_named_with_what_the_plan_would_have_given(union):
    make.member(union)
    make.counted_run(union, festival="spring", amount=Decimal(400), on=date(2026, 1, 20))
    make.cap(union, 400)
    (kept,) = make.counted_run(union).exclusions.all()
    assert (kept.verdict, kept.standard, kept.reduced_by) == ("cap_reached", 300, "person_year")


def test_counting_again_replaces_the_reasons(union):
    member = make.member(union, name="孟静", state="withdrawn")
    moved = make.member(union, name="夏远", employment="retired")
    run = make.counted_run(union)
    assert reasons_of(run) == {"孟静": "left", "夏远": "retired"}
    Member.objects.filter(pk=member.pk).update(state="active", state_since=date(2026, 1, 1))
    Member.objects.filter(pk=moved.pk).update(unit=make.unit("Elsewhere"), unit_since=date(2026, 1, 1))
    counting.recount_run(run, by=make.user())
    counting.count_all()
    assert reasons_of(run) == {}
    assert run.grants.count() == 1


def test_a_cancelled_run_keeps_no_reasons(union):
    make.member(union)
    make.member(union, state="withdrawn")
    review.cancel_run(make.approved_run(union), by=make.user(), reason="改期")
    clearing.clear_all()
    assert not Exclusion.objects.exists()


def test_the_reasons_of_a_decided_run_stay_whatever_becomes_of_the_member(client, union):
    make.member(union)
    member = make.member(union, name="孟静", employment="retired")
    run = make.approved_run(union)
    Member.objects.filter(pk=member.pk).update(employment="on_duty", unit=make.unit("Elsewhere"))
    client.force_login(make.officer(union))
    (row,) = client.get(f"/welfare/runs/{run.pk}/judged/retired/").context["page"]
    assert (row.member, row.unit) == (member, union)
    with pytest.raises(InternalError, match="cannot be deleted"), transaction.atomic():
        run.exclusions.all().delete()
    for change in ({"verdict": "left"}, {"unit": member.unit}, {"member": make.member(union)}):
        with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
            run.exclusions.update(**change)
    newcomer = make.member(union)
    with pytest.raises(InternalError, match="only while their run is being counted"), transaction.atomic():
        Exclusion.objects.create(run=run, member=newcomer, unit=union, verdict="left")


def test_the_database_refuses_a_second_reason_one_that_gives_and_a_cap_without_its_sum(union):
    member = make.member(union, state="withdrawn")
    other = make.run(union, festival="national")
    with pytest.raises(IntegrityError, match="one_reason_a_member_and_run"), transaction.atomic():
        Exclusion.objects.bulk_create(Exclusion(run=other, member=member, unit=union, verdict="left") for _ in "12")
    for verdict in ("full", ""):
        with pytest.raises(IntegrityError, match="exclusion_has_a_reason"), transaction.atomic():
            Exclusion.objects.create(run=other, member=member, unit=union, verdict=verdict)
    for verdict, standard in (("cap_reached", None), ("left", 300)):
        with pytest.raises(IntegrityError, match="cap_reached_names_the_cap"), transaction.atomic():
            Exclusion.objects.create(run=other, member=member, unit=union, verdict=verdict, standard=standard)
