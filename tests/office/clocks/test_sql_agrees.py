"""The last day of a limit is computed twice: day by day in Python, by counted days in SQL. Both must agree."""

import json
import random
from datetime import date, timedelta

import pytest
from django.db import connection

from office.clocks.days import StoredCalendar
from office.clocks.rules import Event, EventKind, LimitUnit, Rule, reckon
from office.models import DayOverride

pytestmark = pytest.mark.django_db

FIRST = date(2023, 6, 1)
LATER_KINDS = [kind for kind in EventKind if kind not in (EventKind.START, EventKind.STOPPED)]
STATEMENT = """
SELECT found.due, found.unmoved, found.estimated, found.paused_on, found.days_left
FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS history (value, place)
CROSS JOIN LATERAL office_reckon(
    value ->> 0, (value ->> 1)::integer, (value ->> 2)::boolean, value -> 3
) AS found
ORDER BY place
"""


def random_history(drawn: random.Random) -> tuple[Rule, list[Event]]:
    unit = drawn.choice(list(LimitUnit))
    most = {"days": 90, "working_days": 60, "months": 6, "years": 2}[unit]
    rule = Rule(unit, drawn.randint(1, most), drawn.random() < 0.8)
    day = FIRST + timedelta(days=drawn.randrange(365 * 5))
    events = [Event(EventKind.START, day)]
    for _ in range(drawn.randrange(7)):
        # Often on one day, often past the last one, and sometimes entered late.
        day += timedelta(days=drawn.choice([0, 0, 1, 3, drawn.randrange(60), drawn.randrange(400)]))
        kind = drawn.choice(LATER_KINDS)
        amount = 0
        if kind is EventKind.EXTENDED:
            amount = drawn.randint(1, 30)
        elif kind is EventKind.CLASS_CHANGED:
            amount = drawn.randint(1, most)
        events.append(Event(kind, day, amount))
    if drawn.random() < 0.2:
        events.append(Event(EventKind.STOPPED, day + timedelta(days=drawn.randrange(30))))
    tail = events[1:]
    if drawn.random() < 0.2:
        drawn.shuffle(tail)
    return rule, [events[0], *tail]


def in_sql(histories):
    rows = [
        [rule.unit, rule.amount, rule.moves, [[event.kind, event.on.isoformat(), event.amount] for event in events]]
        for rule, events in histories
    ]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [json.dumps(rows)])
        return cursor.fetchall()


def in_python(histories):
    calendar = StoredCalendar()
    for rule, events in histories:
        found = reckon(rule, events, calendar)
        yield found.due, found.unmoved, found.estimated, found.paused_on, found.left


def assert_both_agree(seed, number):
    drawn = random.Random(seed)
    histories = [random_history(drawn) for _ in range(number)]
    # Exceptions of the region lie between the events.
    for _ in range(20):
        day = FIRST + timedelta(days=drawn.randrange(365 * 6))
        DayOverride.objects.get_or_create(day=day, defaults={"working": drawn.random() < 0.5, "source": "本市通知"})
    for history, python, sql in zip(histories, in_python(histories), in_sql(histories), strict=True):
        assert python == sql, history


def test_python_and_sql_agree_on_600_random_histories():
    assert_both_agree(seed=20261127, number=600)


@pytest.mark.slow
def test_python_and_sql_agree_on_10000_random_histories():
    assert_both_agree(seed=1, number=10_000)
