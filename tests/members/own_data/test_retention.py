"""Members who left long ago are announced, then kept for a stated reason or erased for good."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from members.choices import Channel, Purpose
from members.duplicates.actions.candidates import put_side_by_side
from members.duplicates.actions.merging import merge_members
from members.duplicates.models import Merge
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportRow
from members.membership.models.periods import MembershipPeriod
from members.own_data.actions import erasing, erasures, holds, retention
from members.own_data.actions.consents import record_consent
from members.own_data.models.retention import Erasure, RetentionRule
from members.own_data.rules import SHIPPED_RULES
from members.own_data.tasks import announce_due_erasures
from members.personal_file.actions import corrections
from members.personal_file.models.family import FamilyMember
from members.register.models.member import Member
from members.register.rules.identity import NOBODY
from office.database_roles import as_owner
from office.days import years_after
from office.errors import NotAllowed
from office.models import Attachment, AuditEvent, Notice
from office.outbox.models import ChannelChoice
from office.uploads.actions import attach
from tests import factories as make
from tests.append_only import assert_append_only
from tests.concurrency import at_once, refusals
from tests.page_text import without_times
from tests.refused import assert_refused_first

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (date(2021, 11, 22), 5, date(2026, 11, 22)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), -4, date(2020, 2, 29)),
    ],
)
def test_years_are_counted_by_the_calendar(day, years, then):
    assert years_after(day, years) == then


def test_the_shipped_rules_are_marked_unverified_and_an_edited_one_stays():
    assert {rule.state for rule in RetentionRule.objects.all()} == {*SHIPPED_RULES}
    assert all("U" in rule.source for rule in RetentionRule.objects.filter(state__in=["withdrawn", "expelled"]))
    RetentionRule.objects.filter(state="withdrawn").update(years=10)
    retention.ensure_retention_rules()
    assert RetentionRule.objects.get(state="withdrawn").years == 10


@pytest.mark.parametrize(
    ("state", "since", "due"),
    [
        ("withdrawn", date(2021, 11, 22), True),
        ("withdrawn", date(2021, 11, 23), False),
        ("transferred", date(2021, 11, 22), True),
        ("expelled", date(2021, 11, 22), True),
        ("active", date(2001, 1, 1), False),
        ("retained", date(2001, 1, 1), False),
    ],
)
def test_who_left_is_announced_on_the_rules_day_and_not_before(union, state, since, due):
    make.member(union, state=state, state_since=since)
    assert retention.announce_erasures(TODAY) == due
    assert retention.announce_erasures(TODAY) == 0
    assert [erasure.not_before for erasure in Erasure.objects.all()] == [TODAY + timedelta(days=30)] * due


def test_whoever_can_still_log_in_is_told_and_the_nightly_task_announces_all(union):
    gone = make.former_member(union, user=make.user())
    make.former_member(union)
    announce_due_erasures()
    assert Erasure.objects.count() == 2
    assert Notice.objects.get().to == gone.user


def test_a_refusal_keeps_the_entry_until_its_day(union, chair):
    erasure = make.erasure(union)
    erasures.refuse_erasure(erasure, by=chair, reason="诉讼中", until=TODAY + timedelta(days=100))
    assert retention.announce_erasures(TODAY) == 0
    assert retention.announce_erasures(TODAY + timedelta(days=100)) == 1


def former_member_with_everything(union, **fields):
    """Create a former member with a row of every kind that the register can hold about a person."""
    user = make.user(phone="13812341234", name="夏远")
    member = make.member(union, user=user, name="夏远", phone="13812341234", **fields)
    make.paid_charge(member)
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2020-01-01")
    member.refresh_from_db()
    make.give_consent(member)
    corrections.correct_member(member, {"bank_card": "6222020200112345678"}, by=make.user(), reason="x")
    corrections.correct_member(member, {"work_site": "西区"}, by=make.user(), reason="x")
    job = ImportJob.objects.create(unit=union, file="imports/x", file_name="x.xlsx", state="done")
    ImportRow.objects.create(job=job, number=2, outcome="updated", member=member, new={"name": "夏远"})
    ImportRow.objects.create(job=job, number=3, outcome="created", new={"id_hash": member.id_hash})
    sheet = SimpleUploadedFile("sheet.pdf", b"%PDF-1.4 x")
    record_consent(member, Purpose.NOTICE, given=True, by=make.user(), channel=Channel.PAPER, files=[sheet])
    kin = make.family_member(member, name="孟静")
    FamilyMember.objects.filter(pk=kin.pk).update(school="西区")
    attach(make.honour(member), [SimpleUploadedFile("honour.pdf", b"%PDF-1.4 x")], by=make.user())
    Notice.objects.create(to=user, text="夏远，您好")
    ChannelChoice.objects.create(account=user, kind="wecom", bound_id="夏远")
    member.refresh_from_db()
    return member


def tables_containing(words):
    """Return the tables in which any of the words occurs in any column."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            for word in words:
                cursor.execute("SELECT count(*) FROM " + name + " AS t WHERE t::text LIKE %s", [f"%{word}%"])
                if cursor.fetchone()[0]:
                    found.add(table)
    return found


