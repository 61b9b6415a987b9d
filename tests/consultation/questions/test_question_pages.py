from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultation.choices import QuestionState, Tier
from consultation.front.desk import open_cases, waiting
from consultation.questions import actions
from consultation.questions.models import Message, Question
from office.models import Attachment
from tests import factories as make
from tests.concurrency import at_once, refusals
from tests.queries import queries_of
from tests.refused import assert_refused, assert_refused_first

pytestmark = pytest.mark.django_db
ASK = {"kind": "consultation", "text": "年假怎么算", "topic": "hours", "title": ""}
PDF = b"%PDF-1.4 hello"


def test_a_worker_asks_and_reads_number_next_step_and_day(client, asker):
    client.force_login(asker)
    answer = client.post("/my/questions/new/", ASK, follow=True)
    question = Question.objects.get()
    page = answer.content.decode()
    assert question.number in page
    assert "The desk reads your question" in page
    assert question.clocks.get().due_on.isoformat() in page
    assert question.pk != question.key


def test_an_empty_question_is_refused_at_the_field_and_keeps_the_rest(client, asker):
    client.force_login(asker)
    answer = client.post("/my/questions/new/", {**ASK, "text": "", "title": "我的标题"})
    assert answer.context["form"].errors["text"]
    assert "我的标题" in answer.content.decode()


def test_a_person_without_membership_is_told_so_and_keeps_what_was_typed(client):
    client.force_login(make.user())
    answer = client.post("/my/questions/new/", ASK)
    assert answer.context["form"].non_field_errors()
    assert "年假怎么算" in answer.content.decode()


def test_a_worker_reads_the_answer_writes_on_and_rates(client, asker, counsellor):
    question = make.question(asker, tier="general", by=counsellor)
    actions.answer_question(question, "五天", by=counsellor)
    client.force_login(asker)
    assert "五天" in client.get(question.own_url).content.decode()
    client.post(f"{question.own_url}write/", {"text": "工龄算吗"})
    actions.answer_question(Question.objects.get(), "算", by=counsellor)
    client.post(f"{question.own_url}rate/", {"grade": "4", "comment": "谢谢"})
    question.refresh_from_db()
    assert question.state == QuestionState.CLOSED
    assert question.ratings.get().comment == "谢谢"


def test_a_rating_without_a_grade_is_refused_at_the_field(client, asker):
    question = make.answered_question(asker)
    client.force_login(asker)
    answer = client.post(f"{question.own_url}rate/", {"comment": "嗯"})
    assert answer.context["rate_form"].errors["grade"]
    assert "嗯" in answer.content.decode()


def test_an_asker_never_sees_internal_notes(client, asker, counsellor):
    question = make.question(asker, tier="general", by=counsellor)
    actions.note_question(question, "内部备注", by=counsellor)
    client.force_login(asker)
    assert "内部备注" not in client.get(question.own_url).content.decode()


def test_a_question_is_its_askers_only(client, asker, branch):
    question = make.question(asker)
    client.force_login(make.account(make.worker(branch)))
    assert client.get(question.own_url).status_code == 404
    for what in ("write", "rate", "urge"):
        assert client.post(f"{question.own_url}{what}/", {"text": "x", "grade": "1"}).status_code == 404
    assert question.number not in client.get("/my/questions/").content.decode()


@pytest.mark.parametrize("grade", ["", "9", "x"])
def test_grades_are_the_four(client, asker, grade):
    question = make.answered_question(asker)
    client.force_login(asker)
    client.post(f"{question.own_url}rate/", {"grade": grade})
    assert not question.ratings.exists()


def test_the_desk_works_a_question_through_its_page(client, asker, counsellor):
    question = make.question(asker)
    client.force_login(counsellor)
    page = question.get_absolute_url()
    assert "年假" in client.get("/consultation/questions/").content.decode()
    assert client.post(f"{page}accept/", {"tier": "general"}).status_code == 302
    assert client.post(f"{page}note/", {"text": "查规定"}).status_code == 302
    assert client.post(f"{page}tier/", {"tier": "complex", "reason": "涉及多部门"}).status_code == 302
    assert client.post(f"{page}answer/", {"text": "五天"}).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.tier) == (QuestionState.ANSWERED, Tier.COMPLEX)
    assert "查规定" in client.get(page).content.decode()


def test_a_refused_answer_keeps_what_was_typed(client, asker, counsellor):
    question = make.question(asker)
    client.force_login(counsellor)
    answer = client.post(f"{question.get_absolute_url()}answer/", {"text": "过早的回答"})
    assert answer.context["form"].non_field_errors()
    assert_refused_first(answer, "A question is answered after it has been accepted", "过早的回答")
    assert not Message.objects.filter(text="过早的回答").exists()


