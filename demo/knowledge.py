"""The canned answers and the frequent questions of the demonstration union."""

from consultation.choices import Topic
from consultation.knowledge.actions import save_canned_answer, save_faq_entry
from consultation.knowledge.models import CannedAnswer, FaqEntry
from demo.register import ROOT
from members.authority.models import User
from members.units.models.units import Unit

CANNED = [
    ("年休假天数", Topic.HOURS, "累计工作满一年不满十年的，年休假五天；满十年不满二十年的，十天；满二十年的，十五天。"),
    (
        "加班工资核对",
        Topic.WAGES,
        "请先向班组考勤员核对打卡记录；记录有误的，由班组向人事部门提出更正，差额随下月工资补发。如仍有出入，请把工资条拍照发来，我们替您核对。",
    ),
    (
        "住院慰问材料",
        Topic.BENEFITS,
        "请在出院后六个月内提出申请，带身份证、诊断证明或住院记录。材料交本单位工会，七个工作日内答复您。",
    ),
    ("已转有关部门", Topic.OTHER, "您反映的情况已转有关部门核实，我们会在答复期限前把结果告诉您。"),
    ("感谢与结束语", Topic.OTHER, "感谢您的来信。如对答复不满意，可以直接在这里继续写，工会会再次办理。"),
]
FREQUENT = [
    (
        Topic.HOURS,
        "年休假有几天？没休完怎么办？",
        "累计工作满一年不满十年的五天，满十年不满二十年的十天，满二十年的十五天。因工作需要不能安排的，可以跨一个年度安排；"
        "未安排的，单位按日工资的三倍支付报酬。",
    ),
    (
        Topic.WAGES,
        "国庆、春节加班，加班工资怎么算？",
        "法定休假日加班，按不低于工资的百分之三百支付，不能用补休代替；休息日加班又不能安排补休的，按百分之二百支付。",
    ),
    (
        Topic.BENEFITS,
        "节日慰问品没领到怎么办？",
        "请先在“我的福利”里看是否已发放、在哪里领。超过领取时间的，请联系本单位工会补领；由家人代领的，带会员证和代领人身份证。",
    ),
    (
        Topic.BENEFITS,
        "住院慰问怎么申请？",
        "住院满三天的，出院后六个月内带诊断证明或住院记录，向本单位工会申请，每年每病种一次，与医保报销互不影响。",
    ),
    (
        Topic.MEMBERSHIP,
        "调到别的单位，会籍怎么转？",
        "由原单位工会在系统里办理转出，新单位工会接收后会籍自动转入，您不需要重新入会。",
    ),
    (
        Topic.INSURANCE,
        "公积金可以用来付房租吗？",
        "可以。连续足额缴存满三个月、本人及配偶在工作地无自有住房的，可以提取公积金支付房租，向公积金中心申请。",
    ),
]


def write_down() -> None:
    """Write the union's canned answers, and publish its frequent questions, as the desk's counsellor."""
    union, desk = Unit.objects.get(code=ROOT), User.objects.get(username="desk")
    for title, topic, text in CANNED:
        save_canned_answer(CannedAnswer(unit=union, title=title, topic=topic, text=text), by=desk)
    for topic, question, answer in FREQUENT:
        entry = FaqEntry(unit=union, topic=topic, question=question, answer=answer, published=True)
        save_faq_entry(entry, by=desk)
