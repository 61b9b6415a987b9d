"""The admin of the members app: every page opens, numbers stay hidden, and the portal's permissions hold."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members.authority.models import Appointment, Post, User
from members.choices import Purpose
from members.committees.models.committees import Seat
from members.front.admin import MemberForm
from members.hr_api.models.change_stamps import Departure
from members.importing.actions.imports import start_import
from members.importing.models.imports import ImportFault
from members.own_data.actions.consents import record_consent
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.papers import Honour
from members.register.models.member import Member
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from office.models import Attachment, AuditEvent, DayOverride
from tests import factories as make
from tests.members.importing import rosters

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"
CARD = "6222020200112345678"
MEMBERSHIP = ("unit", "state", "joined_on", "state_since", "unit_since", "state_reason")
OURS = [model for model in admin.site._registry if model._meta.app_label in ("members", "office")]


@pytest.fixture
def clerk(client):
    """A staff account that may view and change the members of one unit, logged in; and the unit."""
    unit = make.unit("机关")
    post = Post.objects.create(code="clerk", name="Clerk")
    wanted = ["view_member", "change_member", "view_unit"]
    post.permissions.set(Permission.objects.filter(codename__in=wanted, content_type__app_label="members"))
    user = make.user(is_staff=True)
    Appointment.objects.create(holder=user, post=post, unit=unit, starts_on=date(2020, 1, 1))
    client.force_login(user)
    return user, unit


def url_of(model, page="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_data(member, **fields):
    """Return what the browser sends back from the member's unchanged form, with `fields` replaced."""
    form = {
        key: value if value is not None else ""
        for key, value in (
            (name, getattr(member, name))
            for name in (
                "name",
                "unit_id",
                "employee_number",
                "state",
                "joined_on",
                "state_since",
                "state_reason",
                "employment",
                "employment_form",
                "post_category",
                "id_kind",
                "sex",
                "ethnic_group",
                "education",
            )
        )
    }
    return {**form, "unit": form.pop("unit_id"), **fields}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_list_opens_searches_and_shows_one_row(client, superuser, model):
    union = make.unit("公司工会")
    member = make.worker(union)
    make.appoint(superuser, "chair", union)
    audit.record("test", member, by=superuser, unit=union)
    DayOverride.objects.create(day=date(2026, 10, 10), working=True, source="国办发明电")
    assert client.get(url_of(model), {"q": "x"}).status_code == 200
    row = model._default_manager.first()
    if row is not None:
        assert client.get(url_of(model, "change", row.pk)).status_code == 200


def test_a_new_number_is_encrypted_and_searchable_but_never_shown(client, superuser):
    member = make.give_consent(make.member())
    page = url_of(Member, "change", member.pk)
    answer = client.post(page, form_data(member, id_kind="1", new_id_number=NUMBER.lower(), new_bank_card=CARD))
    assert answer.status_code == 302
    member.refresh_from_db()
    assert (member.id_number.reveal(), member.bank_card.reveal()) == (NUMBER, CARD)
    shown = client.get(page).content.decode()
    assert NUMBER not in shown
    assert CARD not in shown
    assert "********" in shown
    event = AuditEvent.objects.about(member).get(verb="admin.change")
    assert event.actor == superuser
    assert NUMBER not in str(event.changes)
    assert "new_id_number" in event.changes["fields"]


def test_a_card_is_refused_whose_owner_has_not_agreed(client, superuser):
    member = make.member()
    answer = client.post(url_of(Member, "change", member.pk), form_data(member, new_bank_card=CARD))
    assert "The card is kept only after its owner has agreed to it." in answer.content.decode()


def test_a_wrong_identity_number_is_refused_and_an_odd_card_only_warned_of(client, superuser):
    member = make.give_consent(make.member())
    page = url_of(Member, "change", member.pk)
    wrong = client.post(page, form_data(member, id_kind="1", new_id_number="110105194912310021"))
    assert "This is no valid identity number." in wrong.content.decode()
    short = client.post(page, form_data(member, new_bank_card="123"))
    assert "A card number has 12 to 19 digits." in short.content.decode()
    odd = client.post(page, form_data(member, new_bank_card="6222020200112345670"), follow=True)
    assert "please compare it again" in odd.content.decode()
    member.refresh_from_db()
    assert member.masked_bank_card == "**** 5670"


def test_a_phone_is_masked_and_replaced_by_a_mobile_number_only(client, superuser):
    member = make.member(phone="13812341234")
    page = url_of(Member, "change", member.pk)
    assert "13812341234" not in client.get(page).content.decode()
    assert "begins with 1" in client.post(page, form_data(member, new_phone="0546")).content.decode()
    client.post(page, form_data(member))
    member.refresh_from_db()
    assert member.phone == "13812341234"
    client.post(page, form_data(member, new_phone="139 1234 1234"))
    member.refresh_from_db()
    assert member.phone == "13912341234"