def test_after_erasure_no_table_contains_personal_data(union, chair, django_capture_on_commit_callbacks):
    member = former_member_with_everything(union, employee_number="T-0815", id_number="E7654321")
    user = make.account(member)
    secrets = ["夏远", "13812341234", "T-0815", "孟静", "西区", member.id_hash or "", user.username]
    periods = list(MembershipPeriod.objects.filter(member=member).values())
    paths = [str(file.file.name) for file in Attachment.objects.all()]
    assert len(paths) == 2
    assert {"members_member", "members_memberevent", "office_auditevent"} <= tables_containing(secrets)
    erasure = Erasure.objects.create(member=member, cause="rule", not_before=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        erasures.carry_out_erasure(erasure, by=chair)
    assert tables_containing(secrets) == set()
    assert not any(default_storage.exists(path) for path in paths)
    member.refresh_from_db()
    user.refresh_from_db()
    assert (member.name, member.user, member.anonymised_at is not None) == (NOBODY, None, True)
    assert (user.is_active, user.has_usable_password()) == (False, False)
    assert list(MembershipPeriod.objects.filter(member=member).values()) == periods
    event = AuditEvent.objects.filter(verb="member.erase").get()
    assert (event.object_id, event.object_label, event.actor) == (member.pk, NOBODY, chair)
    assert member.consents.count() == 3


def test_a_former_name_is_erased_from_the_log_as_well(union, chair):
    member = make.former_member(union, name="夏远航")
    corrections.correct_member(member, {"work_site": "西区"}, by=chair, reason="x")
    corrections.correct_member(member, {"name": "夏远"}, by=chair, reason="x")
    member.refresh_from_db()
    AuditEvent.objects.create(verb="test.x", object_label="夏远航")
    erasures.carry_out_erasure(Erasure.objects.create(member=member, cause="rule", not_before=TODAY), by=chair)
    assert {event.object_label for event in AuditEvent.objects.about(member)} == {NOBODY}
    assert AuditEvent.objects.get(verb="test.x").object_label == "夏远航"


def test_every_field_of_a_member_is_either_kept_or_erased():
    assert {field.name for field in Member._meta.fields} == {*erasing.KEPT_FIELDS, *erasing.BLANK_VALUES}
    assert not erasing.KEPT_FIELDS & erasing.BLANK_VALUES.keys()


def test_every_relation_to_a_member_is_handled_by_the_erasure():
    known = {*erasing.DELETED_RELATIONS, *erasing.KEPT_RELATIONS}
    hanging = {
        str(relation.get_accessor_name())
        for relation in Member._meta.related_objects
        if relation.related_model._meta.app_label == "members" and relation.get_accessor_name()
    }
    assert {name for name in hanging if "event" not in name} <= known


def test_the_database_keeps_an_erased_entry_empty(union, chair):
    erasure = make.erasure(union)
    erasures.carry_out_erasure(erasure, by=chair)
    for change in ({"name": "夏远"}, {"phone": "13800000000"}, {"employee_number": "T1"}):
        with pytest.raises(IntegrityError, match="nobody_is_left"), transaction.atomic():
            Member.objects.filter(pk=erasure.member_id).update(**change)


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_even_its_owner_erase_only_the_name_in_an_audit_event_and_leave_a_hash():
    event = AuditEvent.objects.create(verb="test.x", object_label="夏远", reason="r")
    row = AuditEvent.objects.filter(pk=event.pk)
    for change in ({"object_label": "x"}, {"reason": ""}, {"object_label": NOBODY, "verb": "test.y"}):
        assert_append_only(partial(row.update, **change))
    with pytest.raises(ProgrammingError, match="permission denied"):
        row.update(object_label=NOBODY)
    with as_owner():
        row.update(object_label=NOBODY)
    event.refresh_from_db()
    assert (event.object_label, event.label_salt, event.label_hash is not None) == (NOBODY, None, True)


def assert_not_erased(erasure, chair, says):
    """Assert that the erasure is refused with `says` and the member is not anonymised."""
    with pytest.raises(NotAllowed, match=says):
        erasures.carry_out_erasure(erasure, by=chair)
    assert not Member.objects.get(pk=erasure.member_id).anonymised_at


def test_who_is_kept_by_the_rule_or_is_a_member_is_not_erased(union, chair):
    young = make.former_member(union, on=timezone.localdate() - timedelta(days=30))
    assert_not_erased(
        Erasure.objects.create(member=young, cause="request", not_before=TODAY), chair, "retention rule keeps"
    )
    active = make.member(union)
    assert_not_erased(
        Erasure.objects.create(member=active, cause="request", not_before=TODAY), chair, "Whoever is a member"
    )


def test_before_its_day_nothing_is_erased(union, chair):
    erasure = make.erasure(union)
    Erasure.objects.update(not_before=timezone.localdate() + timedelta(days=1))
    assert_not_erased(erasure, chair, "It was announced for")


def test_a_legal_hold_prevents_the_erasure_until_it_is_lifted(client, union, chair):
    erasure = make.erasure(union)
    page = erasure.get_absolute_url()
    assert client.post(f"{page}hold/", {"reason": ""}).status_code == 422
    client.post(f"{page}hold/", {"reason": "仲裁"})
    assert_not_erased(erasure, chair, "A legal hold is in force")
    with pytest.raises(NotAllowed, match="in force already"):
        holds.place_hold(erasure.member, by=chair, reason="x")
    hold = erasure.member.holds.get()
    client.post(f"{page}lift/")
    with pytest.raises(NotAllowed, match="lifted already"):
        holds.lift_hold(hold, by=chair)
    erasures.carry_out_erasure(erasure, by=chair)


@pytest.mark.parametrize("open_thing", ["question", "grievance", "change_request", "post"])
def test_open_cases_and_posts_prevent_the_erasure(union, chair, open_thing):
    member = make.worker(union)
    user = make.account(member)
    says = {
        "question": "A question or a grievance is open",
        "grievance": "A question or a grievance is open",
        "change_request": "A change request waits",
        "post": "holds a post",
    }[open_thing]
    if open_thing == "post":
        make.appoint(user, "auditor", union)
    elif open_thing == "change_request":
        make.change_request(member)
    else:
        getattr(make, open_thing)(user)
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2016-01-01")
    assert_not_erased(Erasure.objects.create(member=member, cause="request", not_before=TODAY), chair, says)


def test_who_decides_about_an_erasure_reads_the_same_of_a_question_and_of_a_grievance(union, chair):
    reasons = []
    for open_thing in (make.question, make.grievance):
        member = make.worker(union)
        open_thing(make.account(member))
        Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2016-01-01")
        erasure = Erasure.objects.create(member=member, cause="request", not_before=TODAY)
        reasons.append(erasures.reasons_against(erasure, TODAY))
    assert reasons[0] == reasons[1] != []


def test_an_open_grant_prevents_the_erasure(union, chair):
    member = make.member(union)
    make.issued_run(union)
    Member.objects.filter(pk=member.pk).update(state="withdrawn", state_since="2016-01-01")
    assert_not_erased(
        Erasure.objects.create(member=member, cause="rule", not_before=TODAY), chair, "benefit is on its way"
    )


def test_a_merge_that_can_be_undone_prevents_the_erasure_and_later_keeps_no_former_values(union, chair):
    member, double = make.former_member(union, name="夏远"), make.former_member(union, name="夏远")
    merge = merge_members(
        put_side_by_side(member, double, by=chair), keep=member.pk, take={"phone"}, by=chair, reason="x"
    )
    erasure = Erasure.objects.create(member=member, cause="rule", not_before=TODAY)
    assert_not_erased(erasure, chair, "can still be undone")
    # The database asks its own clock as well.
    Merge.objects.filter(pk=merge.pk).update(at=timezone.now() - timedelta(days=31))
    erasures.carry_out_erasure(erasure, by=chair)
    merge.refresh_from_db()
    assert not merge.facts


def test_nobody_decides_about_their_own_entry(union):
    chair = make.officer(union, post="chair")
    member = make.former_member(union, user=chair)
    erasure = erasures.ask_erasure(member, by=chair)
    for decide in (
        lambda: erasures.carry_out_erasure(erasure, by=chair),
        lambda: erasures.refuse_erasure(erasure, by=chair, reason="x"),
    ):
        with pytest.raises(NotAllowed, match="about themselves"):
            decide()


def test_a_worker_asks_and_is_told_until_when_the_rule_keeps_them(client, union, chair):
    left_on = timezone.localdate() - timedelta(days=30)
    member = make.former_member(union, on=left_on, user=make.user())
    client.force_login(make.account(member))
    until = years_after(left_on, 5).isoformat()
    assert until in client.get("/my/erasure/").content.decode()
    assert client.post("/my/erasure/", {"reason": "离职"}).status_code == 302
    assert client.post("/my/erasure/", {}).status_code == 422
    erasure = Erasure.objects.get()
    client.force_login(chair)
    page = erasure.get_absolute_url()
    assert "Erase for good" not in client.get(page).content.decode()
    assert client.post(f"{page}refuse/", {"reason": ""}).status_code == 422
    assert client.post(f"{page}refuse/", {"reason": "法定保存期未满"}).status_code == 302
    client.force_login(make.account(member))
    answer = without_times(client.get("/my/erasure/").content.decode())
    assert "法定保存期未满" in answer
    assert f"kept until {until}" in answer
    assert Notice.objects.get(to=member.user).url == "/my/erasure/"


def test_a_current_member_who_asks_reads_that_it_waits_for_their_leaving(client, union, chair):
    member = make.worker(union)
    client.force_login(make.account(member))
    assert "You can ask now" in client.get("/my/erasure/").content.decode()
    page = client.post("/my/erasure/", {"reason": "不想留"}, follow=True).content.decode()
    assert "not while you are a member" in page
    assert "nothing can be erased before you have left the union" in page
    assert "not before" not in page
    assert_not_erased(Erasure.objects.get(), chair, "Whoever is a member is kept")


def test_who_has_left_reads_the_day_of_the_rule_and_not_that_of_asking(client, union):
    left_on = timezone.localdate() - timedelta(days=30)
    member = make.former_member(union, on=left_on, user=make.user())
    erasures.ask_erasure(member, by=make.account(member))
    client.force_login(make.account(member))
    page = without_times(client.get("/my/erasure/").content.decode())
    assert f"not before {years_after(left_on, 5).isoformat()}" in page
    assert "You are a member" not in page


def test_a_member_is_told_that_membership_prevents_the_erasure(client, union, chair):
    member = make.worker(union)
    erasure = erasures.ask_erasure(member, by=make.account(member))
    erasures.refuse_erasure(erasure, by=chair, reason="在会期间须保留")
    client.force_login(make.account(member))
    assert "as long as you are a member" in client.get("/my/erasure/").content.decode()


def test_a_request_is_taken_back_by_whoever_sent_it(client, union):
    member = make.worker(union)
    erasure = erasures.ask_erasure(member, by=make.account(member))
    with pytest.raises(NotAllowed):
        erasures.withdraw_erasure(erasure, by=make.user())
    with pytest.raises(NotAllowed):
        erasures.ask_erasure(member, by=make.user())
    client.force_login(make.account(member))
    client.post("/my/erasure/withdraw/")
    erasure.refresh_from_db()
    assert erasure.state == "withdrawn"
    with pytest.raises(NotAllowed, match="decided or taken back already"):
        erasures.withdraw_erasure(erasure, by=make.account(member))


def test_the_officer_types_the_name_before_anything_is_erased(client, union, chair):
    erasure = make.erasure(union, name="夏远")
    page = erasure.get_absolute_url()
    assert client.post(f"{page}erase/", {"name": "夏"}).status_code == 422
    assert client.post(f"{page}erase/", {"name": "夏远"}).status_code == 302
    erasure.refresh_from_db()
    assert erasure.state == "erased"
    assert NOBODY in client.get(page).content.decode()


def test_a_second_officer_reads_that_it_is_decided_and_keeps_what_was_typed(client, union, chair):
    erasure = make.erasure(union)
    erasures.refuse_erasure(erasure, by=make.user(), reason="仍有未结案件")
    client.force_login(chair)
    page = erasure.get_absolute_url()
    answer = client.post(f"{page}refuse/", {"reason": "法定保存期未满"})
    assert_refused_first(answer, "This has been decided or taken back already.", "法定保存期未满")
    erasure.refresh_from_db()
    assert erasure.answer == "仍有未结案件"


def test_a_second_hold_is_refused_above_the_page_with_its_reason(client, union, chair):
    erasure = make.erasure(union)
    client.force_login(chair)
    page = f"{erasure.get_absolute_url()}hold/"
    assert client.post(page, {"reason": "诉讼未结"}).status_code == 302
    assert_refused_first(client.post(page, {"reason": "审计中"}), "A hold is in force already.", "审计中")
    assert erasure.member.holds.get().reason == "诉讼未结"


def test_an_entry_that_the_rule_still_keeps_is_not_erased_and_keeps_its_name(client, union, chair):
    erasure = make.erasure(union, name="夏远")
    holds.place_hold(erasure.member, by=make.user(), reason="诉讼未结")
    answer = client.post(f"{erasure.get_absolute_url()}erase/", {"name": "夏远"})
    assert_refused_first(answer, "A legal hold is in force.", "夏远")
    erasure.refresh_from_db()
    assert erasure.state == "waiting"


def test_the_list_shows_what_prevents_each_erasure_in_a_constant_number_of_queries(
    client, union, chair, django_assert_max_num_queries
):
    for _number in range(8):
        holds.place_hold(make.erasure(union).member, by=chair, reason="x")
    with django_assert_max_num_queries(21):
        page = client.get("/members/erasures/?state=waiting").content.decode()
    assert page.count("A legal hold is in force.") == 8


def test_an_officer_elsewhere_does_not_decide(client, union):
    erasure = make.erasure(union)
    client.force_login(make.officer(make.unit(), post="chair"))
    assert client.post(f"{erasure.get_absolute_url()}erase/", {"name": "孟静"}).status_code == 404
    client.force_login(make.officer(union, post="auditor"))
    assert client.get(erasure.get_absolute_url()).status_code == 200
    assert client.post(f"{erasure.get_absolute_url()}erase/", {"name": "孟静"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_decides(union):
    erasure = make.erasure(union)
    officers = [make.officer(union, post="chair"), make.officer(union, post="chair")]
    outcomes = at_once(
        partial(erasures.carry_out_erasure, erasure, by=officers[0]),
        partial(erasures.refuse_erasure, erasure, by=officers[1], reason="x"),
    )
    assert len(refusals(outcomes)) == 1
    erasure.refresh_from_db()
    assert bool(Member.objects.get().anonymised_at) == (erasure.state == "erased")


def test_the_history_of_family_members_is_erased_too(union, chair):
    member = make.former_member(union)
    kin = FamilyMember.objects.create(member=member, relation="spouse", name="孟静")
    FamilyMember.objects.filter(pk=kin.pk).update(name="孟婧")
    erasures.carry_out_erasure(Erasure.objects.create(member=member, cause="rule", not_before=TODAY), by=chair)
    assert not apps.get_model("members.FamilyMemberEvent").objects.exists()
