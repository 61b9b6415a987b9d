import io
from datetime import date

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from PIL import Image

from consultation.grievances.models import Grievance
from consultation.questions.models import Message, Question
from demo.accounts import ACCOUNTS, PASSWORD
from members.accounts.models import ApiToken
from members.authority.models import Appointment
from members.choices import UnitKind
from members.dues.receipts import NAME
from members.importing.models.imports import ImportJob
from members.register.models.member import Member
from members.units.models.units import Unit
from office.documents.models import IssuedDocument, TextVersion
from office.models import Attachment, AuditEvent
from welfare.grants.models.grants import Grant
from welfare.payment.models.lines import PaymentLine
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening
from welfare.runs.models.runs import Run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration, made once for the module and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(TODAY):
            call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def test_the_demonstration_is_one_union_of_its_size_with_a_year_behind_it(demonstration):
    assert Unit.objects.filter(kind=UnitKind.UNION).count() == 1
    assert Unit.objects.filter(kind=UnitKind.BRANCH).count() == 8
    assert Unit.objects.filter(kind=UnitKind.GROUP).count() == 40
    assert Member.objects.count() == 1200
    assert Run.objects.count() == 13
    assert Question.objects.count() > 40
    assert Grievance.objects.count() == 5
    days = list(AuditEvent.objects.order_by("id").values_list("at", flat=True))
    assert days == sorted(days)
    assert (days[-1] - days[0]).days > 300


def test_every_account_opens_and_holds_its_post(demonstration):
    for account in ACCOUNTS:
        user = authenticate(username=account.username, password=PASSWORD)
        assert user is not None
        held = Appointment.objects.filter(holder=user).values_list("post__code", "unit__code")
        assert list(held) == ([(account.post, account.place)] if account.post else [])


def test_making_it_again_changes_nothing(demonstration):
    before = (Member.objects.count(), AuditEvent.objects.count(), Grant.objects.count())
    call_command("demo", verbosity=0)
    assert (Member.objects.count(), AuditEvent.objects.count(), Grant.objects.count()) == before


def test_the_mid_autumn_plan_opens_twenty_days_ahead_with_the_full_sum(demonstration):
    plan = Plan.objects.get(festival="mid_autumn")
    assert (plan.amount, plan.lead_days, plan.runs.count()) == (300, 20, 0)
    [run] = opening.open_due_runs(date(2026, 9, 5))
    assert run.occasion.on == date(2026, 9, 25)
    counting.count_all()
    run.refresh_from_db()
    assert run.heads
    assert run.cost == run.heads * 300


def test_the_worker_has_something_to_collect_and_something_received(demonstration):
    grants = Grant.objects.filter(member__user__username="worker")
    assert grants.filter(received_at=None, run__state="issued", run__form="goods").count() == 1
    assert grants.filter(received_at__isnull=False).count() == 4
    # Money came through the bank, and more is on its way.
    assert list(grants.filter(run__form="money").values_list("payment_lines__state", flat=True).order_by("pk")) == [
        "paid",
        "made",
    ]


def test_a_payment_that_the_bank_returned_was_made_anew_and_paid(demonstration):
    returned = PaymentLine.objects.get(state="returned")
    (again,) = PaymentLine.objects.filter(grant=returned.grant).exclude(pk=returned.pk)
    assert (again.state, again.replaces, again.amount) == ("paid", returned, returned.amount)


@pytest.mark.parametrize("demo_is_on", [True, False])
def test_the_log_in_page_names_the_accounts_only_while_the_demonstration_is_on(client, settings, demo_is_on):
    settings.DEMO = demo_is_on
    page = client.get("/accounts/login/").content.decode()
    assert (PASSWORD in page) is demo_is_on


def test_the_worker_has_a_family_whose_spouse_works_here_too(demonstration):
    worker = Member.objects.get(user__username="worker")
    assert {kin.relation for kin in worker.family.all()} == {"spouse", "parent", "child"}
    assert Member.objects.filter(id_hash=worker.family.get(relation="spouse").id_hash).exists()
    assert Member.objects.exclude(hardship="").count() == 3


def test_one_roster_waits_for_confirmation_and_another_found_two_people_missing(demonstration):
    waiting = ImportJob.objects.get(state="checked")
    assert (waiting.updated, waiting.rejected) == (7, 2)
    assert ImportJob.objects.get(state="done").leavers.count() == 2


def test_finance_has_issued_receipts_in_the_words_of_the_chair_and_declared_one_void(demonstration):
    receipts = IssuedDocument.objects.filter(kind=NAME)
    assert receipts.count() == 12
    assert receipts.exclude(voided_at=None).count() == 1
    assert TextVersion.objects.filter(text__kind=NAME).count() == 2


def test_the_chair_has_two_programs_with_tokens_one_of_which_is_being_replaced(demonstration):
    tokens = ApiToken.objects.filter(user__username="chair").live()
    assert sorted((one.purpose, one.replaced_by is None) for one in tokens) == [
        ("大厅展示屏", True),
        ("工资系统", False),
        ("工资系统", True),
    ]


def test_a_question_and_a_grievance_show_both_faces_of_a_photo_and_a_pdf(demonstration):
    attached = Attachment.objects.order_by("pk")
    questions = attached.filter(object_id__in=Message.objects.values("pk"), name__startswith="现场")
    grievances = attached.filter(object_id__in=Grievance.objects.values("pk"), name__startswith="报警器")
    for files, name in ((questions, "现场"), (grievances, "报警器")):
        photo, pdf = files
        assert (photo.name, pdf.name) == (f"{name}.jpg", f"{name}.pdf")
        assert (photo.copy_state, pdf.copy_state) == ("due", "none")
        with photo.file.open("rb") as file, Image.open(io.BytesIO(file.read())) as image:
            assert image.getexif()[0x010F] == "HUAWEI" and image.getexif().get_ifd(0x8825)