def test_the_account_follows_a_member_in_name_and_phone_unless_another_has_the_phone(client, superuser):
    member = make.worker(phone="13812341234")
    client.post(
        url_of(Member, "change", member.pk),
        form_data(member, user=member.user_id, name="新名", new_phone="13912341234"),
    )
    account = User.objects.get(member=member)
    assert (account.name, account.phone) == ("新名", "13912341234")
    make.user(phone="13712341234")
    answer = client.post(
        url_of(Member, "change", member.pk), form_data(member, user=member.user_id, new_phone="13712341234")
    )
    assert "Another account has this phone" in answer.text


def test_a_value_taken_between_the_check_and_the_save_is_refused_by_the_form(client, superuser, monkeypatch):
    monkeypatch.setattr(MemberForm, "clean_new_phone", lambda form: form.cleaned_data["new_phone"])
    member = make.worker(phone="13812341234", name="孟静")
    make.user(phone="13712341234")
    sent = form_data(member, user=member.user_id, name="新名", new_phone="13712341234")
    answer = client.post(url_of(Member, "change", member.pk), sent)
    assert answer.status_code == 422
    assert "Somebody else has this value already." in answer.text and 'value="新名"' in answer.text
    member.refresh_from_db()
    assert (member.name, member.phone) == ("孟静", "13812341234")
    assert not AuditEvent.objects.about(member).filter(verb="admin.change").exists()


def test_a_refusal_by_a_rule_is_shown_at_its_field_and_nothing_is_saved(client, superuser, monkeypatch):
    def refuse(*args, **kwargs):
        raise NotAllowed("Somebody was quicker.", field="code")

    unit = make.unit("机关", code="B1")
    monkeypatch.setattr("members.organisation.admin.change_unit", refuse)
    answer = client.post(url_of(Unit, "change", unit.pk), unit_form(name="机关分会", code="B2"))
    assert answer.status_code == 422
    assert answer.context["adminform"].form.errors == {"code": ["Somebody was quicker."]}
    assert 'value="机关分会"' in answer.text
    unit.refresh_from_db()
    assert (unit.name, unit.code) == ("机关", "B1")


def test_a_number_belongs_to_one_member(client, superuser):
    other = make.give_consent(make.member(id_number="E1234567"))
    other.set_bank_card(CARD)
    other.save()
    member = make.member()
    answer = client.post(
        url_of(Member, "change", member.pk), form_data(member, new_id_number="E1234567", new_bank_card=CARD)
    )
    assert answer.content.decode().count("Another member has this number.") >= 2


def test_an_empty_employee_number_is_none_so_that_many_may_lack_one(client, superuser):
    make.member(employee_number=None)
    member = make.member()
    client.post(url_of(Member, "change", member.pk), form_data(member, employee_number=""))
    member.refresh_from_db()
    assert member.employee_number is None


def unit_form(**fields):
    lines = {"contacts-TOTAL_FORMS": 1, "contacts-INITIAL_FORMS": 0, "contacts-0-name": "王静"}
    lines |= {"places-TOTAL_FORMS": 0, "places-INITIAL_FORMS": 0}
    return {"kind": "branch", "parent": "", **lines, **fields}


def test_units_are_added_renamed_and_not_deleted_while_something_is_below(client, superuser):
    union = make.unit("公司工会", code="HQ")
    client.post(url_of(Unit, "add"), unit_form(name="机关", code="B1", parent=union.pk))
    branch = Unit.objects.get(code="B1")
    assert branch.path.startswith(union.path)
    page = url_of(Unit, "change", branch.pk)
    wrong = client.post(page, unit_form(name="机关分会", code="B1", credit_code="91350100M000100Y44"))
    assert "no valid unified social credit code" in wrong.content.decode()
    client.post(page, unit_form(name="机关分会", code="B1", credit_code="91350100m000100y43"))
    branch.refresh_from_db()
    assert (branch.name, branch.credit_code) == ("机关分会", "91350100M000100Y43")
    assert branch.contacts.get().name == "王静"
    assert AuditEvent.objects.about(branch).get(verb="unit.change").changes["name"] == ["机关", "机关分会"]
    assert client.get(url_of(Unit, "delete", union.pk)).status_code == 403
    client.post(url_of(Unit, "delete", branch.pk), {"post": "yes"})
    assert Unit.objects.filter(code="B1").exists()  # the audit log speaks of it
    empty = make.unit("空")
    client.post(url_of(Unit, "delete", empty.pk), {"post": "yes"})
    assert not Unit.objects.filter(pk=empty.pk).exists()
    client.post(url_of(Unit, "add"), unit_form(name="新会", code="N1", kind="union"))
    assert Unit.objects.get(code="N1").depth == 1


