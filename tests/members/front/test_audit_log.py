"""The audit log in words: what changed, old → new, without codes, and only what the reader may know."""

import pytest

from members.personal_file.actions.corrections import correct_member
from office import audit
from office.audit_facts import FACT_LABELS, FACT_VALUES
from tests import factories as make
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db
LOG, FILE = "/audit/", "/audit/export/"


@pytest.fixture
def union():
    return make.unit("总厂工会", kind="union")


@pytest.fixture
def auditor(client, union):
    user = make.officer(union, "auditor")
    client.force_login(user)
    return user


def told_on(client, **asked):
    return [event.told for event in client.get(LOG, asked).context["page"]]


def test_a_code_does_not_stand_beside_its_words(client, auditor, union):
    audit.record("run.approve", union, by=auditor, unit=union)
    page = client.get(LOG).content.decode().split("<tbody>")[1]
    assert "run.approve" not in page
    assert "approved" in page


@pytest.mark.parametrize(
    ("verb", "changes", "words"),
    [
        ("member.import", {"rows": 1201, "add": 1188}, ["1,201 rows", "new: 1,188"]),
        ("member.export", {"rows": 1, "columns": 9}, ["1 row, 9 columns"]),
        ("member.export", {"rows": 0, "filters": {"q": "孟", "sort": "name"}}, ["0 rows", "filtered: 搜索 = 孟"]),
        (
            "member.export",
            {"filters": {"state": "active", "post_category": "front_line", "no_such_label": "x"}},
            ["filtered: state = in the union，no_such_label = x，post category = front line"],
        ),
        ("payment.export_lines", {"filters": {"state": "sent"}}, ["filtered: state = sent to the bank"]),
        ("member.export", {"filters": {"sort": "-name"}}, []),
        ("question.change_tier", {"tier": ["general", "complex"]}, ["tier: General → Complex"]),
        ("budget.change", {"before": "1000.00", "after": "2500"}, ["amount: ¥1,000.00 → ¥2,500.00"]),
        ("run.cancel", {"was": "in_review"}, ["state before: in review"]),
        ("login.log_in", {"address": "10.0.0.1"}, []),
        ("question.assign", {"counsellor": 17}, []),
        ("member.hardship_set", {"hardship": ["", "deep"]}, []),
        ("admin.change", {"fields": ["name", "no_such_field"]}, ["changed: unit name，other data"]),
    ],
)
def test_what_an_event_tells_is_said_in_words(client, auditor, union, verb, changes, words):
    audit.record(verb, union, by=auditor, unit=union, changes=changes)
    assert told_on(client, verb=verb) == [words]


@pytest.mark.django_db(transaction=True)
def test_a_correction_is_told_with_old_and_new_value_on_the_page_and_in_the_file(client, auditor, union):
    member = make.member(union, native_place="山东", phone="13812341234")
    by = make.officer(union, "welfare_officer")
    correct_member(member, {"native_place": "安徽", "phone": "13999998888"}, by=by, reason="户口本")
    (told,) = told_on(client, verb="member.correct")
    assert sorted(told) == ["native place: 山东 → 安徽", "phone: *******1234 → *******8888"]
    row = rows_of(client.get(FILE, {"verb": "member.correct"}))[1]
    assert "native place: 山东 → 安徽" in "".join(str(cell) for cell in row)


def test_a_column_without_words_is_not_shown(client, auditor, union):
    audit.record("login.log_in", auditor, by=auditor, unit=union, changes={"address": "10.0.0.1"})
    assert "What it tells" not in client.get(LOG, {"verb": "login.log_in"}).content.decode()


def test_every_fact_with_words_for_its_values_has_a_label():
    assert FACT_VALUES.keys() <= FACT_LABELS.keys()


def test_the_log_takes_as_many_queries_for_many_corrections_as_for_few(
    client, auditor, union, django_assert_max_num_queries
):
    by = make.officer(union, "welfare_officer")
    for place in range(6):
        correct_member(make.member(union), {"native_place": f"安徽{place}"}, by=by, reason="户口本")
    with django_assert_max_num_queries(20):
        client.get(LOG)
