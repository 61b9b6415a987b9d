"""The HR API enters and changes up to a thousand members by employee number; a repeated call changes nothing."""

import json
from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from members.hr_api.actions import batches
from members.importing.reading import faults as roster_faults
from members.membership.rules import membership
from members.register.models.member import Member
from members.register.rules import identity, names
from office.errors import Reason
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, results
from tests.people import api_client_of

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"
WHERE = "/api/v1/members/batch/"


@pytest.fixture
def api_client(officer):
    return api_client_of(officer)


def row_data(**fields):
    return {
        "employee_number": "E1",
        "name": "孟静",
        "id_kind": "1",
        "id_number": NUMBER,
        "phone": "13812341234",
        "state": "active",
        "state_since": "2020-01-01",
        **fields,
    }


KEY, OTHER_KEY = "7f6a3c1e-5d0b-4f27", "0b1d8e52-93c4-4a6f"


def send(client, *rows, unit="HQ", key="", status=200):
    headers = {"Idempotency-Key": key} if key else {}
    body = json.dumps({"unit": unit, "members": rows})
    answer = client.post(WHERE, body, content_type="application/json", headers=headers)
    assert answer.status_code == status, answer.content
    return answer


def outcomes_in(answer):
    return [row["outcome"] for row in answer.json()["results"]]


def faults_in(answer, row=0):
    return [(fault["field"], fault["code"]) for fault in answer.json()["results"][row]["faults"]]


def test_a_new_member_is_entered_with_all_given_fields(api_client, officer, union, branch):
    answer = send(
        api_client,
        row_data(
            unit="B1",
            ethnic_group="03",
            education="21",
            skill_level="3",
            politics="01",
            household_kind="rural",
            household_place="山东",
            native_place="安徽",
            is_migrant=True,
            employment="sick_leave",
            employment_form="agency",
            post_category="technical",
            hired_on="2019-07-01",
            work_site="三号平台",
        ),
    )
    member = Member.objects.get()
    assert answer.json() == {
        "results": [
            {
                "row": 1,
                "employee_number": "E1",
                "name": "",
                "outcome": "created",
                "id": member.pk,
                "faults": [],
                "notes": [],
            }
        ]
    }
    assert (member.unit, member.state, member.joined_on) == (branch, "active", date(2020, 1, 1))
    assert (member.sex, member.birth_date, member.id_number.reveal()) == ("2", date(1949, 12, 31), NUMBER)
    assert (member.ethnic_group, member.education, member.skill_level, member.politics) == ("03", "21", "3", "01")
    assert (member.household_kind, member.is_migrant, member.employment) == ("rural", True, "sick_leave")
    assert (member.employment_form, member.post_category, member.work_site) == ("agency", "technical", "三号平台")
    assert (member.pinyin, member.periods.get().starts_on) == ("mengjing", date(2020, 1, 1))
    event = AuditEvent.objects.get(verb="member.batch")
    assert (event.actor, event.unit, event.changes) == (officer, union, {"rows": 1, "created": 1})


def test_a_known_employee_number_changes_only_the_given_fields(api_client, union):
    member = make.member(union, employee_number="E1", native_place="安徽", phone="13800000000")
    row = {"employee_number": "E1", "phone": "13812341234", "post_category": "management", "work_site": "机关楼"}
    assert outcomes_in(send(api_client, row)) == ["updated"]
    member.refresh_from_db()
    assert (member.phone, member.post_category, member.work_site) == ("13812341234", "management", "机关楼")
    assert (member.name, member.native_place) == ("孟静", "安徽")
    assert outcomes_in(send(api_client, row)) == ["unchanged"]


def test_a_member_without_employee_number_is_found_by_certificate_and_gets_it(api_client, union):
    member = make.member(union, employee_number=None, id_number=NUMBER, id_kind="1", name="旧名")
    assert outcomes_in(send(api_client, row_data(state="", state_since=""))) == ["updated"]
    member.refresh_from_db()
    assert (member.employee_number, member.name) == ("E1", "孟静")


