"""Officers hand out activation codes, as slips or messages, to members in reach, never to themselves."""

import re
from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.db.utils import InternalError
from django.utils import timezone

from members.accounts import actions
from members.accounts.models import ActivationCode
from members.authority.models import Appointment
from members.register.models.member import Member
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make
from tests.concurrency import at_once, refusals, results
from tests.list_pages import names_on
from tests.pdf_text import text_of
from tests.refused import assert_refused, hidden_fields
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db

PRINT = {"how": "print"}
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


def hand_out(client, asked="", **data):
    return client.post(f"/members/activation/hand-out/{asked}", data)


def test_the_list_shows_who_has_no_account(client, officer, union):
    make.member(union, name="无号")
    make.worker(union, name="有号")
    make.member(union, name="走了", state="withdrawn")
    make.member(union, name="等待", state="pending")
    make.member(union, name="无证", id_hash=None)
    make.member(union, name="无法", employee_number=None, phone="")
    assert names_on(client.get("/members/activation/")) == ["无号"]
    assert names_on(client.get("/members/activation/", {"account": "with"})) == ["有号"]
    assert sorted(names_on(client.get("/members/activation/", {"account": "unable"}))) == ["无法", "无证"]
    assert names_on(client.get("/members/activation/", {"q": "x"})) == []
    make.activation_code(Member.objects.get(name="无号"))
    assert names_on(client.get("/members/activation/", {"code": "live"})) == ["无号"]
    assert names_on(client.get("/members/activation/", {"code": "none"})) == []


def test_the_list_costs_the_same_queries_for_few_and_for_many(client, officer, union, django_assert_max_num_queries):
    for size in (3, 40):
        for _ in range(size):
            make.activation_code(make.member(make.unit(parent=union)), by=officer)
        with django_assert_max_num_queries(11):  # of which one asks for saved views
            client.get("/members/activation/")


def test_slips_are_made_once_for_those_ticked_unit_by_unit(client, officer, union):
    first, second = (make.member(make.unit(name, parent=union), name=name) for name in ("一班", "二班"))
    left = make.member(union, name="走了", state="withdrawn")
    answer = hand_out(client, members=[first.pk, second.pk, left.pk], **PRINT)
    page = text_of(answer.content)
    codes = CODE.findall(page)
    assert len(set(codes)) == 2
    assert page.index("一班") < page.index("二班")
    assert "http://testserver/activate/" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert not ActivationCode.objects.filter(code_hash__in=codes).exists()
    events = AuditEvent.objects.filter(verb="activation.hand_out")
    assert {(e.actor, e.unit, e.changes["codes"]) for e in events} == {
        (officer, first.unit, 1),
        (officer, second.unit, 1),
    }
    assert not any(code in str(event.changes) for code in codes for event in events)


def test_who_lacks_the_numbers_that_a_code_needs_gets_none(client, officer, union):
    unable = make.member(union, employee_number=None, phone="")
    answer = hand_out(client, "?account=unable", members=[unable.pk], **PRINT)
    at = "/members/activation/hand-out/?account=unable"
    assert_refused(answer, "None of these can get a code.", at=at)


def test_a_whole_unit_gets_codes_by_the_filter_of_the_list(client, officer, union):
    branch = make.unit("一厂", parent=union, code="B1")
    for _ in range(3):
        make.member(branch)
    make.member(union)
    make.worker(branch)
    assert len(CODE.findall(text_of(hand_out(client, "?unit=B1", all="1", **PRINT).content))) == 3


def test_the_page_loaded_again_makes_no_new_codes_and_shows_the_first_ones(client, officer, union):
    member = make.member(union)
    sent = {
        "members": [member.pk],
        **PRINT,
        **hidden_fields(client.get("/members/activation/"), "/members/activation/hand-out/"),
    }
    first, again = hand_out(client, **sent), hand_out(client, **sent)
    assert first.content == again.content and len(CODE.findall(text_of(first.content))) == 1
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert ActivationCode.objects.count() == 1


