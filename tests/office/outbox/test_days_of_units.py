"""Whether a receiver rests is decided by the own unit where it differs from the calendar."""

from datetime import date

import pytest

from office.notices import notify
from office.outbox.actions.sending import send_due
from office.outbox.models import UnitDay
from office.outbox.rules import Urgency
from tests import factories as make

pytestmark = pytest.mark.django_db
WORKDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 29)


@pytest.fixture
def people(sms, at_work):
    """Return the phones of a worker of the union's office, of a plant, and of a workshop of the plant, all told."""
    union = make.unit(kind="union")
    plant = make.unit(parent=union)
    units = [union, plant, make.unit(parent=plant)]
    for number, unit in enumerate(units):
        account = make.account(make.worker(unit))
        account.phone = f"1380000000{number}"
        account.save()
        notify(account, "有答复", "/my/questions/")
    return units


def reached(server):
    while send_due():
        pass
    return sorted(body["to"][-1] for body in server.bodies())


def test_a_plant_that_rests_on_a_working_day_is_told_later(people, server, at_work):
    UnitDay.objects.create(unit=people[1], day=WORKDAY)
    assert reached(server) == ["0"]
    at_work.move_to("2026-11-30 08:00+08:00", tick=False)
    assert reached(server) == ["0", "1", "2"]


def test_the_nearest_unit_counts(people, server, at_work):
    UnitDay.objects.create(unit=people[1], day=WORKDAY)
    UnitDay.objects.create(unit=people[2], day=WORKDAY, working=True)
    assert reached(server) == ["0", "2"]


def test_a_plant_that_works_on_a_sunday_is_told_and_nobody_else(people, server, at_work):
    UnitDay.objects.create(unit=people[1], day=SUNDAY, working=True)
    at_work.move_to("2026-11-29 10:00+08:00", tick=False)
    assert reached(server) == ["1", "2"]


def test_at_night_even_a_working_plant_rests(people, server, at_work):
    UnitDay.objects.create(unit=people[1], day=SUNDAY, working=True)
    at_work.move_to("2026-11-29 22:00+08:00", tick=False)
    assert reached(server) == []


def test_who_has_no_unit_goes_by_the_calendar_and_what_is_urgent_goes_everywhere(people, server, at_work):
    UnitDay.objects.create(unit=people[0], day=WORKDAY)
    notify(make.user(phone="13800000008"), "有答复", "/my/questions/")
    urgent = make.account(make.worker(people[0]))
    urgent.phone = "13800000009"
    urgent.save()
    notify(urgent, "急", "/my/questions/", urgency=Urgency.AT_ONCE)
    assert reached(server) == ["8", "9"]