def test_a_refused_change_of_tier_is_shown_in_its_form_with_the_reason(client, asker, counsellor):
    question = make.question(asker)
    actions.accept_question(question, Tier.GENERAL, by=counsellor)
    client.force_login(counsellor)
    answer = client.post(f"{question.get_absolute_url()}tier/", {"tier": "general", "reason": "其实不复杂"})
    assert_refused(answer, "The question has this tier already.", "其实不复杂")


def test_a_second_counsellor_reads_that_the_question_is_accepted(client, asker, counsellor, branch):
    question = make.question(asker)
    actions.accept_question(question, Tier.GENERAL, by=counsellor)
    client.force_login(make.officer(branch, post="desk_counsellor"))
    answer = client.post(f"{question.get_absolute_url()}accept/", {"tier": "complex"})
    assert_refused_first(answer, "This question has been accepted already.")
    question.refresh_from_db()
    assert (question.tier, question.counsellor) == (Tier.GENERAL, counsellor)


def test_a_question_that_is_not_overdue_cannot_be_urged(client, asker):
    question = make.question(asker)
    client.force_login(asker)
    answer = client.post(f"{question.own_url}urge/")
    assert_refused_first(answer, "The answer isn't overdue yet.")
    question.refresh_from_db()
    assert question.urged_at is None


def test_an_asker_urges_once_a_day_and_reads_so_beside_the_button(client, asker):
    question = make.question(asker)
    question.clocks.update(starts_on="2026-01-04", due_on="2026-01-05")
    client.force_login(asker)
    assert client.post(f"{question.own_url}urge/").status_code == 302
    assert_refused(client.post(f"{question.own_url}urge/"), "This has been urged today already.", "remind the desk")


def test_the_counsellor_of_another_branch_finds_no_question(client, asker):
    question = make.question(asker)
    client.force_login(make.officer(make.unit("Port"), post="desk_counsellor"))
    assert client.get(question.get_absolute_url()).status_code == 404
    for what in ("accept", "answer", "note", "tier", "assign", "refer", "urge"):
        answer = client.post(f"{question.get_absolute_url()}{what}/", {"tier": "general", "text": "x"})
        assert answer.status_code == 404
    assert question.number not in client.get("/consultation/questions/?state=all").content.decode()


@pytest.mark.parametrize("post", ["auditor", "branch_chair"])
def test_who_may_only_view_questions_changes_nothing(client, asker, branch, post):
    question = make.question(asker)
    client.force_login(make.officer(branch, post=post))
    assert client.get(question.get_absolute_url()).status_code == 200
    for what in ("accept", "answer", "note", "tier", "assign", "refer"):
        answer = client.post(f"{question.get_absolute_url()}{what}/", {"tier": "general", "text": "x"})
        assert answer.status_code == 404
    question.refresh_from_db()
    assert question.state == QuestionState.SUBMITTED


def test_a_chair_urges_and_an_auditor_does_not(client, asker, branch):
    question = make.question(asker)
    page = question.get_absolute_url()
    client.force_login(make.officer(branch, post="auditor"))
    assert client.post(f"{page}urge/").status_code == 404
    client.force_login(make.officer(branch, post="branch_chair"))
    assert client.post(f"{page}urge/").status_code == 302
    question.refresh_from_db()
    assert question.urged_at


def test_a_worker_finds_no_desk(client, asker):
    question = make.question(asker)
    client.force_login(asker)
    assert client.get("/consultation/questions/").status_code == 403
    assert client.get(question.get_absolute_url()).status_code in (403, 404)


def test_the_desks_list_is_filtered_by_its_address(client, asker, counsellor, branch):
    taken = make.question(asker, tier="general", by=counsellor)
    fresh = make.question(asker)
    closed = make.answered_question(asker)
    client.force_login(counsellor)

    def listed_by(query):
        return {question.pk for question in client.get(f"/consultation/questions/?{query}").context["page"]}

    assert listed_by("") == {taken.pk, fresh.pk}
    assert listed_by("state=all") == {taken.pk, fresh.pk, closed.pk}
    assert listed_by("mine=on") == {taken.pk}
    assert listed_by("tier=general&state=all") == {taken.pk, closed.pk}
    assert listed_by("state=submitted") == {fresh.pk}
    assert listed_by(f"unit={branch.pk}") == {taken.pk, fresh.pk}
    assert listed_by(f"q={fresh.number}&state=all") == {fresh.pk}
    assert listed_by("overdue=on") == set()
    assert listed_by("state=nonsense&cursor=nonsense&sort=nonsense&unit=x") == {taken.pk, fresh.pk}


