"""The workbook of everything that is held about a member: for that member only, recorded in the audit log."""

import pytest

from consultation.grievances import actions as grievances
from consultation.questions import actions as questions
from members.own_data.actions.held_about_me import MOST_A_DAY, record_download
from members.personal_file.actions import corrections
from office import audit
from office.audit_verbs import VERB_LABELS
from office.errors import NotAllowed
from office.held_about_me import HELD_SHEETS
from office.models import AuditEvent
from tests import factories as make
from tests.refused import assert_refused
from tests.workbooks import workbook_of
from welfare.runs.actions.clearing import clear_all
from welfare.runs.actions.corrections import revoke_run

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


@pytest.fixture
def worker(client, union):
    member = make.worker(union, name="孟静", id_kind="1", id_number=NUMBER, phone="13812341234")
    client.force_login(make.account(member))
    return member


def download_workbook(client):
    """Download the workbook; return the rows of each sheet by its title, and all of it as one text."""
    answer = client.post("/my/holdings/")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    book = workbook_of(answer)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    return sheets, str(sheets)


def test_the_workbook_has_a_sheet_for_every_part_and_the_numbers_in_full(client, worker):
    sheets, text = download_workbook(client)
    assert [*sheets] == [str(part.title) for part in HELD_SHEETS.values()]
    assert {"Your entry", "Benefits", "Questions", "Grievances"} <= sheets.keys()
    assert NUMBER in text
    assert "13812341234" in text
    event = AuditEvent.objects.about(worker).get()
    assert (event.verb, event.actor) == ("member.holdings", worker.user)


def test_the_workbook_contains_what_was_revoked_and_what_an_objection_took_off(client, union, worker):
    run = make.issued_run(union)
    revoke_run(run, by=make.user(), reason="x")
    clear_all()
    run.withdrawn.create(member=worker, occasion=run.occasion, unit=union, amount=300, due=123)
    sheets, _text = download_workbook(client)
    assert len(sheets["Benefits"]) == 2 and sheets["Benefits"][1][-1]
    assert "123" in str(sheets["grants taken off lists"][1])


def test_the_workbook_contains_consents_grants_changes_and_readings(client, union, worker):
    officer = make.officer(union, name="夏远")
    make.give_consent(worker, "health")
    corrections.reveal_secrets(worker, by=officer, reason="bank asks")
    corrections.correct_member(worker, {"work_site": "西区"}, by=officer, reason="x")
    corrections.correct_member(worker, {"work_site": "东区"}, by=officer, reason="x")
    make.change_request(worker, "birth_date", "1949-12-31")
    make.issued_run(union)
    make.question(worker.user, text="年假怎么计算？")
    sheets, _text = download_workbook(client)
    assert len(sheets["Benefits"]) == 2
    assert "年假怎么计算？" in str(sheets["Messages on questions"])
    assert "1949-12-31" in str(sheets["Change requests"])
    assert "health data" in str(sheets["Consents"])
    assert [row[2] for row in sheets["Earlier values"][1:]] == [None, "西区"]
    looked = [row for row in sheets["Who used your data"] if row[1] == "numbers read in full"]
    assert [(row[2], row[4]) for row in looked] == [("夏远", "bank asks")]


def test_officers_notes_and_others_rows_are_not_in_the_workbook(client, union, worker):
    desk, rights = make.officer(union, post="desk_counsellor"), make.officer(union, post="rights_officer")
    asked = make.question(worker.user, tier="general", by=desk)
    questions.note_question(asked, "内部备注", by=desk)
    case = make.grievance(worker.user, officer=rights, facts="欠薪三个月")
    grievances.note_grievance(case, "保密意见", by=rights)
    make.grievance(make.account(make.worker(union)), facts="别人的事")
    _sheets, text = download_workbook(client)
    assert "欠薪三个月" in text
    for secret in ("内部备注", "保密意见", "别人的事"):
        assert secret not in text


def test_the_number_of_queries_does_not_grow_with_the_rows(client, union, worker, django_assert_max_num_queries):
    for number in range(15):
        corrections.correct_member(worker, {"work_site": f"站{number}"}, by=make.user(), reason="x")
    with django_assert_max_num_queries(46):
        download_workbook(client)


def test_somebody_elses_workbook_is_not_downloaded(worker):
    with pytest.raises(NotAllowed):
        record_download(worker, by=make.user())


def test_the_number_of_downloads_a_day_is_limited(client, worker):
    for _time in range(MOST_A_DAY):
        record_download(worker, by=make.account(worker))
    answer = client.post("/my/holdings/", follow=True)
    assert "come back tomorrow" in answer.content.decode()
    assert_refused(answer, "come back tomorrow")
    assert AuditEvent.objects.filter(verb="member.holdings").count() == MOST_A_DAY


def test_the_workbook_has_the_rows_of_every_record_of_the_person(client, union, worker):
    branch = make.unit("一厂", parent=union)
    double = make.worker(branch, name="孟婧", phone="13700000009")
    make.give_consent(double, "health")
    make.give_consent(worker, "family")
    make.family_member(make.give_consent(double, "family"), name="孟小")
    make.honour(double, title="劳动模范")
    make.change_request(double, "birth_date", "1949-12-31")
    corrections.correct_member(double, {"work_site": "西区"}, by=make.officer(union), reason="笔误")
    corrections.correct_member(double, {"work_site": "东区"}, by=make.officer(union), reason="笔误")
    make.paid_charge(double)
    make.hardship(double, kind="deep")
    make.issued_run(branch)
    make.question(make.account(double), text="年假怎么计算？")
    make.grievance(double.user, facts="欠薪三个月")
    make.merge_into(worker, double)
    sheets, text = download_workbook(client)
    for words in ("13700000009", "Merged record", "1949-12-31", "年假怎么计算？", "欠薪三个月", "西区"):
        assert words in text, words
    assert len(sheets["Membership periods"]) == 1 + 1 + 2
    assert [row[3] for row in sheets["Dues by month"][1:]] == [27.15]
    assert len(sheets["Wages for dues"]) == 2
    assert "health data" in str(sheets["Consents"])
    assert "笔误" in str(sheets["Who used your data"])
    for sheet in ("Family", "Honours", "Hardship", "Benefits"):
        assert len(sheets[sheet]) == 2, sheet


def test_an_export_that_may_contain_either_record_is_listed_once(client, union, worker):
    double = make.member(union)
    make.merge_into(worker, double)
    audit.record("member.export", by=make.officer(union), unit=union, label="名册")
    sheets, _text = download_workbook(client)
    assert len([row for row in sheets["Who used your data"] if row[1] == str(VERB_LABELS["member.export"])]) == 1
