"""No sentence of the audit log has an empty place, such as "4 行， 列"."""

import re

import pytest

from office.audit_words import words_of
from office.models import AuditEvent

pytestmark = pytest.mark.django_db
# A colon, comma or arrow with nothing behind it, two signs together, a placeholder that was not filled.
EMPTY_PLACE = re.compile(r"[:,→]\s*(?:[,.;]|$)|,\s{2}|%\(|[{}]|\bNone\b|“”")


def test_what_the_events_of_all_kinds_tell_is_whole(people):
    told = [(event.verb, line) for event in AuditEvent.objects.all() for line in words_of(event)]
    assert len({verb for verb, _line in told}) > 10
    assert [one for one in told if EMPTY_PLACE.search(one[1])] == []


def test_events_name_what_they_are_about(people):
    about_a_row = AuditEvent.objects.exclude(object_type=None)
    assert about_a_row.exists()
    assert list(about_a_row.filter(object_label__regex=r"^\s*$").values_list("verb", flat=True)) == []