@pytest.mark.parametrize(
    "url", ["/consultation/questions/?state=all", "/consultation/questions/", "/my/questions/", "/my/notices/"]
)
def test_lists_take_as_many_queries_for_many_rows_as_for_few(client, asker, counsellor, branch, url):
    client.force_login(asker if url.startswith("/my/") else counsellor)
    make.question(asker, tier="general", by=counsellor)
    few = queries_of(client, url)
    assert few <= 30
    for _number in range(12):
        make.question(asker, tier="general", by=counsellor)
    assert queries_of(client, url) == few


def test_home_and_desk_take_as_many_queries_for_many_cases_as_for_few(asker, branch, django_assert_num_queries):
    counsellor = make.officer(branch, post="desk_counsellor")
    for _number in range(5):
        make.question(asker)
        make.grievance(asker)
    with django_assert_num_queries(2):
        assert len(open_cases(asker)) == 10
    with django_assert_num_queries(2):  # what the appointments give, and the questions
        assert len(waiting(counsellor)) == 5


def test_the_desk_shows_each_officer_what_waits_for_them(asker, counsellor, branch):
    other = make.officer(branch, post="desk_counsellor")
    rights = make.officer(branch, post="rights_officer")
    fresh, taken = make.question(asker), make.question(asker, tier="general", by=other)
    case = make.grievance(asker)
    assert [row.number for row in waiting(counsellor)] == [fresh.number]
    assert [row.number for row in waiting(other)] == [fresh.number, taken.number]
    assert [row.number for row in waiting(rights)] == [case.number]
    assert waiting(asker) == []


def test_a_file_of_a_message_goes_to_both_sides_and_to_no_stranger(client, asker, counsellor, branch):
    client.force_login(asker)
    client.post("/my/questions/new/", {**ASK, "attachments": SimpleUploadedFile("工资条.pdf", PDF)})
    question, kept = Question.objects.get(), Attachment.objects.get()
    mine = f"{question.own_url}files/{kept.pk}/"
    desks = f"{question.get_absolute_url()}files/{kept.pk}/"
    answer = client.get(mine)
    assert answer.getvalue() == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    client.force_login(counsellor)
    assert client.get(desks).getvalue() == PDF
    assert client.get(mine).status_code == 404
    for stranger in (
        make.account(make.worker(branch)),
        make.officer(make.unit("Port"), post="desk_counsellor"),
        make.officer(branch, post="rights_officer"),
    ):
        client.force_login(stranger)
        assert client.get(mine).status_code == 404
        assert client.get(desks).status_code in (403, 404)


def test_a_file_of_one_question_is_not_served_under_another(client, asker):
    client.force_login(asker)
    client.post("/my/questions/new/", {**ASK, "attachments": SimpleUploadedFile("a.pdf", PDF)})
    other = make.question(asker)
    assert client.get(f"{other.own_url}files/{Attachment.objects.get().pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_counsellors_at_once_take_a_question_once(asker, branch):
    question = make.question(asker)
    counsellors = [make.officer(branch, post="desk_counsellor") for _number in range(2)]
    outcomes = at_once(
        *[
            partial(actions.accept_question, Question.objects.get(pk=question.pk), Tier.GENERAL, by=counsellor)
            for counsellor in counsellors
        ]
    )
    assert len(refusals(outcomes)) == 1
    assert question.clocks.running().count() == 1


def test_nothing_is_chosen_beforehand_and_a_question_without_a_choice_keeps_its_text(client, asker):
    client.force_login(asker)
    form = client.get("/my/questions/new/").content.decode()
    assert " checked" not in form
    assert '<option value="" selected>Please choose</option>' in form
    answer = client.post("/my/questions/new/", {"kind": "", "topic": "", "title": "年假", "text": "今年还有几天"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Choose what it is:", "Choose the topic of your question.", "今年还有几天", 'value="年假"'):
        assert words in page
    assert not Question.objects.exists()


def test_a_question_is_accepted_and_answered_in_one_submit_with_one_notice(client):
    question = make.question()
    client.force_login(make.officer(question.unit, "desk_counsellor"))
    page = client.get(question.get_absolute_url()).content.decode()
    assert 'href="#accept_and_answer"' in page
    address = reverse("consultation:question_accept_and_answer", args=[question.pk])
    assert client.post(address, {"tier": "general", "text": "满一年五天。"}).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.tier) == ("answered", "general")
    assert question.asker.notices.count() == 1
    assert not question.clocks.running().exists()


def test_a_refused_answer_accepts_nothing(client):
    question = make.question()
    client.force_login(make.officer(question.unit, "desk_counsellor"))
    address = reverse("consultation:question_accept_and_answer", args=[question.pk])
    page = client.post(address, {"tier": "general", "text": " "})
    assert page.status_code == 422
    question.refresh_from_db()
    assert question.state == "submitted"
