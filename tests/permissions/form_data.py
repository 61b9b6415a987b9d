"""Valid POST data for each form, for the permission tests."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.dues.models.charges import DuesCharge
from members.duplicates.actions.two_records import differing
from members.duplicates.models import DoubleCandidate
from members.importing.models.staging import ImportLeaver
from members.register.models.member import Member
from members.units.models.units import Unit
from tests.factories import payment as pay
from tests.members.dues import payrolls
from tests.permissions.people import Branch
from welfare.budgets.models import BudgetLine
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer
from welfare.goods.models.stock import Batch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.models.profiles import ProfileVersion
from welfare.runs.models.runs import Run
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite
from welfare.visits.models.papers import VisitPaper

REASON = {"reason": "核实过了"}
VIEW_QUESTION, VIEW_GRIEVANCE = "consultation.view_question", "consultation.view_grievance"
HAND_OUT, MERGE = "members.hand_out_code", "members.merge_member"
ANSWER, HANDLE, REPLY = (
    "consultation.answer_question",
    "consultation.handle_grievance",
    "consultation.reply_referral",
)
TRANSFER, VIEW_CHANGE = "members.transfer_member", "members.view_membershipchange"
ON_A_DAY = {"on": "2026-01-05"} | REASON
SLIP = (REPLY, VIEW_QUESTION)
PostData = Mapping[str, object]


def plan(branch: Branch) -> PostData:
    return {"name": "新方案", "unit": branch.unit.code, "festival": "spring", "amount": 100, "lead_days": 5}


def new_article(branch: Branch) -> PostData:
    return {"unit": branch.unit.code, "name": "新物品", "measure": "袋", "active": "on"}


def goods_taken_in(branch: Branch) -> PostData:
    return {"store": branch.row("store", Store).pk, "article": branch.row("article", Article).pk, "quantity": 5}


def counted_stock(branch: Branch) -> PostData:
    batch = branch.row("stock_batch", Batch)
    return {f"number_{batch.pk}": 19, f"seen_{batch.pk}": 20, f"reason_{batch.pk}": "破损"}


def heat_site(branch: Branch) -> PostData:
    return {
        "unit": branch.unit.code,
        "name": "新高温点",
        "place": "三号装置区",
        "exposure": "outdoors",
        "store": branch.row("heat_site", HeatSite).store_id,
        "days_ahead": 3,
        "active": "on",
    }


def heat_period(branch: Branch) -> PostData:
    first = date(branch.row("heat_period", HeatPeriod).begins_on.year - 1, 7, 1)
    return {"begins_on": first.isoformat(), "ends_on": first.replace(day=31).isoformat(), "heads": 30}


def heat_ration(branch: Branch) -> PostData:
    article = branch.row("article", Article)
    return {"article": article.pk, "per_head": "0.5", "begins_on": timezone.localdate().isoformat()}


def heat_delivery(branch: Branch) -> PostData:
    article = branch.row("heat_ration", HeatRation).article_id
    at = timezone.localtime() - timedelta(hours=1)
    return {
        f"quantity_{article}": 1,
        "receiver": "李工长",
        "received_at": at.strftime("%Y-%m-%dT%H:%M"),
        "photos": scan(),
    }


def new_offer(branch: Branch) -> PostData:
    articles = Article.objects.filter(unit=branch.unit).order_by("pk").values_list("pk", flat=True)
    return {
        "unit": branch.unit.code,
        "title": "想要什么",
        "ends_on": (timezone.localdate() + timedelta(days=9)).isoformat(),
        "article_1": articles[0],
        "article_2": articles[1],
    }


def named_goods(branch: Branch) -> PostData:
    return {"article": branch.row("article", Article).pk, "store": branch.row("store", Store).pk}


def reserved_goods(branch: Branch) -> PostData:
    place = f"{branch.row('store', Store).pk}_{branch.row('article', Article).pk}_0"
    return {f"number_{place}": 1, f"seen_{place}": 0}


def chosen_goods(branch: Branch) -> PostData:
    return {"choice": f"{branch.row('offer', Offer).articles.all()[0].pk}:"}


def chosen_article(branch: Branch) -> PostData:
    return {"article": branch.row("offer", Offer).articles.all()[0].pk}


def benefit_list(_branch: Branch) -> PostData:
    return {"day": "2027-04-05", "file": SimpleUploadedFile("名单.csv", "工号,金额\nA1,10".encode())}


def approval_rule(branch: Branch) -> PostData:
    return {"kind": "run", "unit": branch.unit.code, "min_amount": 0, "days": 3, "needed_1": 1}


def freeze(branch: Branch) -> PostData:
    times = {"starts_at": "2099-02-01T00:00", "ends_at": "2099-03-01T00:00"}
    return {"unit": branch.unit.code, "acts": ["approving"], **times, **REASON}


def year_end(branch: Branch) -> PostData:
    lines = BudgetLine.objects.filter(unit=branch.unit, year=2023)
    return {"unit": branch.unit.code, "year": 2023, **{f"line_{line.pk}": "lapse" for line in lines}, **REASON}


def canned_answer(branch: Branch) -> PostData:
    return {"unit": branch.unit.code, "title": "新答复", "topic": "hours", "text": "五天"}


def faq_entry(branch: Branch) -> PostData:
    return {"unit": branch.unit.code, "question": "年假几天", "topic": "hours", "answer": "五天"}


def elsewhere(branch: Branch) -> PostData:
    return {"unit": branch.unit.code, "place": "井场"}


def leaver(branch: Branch) -> PostData:
    return {"leaver": branch.row("leaver", ImportLeaver).pk, "kind": "withdraw", **ON_A_DAY}


def correction(branch: Branch) -> PostData:
    member = branch.row("member", Member)
    kept = ("name", "employee_number", "employment", "employment_form", "post_category", "id_kind", "sex")
    fields = {name: getattr(member, name) for name in kept}
    return {**fields, "unit": branch.unit.code, "new_phone": "13812345678", **REASON}


def candidate_pair(branch: Branch) -> PostData:
    return {
        "one": branch.row("member", Member).employee_number,
        "other": branch.row("newcomer", Member).employee_number,
    }


def merge(branch: Branch) -> PostData:
    pair = branch.row("pair", DoubleCandidate)
    return {"keep": pair.a_id, **dict.fromkeys(differing(pair.a, pair.b), pair.a_id), **REASON}


def activation_codes(branch: Branch) -> PostData:
    return {"members": [branch.row("newcomer", Member).pk], "how": "print"}


def newcomer(branch: Branch) -> PostData:
    return {
        "name": "新来",
        "id_kind": "2",
        "id_number": "E7654321",
        "phone": "13987654321",
        "unit": branch.unit.code,
        "joined_on": "2026-01-01",
        "employment": "on_duty",
        "sex": "1",
    }


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.txt", b"scan")


CHANGE, MARK = "members.change_member", "members.mark_hardship"
LOOKED_UP = {"lines": "A0001 孟静", "since": "2026-01-01", "until": "2026-12-31", "reason": "核对名单"}
KIN = {"relation": "child", "name": "小明", "sex": "1"}
HONOUR = {"title": "五一劳动奖章", "level": "national", "awarded_by": "全国总工会", "awarded_on": "2025-05-01"}


def dues_months(branch: Branch) -> PostData:
    return {"unit": branch.unit.code, "first": "2026-01", "last": "2026-02"}


def payroll(branch: Branch) -> PostData:
    return {
        "unit": branch.unit.code,
        "paid_on": "2026-09-15",
        "file": payrolls.upload([payrolls.row(branch.row("charge", DuesCharge))]),
    }


def bank_profile(branch: Branch) -> PostData:
    layout = {**pay.LAYOUT, "totals_place": "none", "amount_format": "yuan", "answer_amount_format": "yuan"}
    return {"unit": branch.unit.code, "name": "新的银行", **{name: str(value) for name, value in layout.items()}}


def new_payment(branch: Branch) -> PostData:
    profile, run = branch.row("profile_version", ProfileVersion), branch.row("money_run", Run)
    return {"unit": branch.unit.code, "profile": profile.pk, "runs": [run.pk], "purpose": "慰问金"}


def paper_of_pack(branch: Branch) -> PostData:
    (paper,) = branch.row("paper_of_visit", VisitPaper).attachments.all()
    return {"number": paper.pk, **REASON}


def bank_answer(branch: Branch) -> PostData:
    return {"file": pay.upload([pay.answer_line(branch.row("payment_line", PaymentLine))])}


PAYMENT = {"amount": 5, "paid_on": "2026-09-09", "paid_by": "cash"}


def transfer_request(branch: Branch) -> PostData:
    """Return the form data with which an officer asks for the member to join the branch's group."""
    member = branch.row("member", Member)
    return {
        **ON_A_DAY,
        "name": member.name,
        "employee_number": member.employee_number,
        "unit": branch.row("group", Unit).code,
    }


ELECTION = {
    "elected_on": "2024-03-01",
    "starts_on": "2024-03-01",
    "years": 5,
    "entitled": 40,
    "voted": 35,
    "places": 7,
}


def unit(branch: Branch) -> PostData:
    return {
        "name": f"{branch.mark}新名",
        "code": branch.unit.code,
        "kind": "branch",
        "contacts-TOTAL_FORMS": 0,
        "contacts-INITIAL_FORMS": 0,
    }


def new_unit(branch: Branch) -> PostData:
    return {**unit(branch), "code": f"{branch.mark}-9"}


def move_unit(branch: Branch) -> PostData:
    return {"to": branch.row("other_subunit", Unit).code, **REASON}


def merge_unit(branch: Branch) -> PostData:
    return {**move_unit(branch), "on": "2026-06-01"}


def seat(branch: Branch) -> PostData:
    return {"post": "member", "member": branch.row("member", Member).employee_number, "since": "2024-03-01"}