def test_a_workbook_of_messages_sent_again_is_the_same(client, officer, union):
    make.member(union, phone="13812341234")
    page = client.get("/members/activation/")
    sent = {"all": "1", "how": "message", "reason": "入职", **hidden_fields(page, "/members/activation/hand-out/")}
    assert rows_of(hand_out(client, **sent)) == rows_of(hand_out(client, **sent))
    assert ActivationCode.objects.count() == 1


def lose_the_post(officer, member):
    officer.appointments.all().delete()


def lose_the_member(officer, member):
    Member.objects.filter(pk=member.pk).update(unit=make.unit("别处"))


@pytest.mark.parametrize("lost", [lose_the_post, lose_the_member])
def test_who_may_no_longer_hand_out_codes_gets_the_slips_no_second_time(client, union, lost):
    """The attack: an officer whose appointment has ended sends the form of their last slips again, for an hour."""
    branch = make.unit("分会", parent=union)
    clerk, member = make.officer(branch, post="chair"), make.member(branch)
    client.force_login(clerk)
    page = client.get("/members/activation/")
    sent = {"members": [member.pk], **PRINT, **hidden_fields(page, "/members/activation/hand-out/")}
    (code,) = CODE.findall(text_of(hand_out(client, **sent).content))
    lost(clerk, member)
    again = hand_out(client, **sent)
    assert again.status_code == 409 and code not in again.content.decode()
    assert ActivationCode.objects.count() == 1


def test_a_new_code_makes_the_old_one_void(officer, union):
    member = make.member(union)
    make.activation_code(member)
    make.activation_code(member)
    assert ActivationCode.objects.filter(voided_at=None).count() == 1
    assert ActivationCode.objects.count() == 2


@pytest.mark.parametrize("data", [{}, {"members": ["x"]}, {"members": [0]}])
def test_choosing_nobody_is_refused(client, officer, union, data):
    assert hand_out(client, **data, **PRINT).status_code == 422
    assert not ActivationCode.objects.exists()


def test_members_out_of_reach_get_nothing(client, officer):
    foreign = make.member(make.unit("别处"))
    assert hand_out(client, members=[foreign.pk], **PRINT).status_code == 422
    assert not ActivationCode.objects.exists()


def test_more_than_fit_on_a_print_are_refused(client, officer, union, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    for _ in range(2):
        make.member(union)
    answer = hand_out(client, all="1", **PRINT)
    assert "More than 1 codes at once: choose a unit." in answer.content.decode()
    assert_refused(answer, "More than 1 codes at once: choose a unit.", 'name="all" value="1" data-all-of-list checked')
    assert not ActivationCode.objects.exists()


def test_messages_with_phone_and_text_need_a_reason_and_are_audited(client, officer, union):
    member = make.member(union, name="=孟静", phone="13812341234")
    make.member(union, phone="")
    silent = hand_out(client, all="1", how="message")
    assert "Say why the phone numbers leave the portal." in silent.content.decode()
    answer = hand_out(client, all="1", how="message", reason="入职培训")
    rows = rows_of(answer)
    assert [row[0] for row in rows[1:]] == ["13812341234"]
    assert rows[1][1].startswith("=孟静")
    code = re.findall(r"\w{4}-\w{4}", rows[1][1])[0]
    assert actions.prove_identity(
        name=member.name, number="13812341234", last_six=member.id_number.reveal()[-6:], code=code
    )
    event = AuditEvent.objects.get(verb="activation.hand_out")
    assert (event.reason, event.changes["how"], event.object_id) == ("入职培训", "message", member.pk)


def test_messages_need_the_right_to_read_phones(client, union):
    client.force_login(make.officer(union, post="branch_chair"))
    make.member(union)
    assert "Make messages" not in client.get("/members/activation/").content.decode()
    assert hand_out(client, all="1", how="message", reason="x").status_code == 422


def test_nobody_hands_out_a_code_for_themselves(officer, union):
    own = make.member(union, user=officer)
    with pytest.raises(NotAllowed, match="about themselves"):
        make.activation_code(own, by=officer)
    with pytest.raises(InternalError, match="for themselves"), transaction.atomic():
        ActivationCode.objects.create(
            member=own, purpose="recover", code_hash="x", made_by=officer, expires_at=timezone.now()
        )


@pytest.mark.parametrize(("post", "may"), [("welfare_officer", False), ("branch_chair", False), ("chair", True)])
def test_only_the_chair_hands_out_a_code_for_somebody_who_holds_a_post(union, post, may):
    holder = make.member(union, user=make.officer(union, post="finance_officer"))
    giver = make.officer(union, post=post)
    if may:
        assert make.activation_code(holder, by=giver)
    else:
        with pytest.raises(NotAllowed, match="holds a post"):
            make.activation_code(holder, by=giver)


def test_a_post_in_a_higher_unit_or_from_tomorrow_counts_and_a_past_one_does_not(union):
    branch = make.unit("一厂", parent=union)
    giver = make.officer(branch, post="chair")
    above = make.member(branch, user=make.officer(union, post="finance_officer"))
    with pytest.raises(NotAllowed, match="holds a post"):
        make.activation_code(above, by=giver)
    Appointment.objects.update(starts_on=date(2999, 1, 1))
    make.appoint(giver, "chair", branch)
    giver = type(giver).objects.get(pk=giver.pk)
    with pytest.raises(NotAllowed, match="holds a post"):
        make.activation_code(above, by=giver)
    Appointment.objects.filter(holder=above.user).update(starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1))
    assert make.activation_code(above, by=giver)