def test_each_row_is_judged_alone_and_a_refused_one_says_why_by_field(api_client, union):
    make.member(union, employee_number="E2")
    answer = send(
        api_client,
        row_data(phone="0546", birth_date="1950-01-01"),
        {"employee_number": "E2", "education": "31"},
        {"employee_number": "E3", "education": "99"},
        row_data(employee_number="E4", id_number="110105194912310021", sex="7", hired_on="soon", unit="XX"),
    )
    assert outcomes_in(answer) == ["refused", "updated", "refused", "refused"]
    assert set(faults_in(answer)) == {("phone", "no_mobile_number"), ("birth_date", "contradicts_identity_number")}
    assert set(faults_in(answer, 2)) == {
        ("education", "unknown_value"),
        ("name", "missing"),
        ("id_number", "missing"),
        ("phone", "missing"),
    }
    assert set(faults_in(answer, 3)) == {
        ("id_number", "wrong_check_digit"),
        ("sex", "unknown_value"),
        ("hired_on", "no_date"),
        ("unit", "unknown_unit"),
    }
    told = answer.json()["results"][0]["faults"][0]
    assert told["reason"] == "has 4 digits and should have 11, beginning with 1"
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (({"employee_number": "E1"}, {"employee_number": "e1"}), ("employee_number", "twice_in_batch")),
        ((row_data(), row_data(employee_number="E9")), ("id_number", "twice_in_batch")),
    ],
)
def test_the_second_of_two_rows_about_one_person_is_refused(api_client, union, rows, fault):
    if len(rows[0]) == 1:
        make.member(union, employee_number="E1")
    assert fault in faults_in(send(api_client, *rows), 1)


def test_a_certificate_of_another_number_is_refused(api_client, union):
    make.member(union, employee_number="E1")
    make.member(union, employee_number="E2", id_number=NUMBER)
    assert faults_in(send(api_client, row_data(state="", state_since=""))) == [("id_number", "belongs_to_another")]


def test_people_and_units_out_of_reach_are_refused_and_stay_as_they_are(api_client, union):
    elsewhere = make.unit("别处", code="XX")
    stranger = make.member(elsewhere, employee_number="E1")
    mine = make.member(union, employee_number="E2")
    answer = send(api_client, {"employee_number": "E1", "name": "偷改"}, {"employee_number": "E2", "unit": "XX"})
    assert faults_in(answer) == [("employee_number", "registered_elsewhere")]
    assert faults_in(answer, 1) == [("unit", "unknown_unit")]
    stranger.refresh_from_db()
    mine.refresh_from_db()
    assert (stranger.name, mine.unit) == ("孟静", union)
    assert send(api_client, row_data(), unit="XX", status=400).json() == {
        "unit": ["There is no such unit within your reach."]
    }


def test_a_move_and_a_leave_continue_the_chain_of_periods(api_client, union, branch):
    member = make.member(union, employee_number="E1")
    send(api_client, {"employee_number": "E1", "unit": "B1"})
    send(api_client, {"employee_number": "E1", "state": "withdrawn", "state_since": timezone.localdate().isoformat()})
    member.refresh_from_db()
    assert (member.unit, member.state) == (branch, "withdrawn")
    assert member.periods.filter(ends_on=None).get().state == "withdrawn"


def test_a_change_before_the_last_one_is_refused(api_client, union):
    make.member(union, employee_number="E1", state="retained", state_since=date(2022, 1, 1))
    back = send(api_client, {"employee_number": "E1", "state": "withdrawn", "state_since": "2019-01-01"})
    assert faults_in(back) == [("state_since", "later_change_known")]


@pytest.mark.slow
def test_a_thousand_rows_are_taken_in_few_statements_and_one_more_is_refused(
    api_client, union, django_assert_max_num_queries
):
    def rows(count):
        return [
            row_data(employee_number=f"N{n}", id_kind="2", id_number=f"P{n:07}", phone=f"139{n:08}")
            for n in range(count)
        ]

    with django_assert_max_num_queries(25):
        assert outcomes_in(send(api_client, *rows(1000))) == ["created"] * 1000
    with django_assert_max_num_queries(35):
        changed = [{**row, "work_site": "三号平台", "education": "21"} for row in rows(1000)]
        assert outcomes_in(send(api_client, *changed)) == ["updated"] * 1000
    assert AuditEvent.objects.filter(verb="member.batch").count() == 2
    send(api_client, *rows(1001), status=400)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"unit": "HQ"},
        {"unit": "HQ", "members": []},
        {"unit": "HQ", "members": "x"},
        {"unit": "HQ", "members": {"0": {}}},
        [1],
    ],
)
def test_a_malformed_batch_is_refused_as_a_whole(api_client, union, body):
    assert api_client.post(WHERE, body, format="json").status_code == 400
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("row", "said", "number"),
    [
        (row_data(employee_number=""), [("employee_number", "missing")], ""),
        (row_data(employee_number=None), [("employee_number", "null")], ""),
        (row_data(employee_number="E\0"), [("employee_number", "null_characters_not_allowed")], ""),
        (row_data(employee_number="9" * 33), [("employee_number", "too_long")], ""),
        ({"name": "静"}, [("employee_number", "missing")], ""),
        (row_data(id_number=None), [("id_number", "null")], "E1"),
        (row_data(name={"first": "静"}), [("name", "invalid")], "E1"),
        (row_data(is_migrant=["?"]), [("is_migrant", "invalid")], "E1"),
        (row_data(nonsense=1), [("nonsense", "unknown_field")], "E1"),
        (row_data(nonsense=1, phone=None), [("nonsense", "unknown_field"), ("phone", "null")], "E1"),
        (row_data(**{"a\0\ud800": 1}), [("a\ufffd\ufffd", "unknown_field")], "E1"),
        (3, [("", "invalid")], ""),
        (None, [("", "null")], ""),
        ([], [("", "invalid")], ""),
    ],
)
def test_a_malformed_row_is_refused_alone_and_says_why(api_client, union, row, said, number):
    good = [row_data(employee_number=f"G{n}", id_kind="2", id_number=f"P000000{n}") for n in range(2)]
    answer = send(api_client, good[0], row, good[1], key=KEY)
    assert outcomes_in(answer) == ["created", "refused", "created"]
    assert faults_in(answer, 1) == said
    told = answer.json()["results"][1]
    assert (told["row"], told["employee_number"], told["id"]) == (2, number, None)
    assert all(fault["reason"] for fault in told["faults"])
    assert AuditEvent.objects.get(verb="member.batch").changes == {"rows": 3, "created": 2, "refused": 1}
    assert send(api_client, good[0], row, good[1], key=KEY).json() == answer.json()


