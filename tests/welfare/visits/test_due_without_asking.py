"""What the register knows proposes a visit, once an event; the member is reminded before the window shuts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from office.days import months_later, years_after
from office.models import Notice
from tests import factories as make
from tests.page_text import shown
from welfare.standards.models import BenefitRule
from welfare.visits import rules
from welfare.visits.actions import asking, proposing
from welfare.visits.models.visits import Visit

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LONG_AGO = date(2020, 1, 1)


def sweep(today=TODAY):
    proposing.end_lapsed(today)
    return proposing.propose_visits(today), proposing.remind_members(today)


def test_birth_death_retirement_and_anniversary_propose_a_visit_once(client):
    union = make.unit("东河油田工会")
    for kind in ("childbirth", "kin_death", "retirement", "anniversary"):
        make.cap(union, 500, kind=kind, basis="event")
    BenefitRule.objects.create(
        unit=union, kind="childbirth", source="办法", effective_from=LONG_AGO, claim_months=6, forms=["goods"]
    )
    mother = make.worker(union)
    account = make.account(mother)
    born = TODAY - timedelta(days=20)
    make.family_member(mother, relation="child", name="赵小", birth_date=born)
    mourner = make.worker(union)
    make.family_member(mourner, relation="parent", name="钱大", deceased_on=TODAY - timedelta(days=3))
    retired = make.worker(union)
    retired.employment = "retired"
    retired.save()
    make.worker(union, hired_on=years_after(TODAY, -20))
    # No document allows anything there.
    make.worker(make.unit("西河油田工会"), hired_on=years_after(TODAY, -20))
    assert sweep() == (4, 0)
    assert sweep() == (0, 0)
    assert {*Visit.objects.values_list("kind", "state", "amount")} == {
        (kind, "proposed", 500) for kind in ("childbirth", "kin_death", "retirement", "anniversary")
    }
    birth = Visit.objects.get(kind="childbirth")
    assert (birth.claim_until, birth.form) == (months_later(born, 6), "goods")
    client.force_login(account)
    home = shown(client.get("/"))
    assert "you may still ask until" in home and f"/my/visits/new/?visit={birth.pk}" in home
    page = client.get(f"/my/visits/new/?visit={birth.pk}")
    assert page.context["form"].initial["event_on"] == born
    # Asked for with another day, it is the same birth.
    sent = {"kind": "childbirth", "event_on": (born + timedelta(days=1)).isoformat()}
    assert client.post("/my/visits/new/", sent).status_code == 302
    birth.refresh_from_db()
    assert (birth.state, birth.source, Visit.objects.count()) == ("asked", "worker", 4)
    # Who wants none is not asked again; an officer takes up what nobody asked for.
    asking.withdraw_visit(Visit.objects.get(kind="anniversary"), by=account)
    officer = make.officer(union, "welfare_officer")
    assert asking.take_up_visit(Visit.objects.get(kind="kin_death"), by=officer).state == "asked"
    assert sweep() == (0, 0)


def test_a_reminder_comes_once_before_the_window_shuts_and_then_it_is_over():
    union = make.unit("东河油田工会")
    make.cap(union, 500, kind="childbirth", basis="event")
    BenefitRule.objects.create(unit=union, kind="childbirth", source="办法", effective_from=LONG_AGO, claim_months=1)
    member = make.worker(union)
    make.account(member)
    make.family_member(member, relation="child", name="赵小", birth_date=TODAY)
    assert sweep() == (1, 0)
    last = months_later(TODAY, 1)
    assert sweep(last - timedelta(days=rules.REMIND_DAYS + 1)) == (0, 0)
    assert sweep(last - timedelta(days=rules.REMIND_DAYS)) == (0, 1)
    assert sweep(last) == (0, 0)
    assert Visit.objects.get().state == "proposed"
    sweep(last + timedelta(days=1))
    assert Visit.objects.get().state == "cancelled"
    notices = Notice.objects.filter(to=member.user)
    assert notices.count() == 2 and all(one.sensitive and one.url == "/my/visits/" for one in notices)


@pytest.mark.parametrize(
    ("hired", "day", "years"),
    [
        (date(2006, 11, 28), date(2026, 11, 28), 20),
        (date(2016, 2, 29), date(2026, 2, 28), 10),
        (date(2016, 2, 28), date(2026, 2, 28), 10),
    ],
)
def test_anniversaries_of_service(hired, day, years):
    assert (day, hired, years) in [*rules.anniversary_days(day, day)]
