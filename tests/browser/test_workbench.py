"""What needs scripts at the desk: figures that come later, canned answers put in, answers shown to who types."""

from tests import factories as make


def test_figures_are_drawn_once_they_have_come(desktop, force_login):
    unit = make.unit()
    make.question(make.worker(unit).user)
    force_login(desktop, make.officer(unit, "desk_counsellor"))
    desktop.goto("/desk/")
    desktop.wait_for_selector("#desk-figures .tile")
    desktop.wait_for_selector("#desk-figures [data-chart] canvas")


def test_a_canned_answer_is_put_where_the_cursor_stands(desktop, force_login):
    question = make.question()
    make.canned_answer(question.unit, text="满一年五天。")
    force_login(desktop, make.officer(question.unit, "desk_counsellor"))
    desktop.goto(question.get_absolute_url())
    answer = desktop.locator("textarea[id$=answer_text]")
    answer.fill("您好！")
    desktop.locator("[data-insert]").first.click()
    assert answer.input_value() == "您好！满一年五天。"


def test_a_worker_who_types_is_shown_the_answer_before_asking(phone, force_login):
    worker = make.worker()
    make.faq_entry(worker.unit, question="国庆加班工资怎么算？", answer="百分之三百。")
    force_login(phone, make.account(worker))
    phone.goto("/my/questions/new/")
    phone.locator("#id_text").press_sequentially("国庆加班工资怎么算")
    phone.wait_for_selector("#similar details")
    phone.locator("#similar summary").click()
    assert phone.get_by_text("百分之三百。").is_visible()