def test_a_batch_of_malformed_rows_alone_changes_nothing(api_client, union):
    assert outcomes_in(send(api_client, 3, {})) == ["refused", "refused"]
    assert not Member.objects.exists()


def test_rows_keep_their_numbers_behind_a_malformed_one(api_client, union):
    make.member(union, employee_number="E1")
    told = send(api_client, 3, {"employee_number": "E1"}, {"employee_number": "e1"}).json()["results"]
    assert [row["row"] for row in told] == [1, 2, 3]
    assert told[2]["faults"][0]["reason"] == "same 工号 as sheet row 2"


def test_the_errors_of_a_batch_are_in_the_language_of_its_request(api_client, union, chinese):
    reasons = [fault["reason"] for fault in send(api_client, row_data(phone=None)).json()["results"][0]["faults"]]
    assert reasons == ["不能为空值。"]


def test_a_repeated_call_gets_the_stored_answer_and_does_nothing(api_client, union):
    first = send(api_client, row_data(), key=KEY)
    Member.objects.update(name="改过")
    again = send(api_client, row_data(), key=KEY)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Member.objects.get().name == "改过"
    assert AuditEvent.objects.filter(verb="member.batch").count() == 1


def test_the_same_key_with_another_body_is_refused(api_client, union):
    send(api_client, row_data(), key=KEY)
    send(api_client, row_data(name="夏远"), key=KEY, status=422)
    assert Member.objects.get().name == "孟静"


def test_a_key_belongs_to_its_account(api_client, union):
    send(api_client, row_data(), key=KEY)
    other = APIClient()
    other.force_authenticate(make.officer(union))
    assert outcomes_in(send(other, row_data(employee_number="E1", name="夏远"), key=KEY)) == ["updated"]


def test_a_call_that_failed_keeps_no_key(api_client, union):
    api_client.post(WHERE, {"unit": "HQ", "members": []}, format="json", headers={"Idempotency-Key": KEY})
    assert outcomes_in(send(api_client, row_data(), key=KEY)) == ["created"]
    send(api_client, row_data(), key="k" * 101, status=400)


def test_who_may_not_import_may_not_send_batches(union):
    client = APIClient()
    assert client.post(WHERE, {}, format="json").status_code == 401
    client.force_authenticate(make.officer(union, post="auditor"))
    send(client, row_data(), status=403)


