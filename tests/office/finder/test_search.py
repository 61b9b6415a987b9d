from urllib.parse import quote_from_bytes

import pytest

from consultation.questions import actions as questions
from members.register.actions import search as phone_searches
from office.finder.rules import is_long_enough
from tests import factories as make
from tests.people import log_in
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def found(client, text: str, *, part: bool = True) -> str:
    headers = {"HX-Request": "true"} if part else {}
    response = client.get("/search/", {"q": text}, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("text", "enough"), [("", False), ("w", False), ("wa", True), ("王", True), ("6", False)])
def test_one_chinese_character_or_two_others_are_enough(text, enough):
    assert is_long_enough(text) is enough


@pytest.mark.parametrize("typed", ["王建", "wangjianguo", "wjg", "EMP-4711", "emp-4711", "5678", " 王 建 国 "])
def test_a_member_is_found_by_name_pinyin_initials_number_and_end_of_phone(client, branch, typed):
    make.member(branch, name="王建国", employee_number="EMP-4711", phone="13912345678")
    log_in(client, branch, "branch_chair")
    assert "王建国" in found(client, typed)


def test_nobody_of_another_branch_is_found_by_anything(client, north, south):
    member = make.member(south, name="赵南岸", employee_number="S-1", phone="13912345678")
    log_in(client, north, "branch_chair")
    for text in ("赵南岸", "znn", "zhaonan", "S-1", "5678", "13912345678", str(member.id_number), "南岸"):
        page = found(client, text)
        assert "S-1 ·" not in page
        assert f"/members/{member.pk}/" not in page


def test_units_are_found_by_name_and_code_in_reach_only(client, north, south):
    log_in(client, north, "branch_chair")
    assert f'href="{north.get_absolute_url()}"' in found(client, "北岸")
    assert south.get_absolute_url() not in found(client, "南岸")
    assert south.get_absolute_url() not in found(client, south.code)


def test_runs_questions_and_cases_are_found_by_those_who_see_them(client, branch):
    run = make.run(branch)
    question = make.question(make.worker(branch).user)
    case = make.grievance(make.account(make.worker(branch)))
    log_in(client, branch, "welfare_officer")
    assert run.get_absolute_url() in found(client, run.plan.name)
    assert question.get_absolute_url() not in found(client, question.number)
    assert case.get_absolute_url() not in found(client, case.number)
    log_in(client, branch, "desk_counsellor")
    assert question.get_absolute_url() in found(client, question.number)
    assert run.get_absolute_url() not in found(client, run.plan.name)
    log_in(client, branch, "rights_officer")
    assert case.get_absolute_url() in found(client, case.number)


def test_a_case_is_not_found_by_its_story_nor_by_who_reported(client, branch):
    reporter = make.worker(branch, name="刘芳")
    case = make.grievance(make.account(reporter), facts="连续三个月没有休息日")
    log_in(client, branch, "rights_officer")
    for word in ("连续三个月", "刘芳", str(reporter.employee_number)):
        assert case.get_absolute_url() not in found(client, word)


def test_a_worker_finds_their_own_questions_and_pages_and_nothing_else(client, branch):
    own = make.question(make.account(make.worker(branch)))
    other = make.question(make.account(make.worker(branch, name="赵大路")))
    client.force_login(own.asker)
    page = found(client, own.title)
    assert own.own_url in page
    assert other.own_url not in page
    assert "/members/" not in found(client, "赵大路")
    assert 'href="/my/benefits/"' in found(client, "benefits")


def test_a_worker_does_not_find_their_question_by_an_internal_note(client, branch):
    question = make.question(make.worker(branch).user, tier="general")
    questions.note_question(question, "此人多次闹访", by=make.counsellor_of(question))
    client.force_login(question.asker)
    assert question.own_url not in found(client, "闹访")


def test_pages_are_found_in_either_language(client, chinese, branch):
    log_in(client, branch, "welfare_officer")
    assert 'href="/welfare/runs/"' in found(client, "福利")
    assert 'href="/welfare/runs/"' in found(client, "benefits")
    assert "/members/audit/" not in found(client, "操作日志")


def test_the_page_shows_the_same_as_the_part(client, branch):
    member = make.member(branch, name="王建国")
    log_in(client, branch, "branch_chair")
    page = found(client, "王建国", part=False)
    assert "<html" in page
    assert member.get_absolute_url() in page
    assert "/members/?q=%E7%8E%8B%E5%BB%BA%E5%9B%BD" in page


def test_nothing_found_is_said(client, branch):
    log_in(client, branch, "branch_chair")
    assert "Nothing found for" in found(client, "查无此人")


def test_what_is_typed_is_shown_as_text(client, branch):
    log_in(client, branch, "branch_chair")
    assert "<script>alert" not in found(client, "<script>alert(1)</script>", part=False)


def test_too_many_whole_phone_numbers_are_refused_in_words_and_pages_are_still_found(client, branch, monkeypatch):
    monkeypatch.setattr(phone_searches, "PHONE_SEARCHES", 1)
    log_in(client, branch, "branch_chair")
    found(client, "13900000001")
    assert "whole phone numbers within an hour" in found(client, "13900000002")


@pytest.mark.parametrize("text", ["\0", "%", "_", "\\", "'", "王\u200b建", "a" * 5000, "\ud800", "🙂🙂"])
def test_odd_text_finds_nothing_and_breaks_nothing(client, branch, text):
    make.member(branch, name="李某")
    log_in(client, branch, "branch_chair")
    sent = quote_from_bytes(text.encode("utf-8", "surrogatepass"))
    response = client.get(f"/search/?q={sent}", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "李某" not in response.content.decode()


def test_the_number_of_queries_does_not_grow(client, branch):
    make.member(branch, name="王一")
    log_in(client, branch, "chair")
    few = queries_of(client, "/search/?q=王")
    for number in range(8):
        make.member(branch, name=f"王{number}")
    assert queries_of(client, "/search/?q=王") == few