def test_closed_units_are_looked_up_in_the_admin_but_not_chosen(client, superuser):
    closed = make.unit("撤销的", code="B1")
    Unit.objects.filter(pk=closed.pk).update(closed_on=date(2026, 1, 1))
    assert "撤销的" in client.get(url_of(Unit), {"q": "撤销"}).content.decode()
    asked = {"term": "撤销", "app_label": "members", "model_name": "appointment", "field_name": "unit"}
    assert client.get(reverse("admin:autocomplete"), asked).json()["results"] == []
    refused = client.post(url_of(Unit, "add"), unit_form(name="新", code="N1", parent=closed.pk))
    assert refused.status_code == 200


def test_an_account_is_made_with_a_password_and_appointed(client, superuser):
    unit = make.unit()
    client.post(
        url_of(User, "add"),
        {"username": "E9", "name": "赵", "password1": "quite a long one", "password2": "quite a long one"},
    )
    made = User.objects.get(username="E9")
    assert made.check_password("quite a long one")
    assert made.phone is None
    client.post(
        url_of(Appointment, "add"),
        {"holder": made.pk, "post": Post.objects.get(code="chair").pk, "unit": unit.pk, "starts_on": "2026-01-01"},
    )
    assert made.appointments.get().post.code == "chair"


def test_staff_see_and_change_only_what_their_appointment_gives(client, clerk):
    mine, other = make.member(clerk[1], name="静"), make.member(name="远")
    listed = client.get(url_of(Member)).content.decode()
    assert "静" in listed
    assert "远" not in listed
    assert client.get(url_of(Member, "change", other.pk)).status_code == 302  # as for a row that does not exist
    assert client.post(url_of(Member, "change", mine.pk), form_data(mine, name="静静")).status_code == 302
    mine.refresh_from_db()
    assert mine.name == "静静"
    assert client.get(url_of(Member, "delete", mine.pk)).status_code == 403
    assert client.get(url_of(Member, "add")).status_code == 403


@pytest.mark.parametrize("who", ["superuser", "clerk"])
def test_a_membership_is_shown_but_changed_by_the_acts_of_the_portal_only(client, who, request):
    actor = request.getfixturevalue(who)
    unit = make.unit() if who == "superuser" else actor[1]
    mine, elsewhere = make.member(unit), make.unit("别处", parent=unit)
    page, before = url_of(Member, "change", mine.pk), Member.objects.values(*MEMBERSHIP).get(pk=mine.pk)
    wanted = {"unit": elsewhere.pk, "joined_on": "1990-01-01", "state_since": "1990-01-01", "unit_since": "1990-01-01"}
    for state in ("expelled", "merged"):
        fields = {**wanted, "name": state, "state": state, "state_reason": "expulsion"}
        assert client.post(page, form_data(mine, **fields)).status_code == 302
        mine.refresh_from_db()
        assert mine.name == state
        assert Member.objects.values(*MEMBERSHIP).get(pk=mine.pk) == before


def test_a_member_added_in_the_admin_is_active_and_in_no_closed_unit(client, superuser):
    unit, closed = make.unit(), make.unit()
    Unit.objects.filter(pk=closed.pk).update(closed_on=date(2026, 1, 1))
    form = form_data(make.member(), name="新来", employee_number="N1", joined_on="2026-02-01", state="merged")
    assert client.post(url_of(Member, "add"), {**form, "unit": closed.pk}).status_code == 200
    assert client.post(url_of(Member, "add"), {**form, "unit": unit.pk}).status_code == 302
    made = Member.objects.get(employee_number="N1")
    assert (made.unit, made.state, made.joined_on) == (unit, "active", date(2026, 2, 1))


def test_an_honour_is_given_only_where_its_officer_may_change_members(client, clerk):
    mine, seen = make.member(clerk[1]), make.member(make.unit("别处"))
    make.appoint(clerk[0], "group_leader", seen.unit)
    form = {"title": "劳动模范", "level": "municipal", "awarded_by": "市总工会", "awarded_on": "2020-05-01"}
    assert client.get(url_of(Member, "change", seen.pk)).status_code == 200
    assert client.post(url_of(Honour, "add"), {**form, "member": seen.pk}).status_code == 200
    assert client.post(url_of(Honour, "add"), {**form, "member": mine.pk}).status_code == 302
    moved = url_of(Honour, "change", Honour.objects.get().pk)
    assert client.post(moved, {**form, "member": seen.pk}).status_code == 200
    assert Honour.objects.get().member == mine