# What programs were told of each sentence so far: none of these codes may change.
TOLD = {
    "missing": ["is missing"],
    "unknown_value": ["“%(word)s” is no known value"],
    "too_long": ["is longer than %(longest)s characters"],
    "no_name": ["“%(word)s” is no name"],
    "no_mobile_number": [
        "has %(digits)s digits and should have 11, beginning with 1",
        "is no mobile number",
    ],
    "no_date": ["“%(word)s” is no date"],
    "in_the_future": ["lies in the future"],
    "lost_digits": ["lost digits: the spreadsheet stored it as a number; format the cells as text"],
    "became_a_date": ["the spreadsheet made a date of it; format the cells as text and type it again"],
    "error_value": ["the cell shows the error %(word)s; mend it in the sheet"],
    "no_result": [
        "the cell holds a formula without a result; open the file in Excel or WPS, save it, or paste values",
    ],
    "formula_kept": ["a formula without a result, kept as the text %(word)s"],
    "hidden_value": ["the number format hides what the cell holds"],
    "no_certificate_number": ["is no certificate number"],
    "lost_character": [
        "a character of “%(word)s” was lost; write it again",
        "a character of “%(word)s” was lost; write the name as on the identity card",
    ],
    "private_character": [
        "a character of “%(word)s” is one of this computer's own, which others can't show; write the Unicode character,"
        " or its pinyin as on the identity card"
    ],
    "masked_name": ["“%(word)s” is masked; write the whole name"],
    "garbled_name": ["“%(word)s” is garbled: the file was saved in another encoding"],
    "unified_name": ["“%(before)s” is made of radicals; “%(after)s” is taken, in usual characters"],
    "half_width_name": ["“%(before)s” is in full-width letters; “%(after)s” is taken, in usual letters"],
    "no_identity_number": [
        "is not made of 18 characters",
        "holds a birth date that is no date",
        "the character %(at)s is “%(sign)s”, and must be a digit",
        "the last character is “%(sign)s”; it must be a digit or the letter X",
        "the last character is “%(sign)s”, the multiplication sign; it must be a digit or the letter X",
        "the last character is a Cyrillic letter that looks like X; it must be a digit or the letter X",
        "the last character is a Greek letter that looks like X; it must be a digit or the letter X",
    ],
    "wrong_check_digit": ["its check digit is wrong"],
    "contradicts_identity_number": ["contradicts 证件号码, which says %(said)s", "contradicts 证件号码"],
    "too_many_born_on_one_day": [
        "more people born on %(day)s than a roster of this length can have; check the file",
        "too many new people born on %(day)s for one day; check the file, or go on tomorrow",
    ],
    "registered_elsewhere": [
        "this person is registered in another unit; ask for a transfer",
        "this person is registered in another unit; name the new one in 工作单位",
    ],
    "own_entry": ["nobody changes their own entry; ask another officer"],
    "not_allowed": [
        "you have no right to make a membership “%(new)s” here",
        "you have no right to transfer members out of the old unit or into the new one",
    ],
    "twice_in_batch": ["same %(head)s as sheet row %(row)s"],
    "unknown_person": ["nobody in the register has it; to add people, bring 证件号码"],
    "belongs_to_another": ["belongs to another person in the register"],
    "merged": ["this record was merged into another one"],
    "ambiguous_unit": ["several units are called “%(word)s”"],
    "unknown_unit": ["there is no unit “%(word)s” under this one", "there is no unit “%(word)s” within your reach"],
    "transfer_under_way": ["a transfer of this person is under way"],
    "later_change_known": ["the register knows a later change of membership, of %(day)s"],
    "impossible_change": ["a membership that is “%(old)s” can't become “%(new)s”"],
}


def test_each_reason_of_the_checks_has_its_code_and_keeps_it():
    found = [one for module in (roster_faults, membership, batches, names, identity) for one in vars(module).values()]
    reasons = {one for one in found if isinstance(one, Reason)}
    assert reasons == {Reason(code, sentence) for code, sentences in TOLD.items() for sentence in sentences}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", [(KEY, KEY), (KEY, OTHER_KEY)], ids=["one call twice", "two calls"])
def test_two_at_once_enter_a_person_once(union, keys):
    officer = make.officer(union)

    def call(key: str) -> tuple[int, object]:
        client = APIClient()
        client.force_authenticate(officer)
        answer = client.post(
            WHERE, {"unit": "HQ", "members": [row_data()]}, format="json", headers={"Idempotency-Key": key}
        )
        return answer.status_code, answer.json()

    answers = results(at_once(*[partial(call, key) for key in keys]))
    assert Member.objects.count() == 1
    if keys[0] == keys[1]:
        done = [body for status, body in answers if status == 200]
        assert done and {status for status, _body in answers} <= {200, 409} and done[0] == done[-1]
        assert AuditEvent.objects.filter(verb="member.batch").count() == 1
    else:
        assert {status for status, _body in answers} <= {200, 409}


@pytest.mark.django_db(transaction=True)
def test_two_batches_with_the_same_people_in_another_order_do_not_lock_each_other_out(union):
    officer = make.officer(union)
    rows = [
        row_data(
            employee_number=f"N{number}",
            id_number=make.identity_number(born=date(1990, 1, 1) + timedelta(days=number)),
            phone=f"138{number:08}",
        )
        for number in range(60)
    ]

    def call(sent: list[dict[str, str]], key: str) -> int:
        body = {"unit": "HQ", "members": sent}
        return api_client_of(officer).post(WHERE, body, format="json", headers={"Idempotency-Key": key}).status_code

    assert sorted(results(at_once(partial(call, rows, KEY), partial(call, rows[::-1], OTHER_KEY)))) in (
        [200, 200],
        [200, 409],
    )
    assert Member.objects.count() == 60
