"""Canned answers and frequent questions: who keeps them, who reads them, and how they help to answer."""

import pytest
from django.urls import reverse

from consultation.choices import Topic
from consultation.knowledge.models import CannedAnswer, FaqEntry
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit("总厂工会", kind="union")


@pytest.fixture
def branch(union):
    return make.unit("一车间", parent=union)


def similar(client, text):
    return client.post(reverse("consultation:similar_faq"), {"text": text}).content.decode()


def test_a_counsellor_writes_a_canned_answer_and_it_is_recorded(client, union):
    client.force_login(make.officer(union, "desk_counsellor"))
    sent = {"unit": union.code, "title": "年休假", "topic": "hours", "text": "满一年五天。", "active": "on"}
    assert client.post(reverse("consultation:canned_new"), sent).status_code == 302
    block = CannedAnswer.objects.get()
    assert (block.title, block.active) == ("年休假", True)
    assert AuditEvent.objects.about(block).filter(verb="canned_answer.create").exists()


def test_a_counsellor_of_another_branch_gets_404(client, union, branch):
    block = make.canned_answer(branch)
    client.force_login(make.officer(make.unit("二车间", parent=union), "desk_counsellor"))
    assert client.get(block.get_absolute_url()).status_code == 404


def test_the_question_page_offers_what_the_unit_and_those_above_keep_its_topic_first(client, union, branch):
    make.canned_answer(union, title="感谢", topic=Topic.OTHER)
    make.canned_answer(branch, title="假期", topic=Topic.HOURS)
    make.canned_answer(make.unit("二车间", parent=union), title="别处")
    question = make.question(make.worker(branch).user, topic=Topic.HOURS)
    client.force_login(make.officer(branch, "desk_counsellor"))
    page = client.get(question.get_absolute_url())
    assert [block.title for block in page.context["canned"]] == ["假期", "感谢"]
    assert 'data-insert="满一年五天。"' in page.content.decode()


def test_who_may_not_answer_is_not_offered_canned_answers(client, union, branch):
    make.canned_answer(union)
    question = make.question(make.worker(branch).user)
    client.force_login(make.officer(union, "chair"))
    assert "canned" not in client.get(question.get_absolute_url()).context


def test_a_worker_who_types_a_question_is_shown_published_answers_like_it(client, union, branch):
    make.faq_entry(union, question="国庆加班工资怎么算？", answer="百分之三百。")
    make.faq_entry(union, question="国庆加班能补休吗？", answer="不能。", published=False)
    make.faq_entry(make.unit("外厂", kind="union"), question="国庆加班工资外厂怎么算？")
    client.force_login(make.worker(branch).user)
    shown = similar(client, "我国庆节加班了，加班工资该怎么算")
    assert "百分之三百。" in shown
    assert "不能。" not in shown and "外厂" not in shown


def test_a_worker_is_never_shown_what_another_worker_asked(client, branch):
    make.answered_question(make.worker(branch).user, text="国庆加班工资怎么算？")
    client.force_login(make.worker(branch).user)
    assert similar(client, "国庆加班工资怎么算").strip() == ""
    assert "国庆" not in client.get(reverse("consultation:my_faq")).content.decode()


def test_without_javascript_the_frequent_questions_have_a_page_with_a_search(client, union, branch):
    make.faq_entry(union, question="年假几天？")
    make.faq_entry(union, question="夜班津贴多少？", answer="二十元。")
    client.force_login(make.worker(branch).user)
    assert reverse("consultation:my_faq") in client.get(reverse("consultation:ask")).content.decode()
    page = client.get(reverse("consultation:my_faq"), {"q": "夜班"}).content.decode()
    assert "夜班津贴多少？" in page and "年假几天？" not in page


def test_an_account_without_a_member_reads_none(client, union):
    make.faq_entry(union)
    client.force_login(make.user())
    assert "年假" not in client.get(reverse("consultation:my_faq")).content.decode()


def test_an_answered_question_becomes_a_frequent_one_without_a_trace_of_its_asker(client, union, branch):
    question = make.answered_question(make.worker(branch, name="夏小远").user)
    client.force_login(make.officer(union, "desk_counsellor"))
    sent = {"title": "年假怎么算？", "text": "满一年五天。", "unit": union.pk}
    client.post(reverse("consultation:question_publish", args=[question.pk]), sent)
    entry = FaqEntry.objects.get()
    assert (entry.published, entry.unit, entry.question) == (True, union, "年假怎么算？")
    (event,) = AuditEvent.objects.about(entry)
    assert question.number not in f"{event.object_label}{event.changes}"


def test_a_counsellor_of_a_branch_cannot_publish_for_the_whole_union(client, union, branch):
    question = make.answered_question(make.worker(branch).user)
    client.force_login(make.officer(branch, "desk_counsellor"))
    sent = {"title": "年假", "text": "五天", "unit": union.pk}
    assert client.post(reverse("consultation:question_publish", args=[question.pk]), sent).status_code == 422
    assert not FaqEntry.objects.exists()


def test_the_desk_finds_earlier_answered_questions_like_this_one_in_reach_only(client, union, branch):
    earlier = make.answered_question(make.worker(branch).user, text="上月夜班津贴少算了三个")
    make.answered_question(make.worker(make.unit("二车间", parent=union)).user, text="夜班津贴少算了")
    make.question(make.worker(branch).user, text="夜班津贴还没有发")
    question = make.question(make.worker(branch).user, text="夜班津贴又少算了")
    client.force_login(make.officer(branch, "desk_counsellor"))
    page = client.get(question.get_absolute_url())
    assert page.context["similar"] == [earlier]
    assert "满一年即可" in page.content.decode()


def test_the_api_lists_what_is_published_for_the_callers_unit(client, union, branch):
    make.faq_entry(union, question="年假几天？")
    make.faq_entry(union, question="草稿", published=False)
    client.force_login(make.worker(branch).user)
    answer = client.get("/api/v1/faq/").json()
    assert [one["question"] for one in answer["results"]] == ["年假几天？"]
