"""Names that were stored in radicals: an administrator sees what would become of them, and takes them one by one."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.register.models.member import Member
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db


def unify(*options) -> str:
    out = StringIO()
    call_command("unify_names", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def odd():
    unit = make.unit(kind="union")
    make.member(unit, name="黄文")
    rows = [make.member(unit), make.member(unit)]
    for row, name in zip(rows, ["⻩⽂", "Ｊｏｈｎ Ｓｍｉｔｈ"], strict=True):
        Member.objects.filter(pk=row.pk).update(name=name)
    return rows


def test_both_forms_are_listed_and_nothing_is_changed(odd):
    said = unify()
    assert f"{odd[0].pk}\t{odd[0].unit}\t⻩⽂ → 黄文" in said
    assert "Ｊｏｈｎ Ｓｍｉｔｈ → John Smith" in said
    assert "2 names to look at; nothing was changed." in said
    odd[0].refresh_from_db()
    assert odd[0].name == "⻩⽂"


def test_an_entry_named_is_corrected_with_its_account_and_reason_on_record(odd):
    by = make.user()
    unify("--take", str(odd[0].pk), "--by", by.username, "--reason", "康熙部首")
    odd[0].refresh_from_db()
    odd[1].refresh_from_db()
    assert (odd[0].name, odd[0].pinyin) == ("黄文", "huangwen")
    assert odd[1].name == "Ｊｏｈｎ Ｓｍｉｔｈ"
    event = AuditEvent.objects.get(verb="member.correct")
    assert (event.actor, event.reason) == (by, "康熙部首")


def test_nothing_is_corrected_without_an_account_and_a_reason_or_outside_the_list(odd):
    other = Member.objects.get(name="黄文")
    by = make.user().username
    for options in (["--reason", "康熙部首"], ["--by", by], ["--by", "nobody", "--reason", "康熙部首"]):
        with pytest.raises(CommandError, match="who corrects"):
            unify("--take", str(odd[0].pk), *options)
    with pytest.raises(CommandError, match=f"Not in the list: {other.pk}"):
        unify("--take", str(other.pk), "--by", by, "--reason", "康熙部首")
    odd[0].refresh_from_db()
    assert odd[0].name == "⻩⽂"