def test_the_admin_saves_no_row_where_a_form_put_it_without_right(clerk, rf):
    asked = rf.post("/")
    asked.user = clerk[0]
    page = admin.site._registry[Honour]
    for change in (False, True):
        row = Honour(member=make.member(), title="劳动模范", awarded_on=date(2020, 5, 1))
        with pytest.raises(PermissionDenied):
            page.save_model(asked, row, None, change)
    assert not Honour.objects.exists()


def test_a_family_is_read_in_the_admin_while_its_member_allows_it_and_never_written(client, clerk):
    kin = make.family_member(make.worker(clerk[1]), name="李青青")
    page = url_of(FamilyMember, "change", kin.pk)
    assert "李青青" in client.get(url_of(FamilyMember)).content.decode()
    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "改"}).status_code == 403
    assert client.get(url_of(FamilyMember, "add")).status_code == 403
    assert client.get(url_of(FamilyMember, "delete", kin.pk)).status_code == 403
    record_consent(kin.member, Purpose.FAMILY, given=False, by=make.account(kin.member))
    assert "李青青" not in client.get(url_of(FamilyMember)).content.decode()
    assert client.get(page).status_code == 302  # as for a row that does not exist


def test_the_history_of_a_member_is_read_without_the_numbers_by_who_may_read_the_member(client, clerk):
    here, elsewhere = make.member(name="赵六", unit=clerk[1], phone="13812345678"), make.member(name="钱七")
    for member in (here, elsewhere):
        Member.objects.filter(pk=member.pk).update(native_place="山东")
    history = apps.get_model("members.MemberEvent")
    page = client.get(reverse("admin:members_memberevent_changelist")).text
    assert "赵六" in page
    assert "钱七" not in page
    row = client.get(reverse("admin:members_memberevent_change", args=[history.objects.get(pgh_obj=here).pk])).text
    assert "赵六" in row
    assert not any(secret in row for secret in ("13812345678", here.id_hash or "hash"))
    url = reverse("admin:members_memberevent_change", args=[history.objects.get(pgh_obj=elsewhere).pk])
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("model", [Appointment, Post, AuditEvent, Attachment], ids=lambda model: model._meta.label)
def test_staff_who_are_no_superusers_do_not_open_posts_accounts_and_logs(client, clerk, model):
    assert client.get(url_of(model)).status_code == 403
    assert client.get(url_of(User)).status_code == 403


def test_rows_that_the_portal_writes_are_read_only_in_the_admin(client, superuser):
    event = audit.record("test", by=superuser)
    for model in (AuditEvent, Attachment):
        assert client.get(url_of(model, "add")).status_code == 403
    assert client.get(url_of(AuditEvent, "delete", event.pk)).status_code == 403
    assert client.post(url_of(AuditEvent, "change", event.pk), {"verb": "other"}).status_code == 403


def test_an_import_is_read_only_in_the_admin_and_its_file_is_not_offered(client, superuser):
    job = start_import(rosters.upload(rosters.book([rosters.row()])), make.unit(), by=superuser)
    page = client.get(url_of(job.__class__, "change", job.pk))
    assert page.status_code == 200
    assert job.file.name not in page.content.decode()
    assert client.get(url_of(job.__class__, "delete", job.pk)).status_code == 403


def test_the_form_of_a_post_asks_for_all_permissions_at_once(client, superuser, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert client.get(url_of(Post, "change", Post.objects.get(code="chair").pk)).status_code == 200


@pytest.mark.parametrize(
    ("model", "column", "head"),
    [
        (Seat, "holder", "任职人"),
        (ImportFault, "text", "原因"),
        (ImportFault, "job", "导入"),
        (Departure, "unit", "单位"),
    ],
)
def test_columns_that_the_admin_computes_have_chinese_headings(chinese, model, column, head):
    assert str(label_for_field(column, model, model_admin=admin.site.get_model_admin(model))) == head


def test_the_admin_tells_hardship_only_to_who_may_know_it(client, union):
    member = make.member(union, hardship="deep")
    member.work_site = "东区"
    member.save()
    history_of = apps.get_model("members.MemberEvent")._default_manager.filter(pgh_obj=member)
    history = f"/admin/members/memberevent/{history_of.latest('pgh_id').pk}/change/"
    for post, told in (("welfare_officer", True), ("group_leader", False)):
        officer = make.officer(union, post, is_staff=True)
        client.force_login(officer)
        for address in (f"/admin/members/member/{member.pk}/change/", history):
            answer = client.get(address)
            assert answer.status_code == 200
            assert ("deep hardship" in answer.text) == told, address
