"""The pictures of docs/guide: each shows a page of the demonstration union; GUIDE=1 (`make guide`) writes them anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from consultation.grievances.models import Grievance
from consultation.questions.models import Question
from members.authority.models import User
from tests.browser.conftest import PHONE, Screen
from welfare.runs.models.runs import Run

PICTURES = Path(settings.BASE_DIR) / "docs" / "guide" / "pictures"
WINDOW: Screen = {"viewport": {"width": 1200, "height": 800}}


def latest(model: type[Run] | type[Question] | type[Grievance], state: str) -> str:
    return model.objects.filter(state=state).latest("pk").get_absolute_url()


# By name: whose page it is, its screen, and its address.
PAGES: dict[str, tuple[str, Screen, Callable[[], str]]] = {
    "phone_home": ("worker", PHONE, lambda: "/"),
    "phone_ask": ("worker", PHONE, lambda: reverse("consultation:ask")),
    "leader": ("leader", WINDOW, lambda: "/desk/"),
    "run": ("welfare", WINDOW, lambda: latest(Run, "counted")),
    "roster": ("welfare", WINDOW, lambda: f"{latest(Run, 'issued')}roster/"),
    "budget": ("finance", WINDOW, lambda: reverse("welfare:budget_list")),
    "dues": ("finance", WINDOW, lambda: reverse("members:dues_list")),
    "questions": ("desk", WINDOW, lambda: "/desk/"),
    "question": ("desk", WINDOW, lambda: latest(Question, "accepted")),
    "grievance": ("rights", WINDOW, lambda: latest(Grievance, "accepted")),
    "referrals": ("department", WINDOW, lambda: reverse("consultation:referral_list")),
    "desk_chair": ("chair", WINDOW, lambda: "/desk/"),
    "audit": ("auditor", WINDOW, lambda: reverse("members:audit_list")),
    "admin": ("admin", WINDOW, lambda: "/admin/"),
}


def test_each_picture_of_the_guide_shows_its_page(demonstration, visit, force_login, tmp_path):
    folder = PICTURES if os.environ.get("GUIDE") else tmp_path
    folder.mkdir(exist_ok=True)
    for name, (username, screen, address) in PAGES.items():
        page = visit(screen)
        force_login(page, User.objects.get(username=username))
        answer = page.goto(address(), wait_until="networkidle")
        assert answer.status == 200, name
        page.screenshot(path=folder / f"{name}.png")
        page.close()
    made = {picture.stem for picture in folder.glob("*.png")}
    assert made == PAGES.keys()


def test_the_guide_shows_every_picture_and_no_other():
    assert {picture.stem for picture in PICTURES.glob("*.png")} == PAGES.keys()
    shown = "".join(file.read_text() for file in PICTURES.parent.glob("*.zh.md"))
    assert [name for name in PAGES if f"(pictures/{name}.png)" not in shown] == []


@pytest.mark.parametrize("page", sorted(PICTURES.parent.glob("*.md")), ids=lambda page: page.name)
def test_each_page_of_the_guide_is_there_in_both_languages(page):
    other = page.name.replace(".zh.md", ".md") if page.name.endswith(".zh.md") else page.name.replace(".md", ".zh.md")
    assert (page.parent / other).exists()
