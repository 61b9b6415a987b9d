"""Every save of a text is a version; the nearest unit's text holds."""

import pytest
from django.db import DatabaseError, transaction

from office.documents import actions
from office.documents.models import DocumentText, TextVersion
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.office.documents.kinds import NAME


def test_every_save_is_a_version_with_its_author(kind, unit):
    ann, bob = make.user(), make.user()
    actions.save_text(NAME, unit, "一", by=ann)
    actions.save_text(NAME, unit, "二\r\n三", by=bob)
    assert list(TextVersion.objects.values_list("number", "body", "saved_by")) == [
        (2, "二\n三", bob.pk),
        (1, "一", ann.pk),
    ]
    assert AuditEvent.objects.filter(verb="document_text.save").count() == 2


def test_a_text_saved_as_it_is_makes_no_version(kind, unit):
    for _ in range(2):
        actions.save_text(NAME, unit, "一", by=make.user())
    assert TextVersion.objects.count() == 1


def test_an_earlier_version_is_restored_as_a_new_one(kind, unit):
    officer = make.user()
    first = actions.save_text(NAME, unit, "一", by=officer)
    actions.save_text(NAME, unit, "二", by=officer)
    again = actions.restore_text(first, by=officer)
    assert (again.number, again.body, again.restored_from) == (3, "一", 1)


def test_the_nearest_text_above_holds_and_a_dropped_one_no_longer(kind, unit):
    union, branch = unit, make.unit(parent=unit)
    group = make.unit(parent=branch)
    officer = make.user()
    assert actions.text_for(NAME, group) == (kind.text, None)
    actions.save_text(NAME, union, "公司", by=officer)
    actions.save_text(NAME, branch, "分会", by=officer)
    assert actions.text_for(NAME, group)[0] == "分会" and actions.text_for(NAME, union)[0] == "公司"
    actions.drop_text(DocumentText.objects.get(unit=branch), by=officer, reason="统一")
    assert actions.text_for(NAME, group)[0] == "公司"
    actions.save_text(NAME, branch, "分会", by=officer)
    assert actions.text_for(NAME, group)[0] == "分会"


def test_who_read_an_older_version_does_not_overwrite_a_newer_one(kind, unit):
    officer = make.user()
    actions.save_text(NAME, unit, "一", by=officer, base=0)
    with pytest.raises(NotAllowed, match="another version"):
        actions.save_text(NAME, unit, "二", by=officer, base=0)
    assert actions.save_text(NAME, unit, "二", by=officer, base=1).number == 2


def test_an_unknown_placeholder_is_not_saved(kind, unit):
    with pytest.raises(NotAllowed, match=r"member\.nmae"):
        actions.save_text(NAME, unit, "{{member.nmae}}", by=make.user())
    assert not DocumentText.objects.exists()


def test_the_database_refuses_to_change_or_delete_a_version(kind, unit):
    actions.save_text(NAME, unit, "一", by=make.user())
    for change in (lambda: TextVersion.objects.update(body="二"), TextVersion.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