def test_only_a_superuser_hands_out_a_code_for_a_superuser(union):
    root = make.user()
    root.is_superuser = True
    root.save()
    other = make.user()
    other.is_superuser = True
    other.save()
    member = make.member(union, user=root)
    with pytest.raises(NotAllowed, match="holds a post"):
        make.activation_code(member, by=make.officer(union, post="chair"))
    assert make.activation_code(member, by=other)


def test_the_export_is_masked_and_audited(client, officer, union):
    make.member(union, phone="13812341234")
    answer = client.get("/members/activation/export/")
    rows = rows_of(answer)
    assert len(rows) == 2
    assert "*******1234" in rows[1]
    assert AuditEvent.objects.filter(verb="activation.export").exists()


def test_the_member_page_leads_to_the_code(client, officer, union):
    member = make.member(union)
    assert f"/members/activation/?member={member.pk}" in client.get(member.get_absolute_url()).content.decode()
    assert names_on(client.get("/members/activation/", {"member": member.pk})) == [member.name]


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_leave_one_valid_code(union):
    member, givers = make.member(union), [make.officer(union, post="chair") for _ in range(4)]
    outcomes = at_once(*(partial(make.activation_code, member, by=giver) for giver in givers))
    assert refusals(outcomes) == []
    live = ActivationCode.objects.live().get()
    assert live.code_hash in {actions._hashed(member.pk, code) for code in results(outcomes)}
    assert ActivationCode.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_get_no_further_than_five(union):
    member = make.member(union, employee_number="E1")
    guess = {"name": member.name, "number": "E1", "last_six": "000000", "code": make.activation_code(member)}
    outcomes = at_once(*[partial(actions.prove_identity, **guess)] * 12)
    assert refusals(outcomes) == [] and not any(outcomes)
    assert ActivationCode.objects.get().attempts == 5


@pytest.mark.django_db(transaction=True)
def test_a_code_used_twice_at_once_opens_one_account(union):
    member = make.member(union, employee_number="E1")
    make.activation_code(member)
    code = member.activation_codes.select_related("member__user").get()

    def use():
        codes = ActivationCode.objects.select_related("member__user")
        actions.use_code(codes.get(pk=code.pk), "battery staple 7")

    assert len(results(at_once(*[use] * 4))) == 1
