"""What is masked can't be found out by searching: whole numbers and phone tails, on every list and over the API."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from members.authority.models import User
from members.register.actions.search import PHONE_SEARCHES, search_people
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.register.rules.identity import HIDDEN, check_digit
from office.errors import NotAllowed
from office.forms import SearchField
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, refusals, results
from tests.people import api_client_of, log_in

pytestmark = pytest.mark.django_db
NUMBER, PHONE, BORN = "370502196601261609", "13954612345", date(1966, 1, 26)


@pytest.fixture
def bearer(branch):
    number = NUMBER[:17] + check_digit(NUMBER[:17])
    return make.worker(branch, id_kind="1", id_number=number, phone=PHONE, birth_date=BORN, sex="2", name="袁凤霞")


@pytest.fixture
def leader(branch):
    """The leader of a group, who sees the register masked."""
    return make.officer(branch, "group_leader")


def found(asker, text):
    return list(Member.objects.matching(search_people(asker, text)))


def names(api, text):
    return [row["name"] for row in api.get("/api/v1/members/", {"q": text}).json()["results"]]


def test_queries_of_a_leader_find_no_identity_number_that_the_mask_leaves_possible(bearer, leader):
    # The attack of November 2026: 91 numbers fitted mask, birth date and sex, and the search confirmed the right one.
    api = api_client_of(leader)
    row = api.get(f"/api/v1/members/{bearer.pk}/").json()
    assert (row["id_number"], row["birth_date"], row["sex"]) == (HIDDEN, "1966-01-26", "2")
    seventeen = [f"370502{BORN:%Y%m%d}{order:03d}" for order in range(100, 214, 2)]
    candidates = [f"{digits}{check_digit(digits)}" for digits in seventeen]
    assert len(candidates) == 57 and bearer.id_number.reveal() in candidates
    assert [text for text in candidates if found(leader, text)] == []
    assert names(api, bearer.id_number.reveal()) == [] == names(api, bearer.id_number.reveal().lower())


def test_a_phone_cannot_be_read_digit_by_digit_from_its_end(bearer, leader):
    # 12 queries gave a whole number.
    api, tail = api_client_of(leader), PHONE[-4:]
    assert names(api, tail) == ["袁凤霞"]
    assert [digit for digit in "0123456789" if names(api, digit + tail)] == []
    assert [length for length in range(5, 11) if found(leader, PHONE[-length:])] == []


def test_blanks_and_wide_digits_lead_around_nothing(bearer, leader):
    assert found(leader, "39 546 12345") == [] == found(leader, "３９５４６１２３４５")
    assert found(leader, " ".join(bearer.id_number.reveal())) == []
    assert found(leader, PHONE + "0") == [] == found(leader, "0" + PHONE)


def test_whole_numbers_and_long_tails_find_only_where_the_asker_may_read_numbers(bearer, union, branch):
    elsewhere = make.officer(union, "group_leader")
    make.appoint(elsewhere, "chair", make.unit("别处", parent=union))
    chair = make.officer(branch, "chair")
    for text in (bearer.id_number.reveal(), PHONE[-5:], PHONE[-10:]):
        assert found(elsewhere, text) == []
        assert found(chair, text) == [bearer]


def test_an_asker_whose_term_has_ended_finds_no_numbers(bearer, branch):
    chair = make.officer(branch, "chair")
    chair.appointments.update(ends_on=date(2021, 1, 1))
    assert found(User.objects.get(pk=chair.pk), bearer.id_number.reveal()) == []


def test_a_whole_phone_finds_its_bearer_and_is_recorded_without_the_number(bearer, leader):
    assert names(api_client_of(leader), PHONE) == ["袁凤霞"]
    event = AuditEvent.objects.get(verb="member.search_phone")
    assert (event.actor, event.object_label, event.changes) == (leader, "*******2345", {})


def test_whole_phones_are_limited_for_each_account(bearer, leader, client, branch):
    for _time in range(PHONE_SEARCHES):
        found(leader, "13900000000")
    with pytest.raises(NotAllowed, match="whole phone numbers"):
        found(leader, PHONE)
    refused = api_client_of(leader).get("/api/v1/members/", {"q": PHONE})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_phone_searches")
    client.force_login(leader)
    page = client.get(reverse("members:member_list"), {"q": PHONE}).content.decode()
    assert "袁凤霞" not in page and "whole phone numbers" in page
    assert found(make.officer(branch, "group_leader"), PHONE) == [bearer]


@pytest.mark.django_db(transaction=True)
def test_many_searches_at_once_do_not_pass_the_limit(leader):
    for _time in range(PHONE_SEARCHES - 2):
        search_people(leader, "13900000000")
    outcomes = at_once(*[lambda: search_people(leader, "13900000001")] * 8)
    assert (len(results(outcomes)), len(refusals(outcomes))) == (2, 6)


@pytest.mark.parametrize(
    "route", ["members:member_list", "members:activation_list", "members:transfer_many", "members:double_list"]
)
def test_lists_of_members_answer_a_leader_of_another_branch_nothing(client, bearer, union, route):
    log_in(client, make.unit("别处", parent=union))
    for text in (bearer.id_number.reveal(), PHONE[-4:], PHONE[-7:], PHONE):
        assert "袁凤霞" not in client.get(reverse(route), {"q": text}).content.decode()


def test_the_desk_cannot_learn_an_askers_number(client, bearer, branch):
    make.question(make.account(bearer), title="年休假")
    log_in(client, branch, "desk_counsellor")
    desk = reverse("consultation:question_list")
    assert "年休假" in client.get(desk, {"q": "袁凤霞"}).content.decode()
    for text in (bearer.id_number.reveal(), PHONE[-5:], PHONE[-10:]):
        assert "年休假" not in client.get(desk, {"q": text}).content.decode()


def test_dues_cannot_tell_a_number(client, bearer, branch):
    make.charge(bearer)
    log_in(client, branch, "finance_officer")
    charges = reverse("members:charge_list")
    assert "袁凤霞" in client.get(charges, {"q": PHONE[-4:], "every_month": "on"}).content.decode()
    for text in (bearer.id_number.reveal(), PHONE[-5:], PHONE[-10:]):
        assert "袁凤霞" not in client.get(charges, {"q": text, "every_month": "on"}).content.decode()


def test_every_form_that_searches_for_people_counts_whole_phones():
    def below(form):
        return {form, *(one for child in form.__subclasses__() for one in below(child))}

    def hint(form):
        field = form.base_fields.get("q")
        return str(field.widget.attrs["placeholder"]) if isinstance(field, SearchField) else ""

    searching = {one for one in below(forms.Form) if "phone" in hint(one)}
    assert len(searching) >= 6
    assert {one for one in searching if not issubclass(one, PeopleFilter)} == set()


def test_an_export_does_not_leave_the_searched_number_in_the_audit_log(client, bearer, branch):
    log_in(client, branch)
    for text in (bearer.id_number.reveal(), "139 5461 2345"):
        b"".join(client.get(reverse("members:member_export"), {"q": text}).streaming_content)
    told = str(list(AuditEvent.objects.filter(verb="member.export").values_list("changes", flat=True)))
    assert "2345" in told and "3954" not in told.replace(" ", "") and bearer.id_number.reveal()[6:] not in told
