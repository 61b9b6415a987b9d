"""The texts of the demonstration union's questions and grievances, with their answers."""

from datetime import timedelta
from typing import NamedTuple

from consultation.choices import GrievanceCategory, Outcome, QuestionKind, Tier, Topic


class QuestionText(NamedTuple):
    kind: QuestionKind
    topic: Topic
    tier: Tier
    text: str
    answer: str


class GrievanceText(NamedTuple):
    category: GrievanceCategory
    facts: str
    wish: str
    step: str
    outcome: Outcome
    summary: str


QUESTIONS = [
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.HOURS,
        Tier.CONSULTATION,
        "我参加工作满十年了，年休假有几天？今年没休完能不能转到明年？",
        "累计工作满十年不满二十年的，年休假为十天。因工作需要不能安排的，可以跨一个年度安排；未安排的，单位应按日工资的三倍支付报酬。",
    ),
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.WAGES,
        Tier.GENERAL,
        "上个月夜班十二个，工资条上夜班津贴只算了九个，该找谁核对？",
        "已请人事部门核对考勤，确认漏录三个夜班，差额随本月工资补发。以后可先向班组考勤员核对打卡记录。",
    ),
    QuestionText(
        QuestionKind.APPEAL,
        Topic.LIFE,
        Tier.GENERAL,
        "三号井站食堂晚上八点就关门，夜班吃不上热饭，能不能延长供应？",
        "已与后勤部门商定，自下周一起食堂夜间供应延长到二十三点，并提供保温餐。请大家试用后再提意见。",
    ),
    QuestionText(
        QuestionKind.SUGGESTION,
        Topic.SAFETY,
        Tier.GENERAL,
        "建议给一线岗位换发透气的夏季工装，现在的棉质工装出汗后干得慢。",
        "建议已采纳，劳动保护部门正在试穿两种面料，预计下个采购季换发。感谢您的建议。",
    ),
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.INSURANCE,
        Tier.CONSULTATION,
        "住院报销后，工会的住院慰问还能申请吗？需要什么材料？",
        "可以。住院慰问与医保报销互不影响，请在出院后六个月内带诊断证明或住院记录提出申请，每年每病种一次。",
    ),
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.CONTRACT,
        Tier.CONSULTATION,
        "劳动合同明年三月到期，单位一直没谈续签，到期不续签有补偿吗？",
        "单位不续签，或者降低条件续签而您不同意的，应按工作年限支付经济补偿。建议到期前三十天书面询问，需要的话工会可陪同。",
    ),
    QuestionText(
        QuestionKind.APPEAL,
        Topic.HOURS,
        Tier.DIFFICULT,
        "我们班连续三周没有休息日，调休单交上去一直没有批。",
        "工会已与生产部门交涉，本月起按排班表保证每周至少休息一天，积压的调休在两个月内安排完毕。",
    ),
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.BENEFITS,
        Tier.CONSULTATION,
        "春节福利请家里人代领可以吗？",
        "可以，请家人带上您的工会会员证和本人身份证，由班组长在签领表上注明代领人。",
    ),
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.MEMBERSHIP,
        Tier.CONSULTATION,
        "我从供水分公司调到采油一厂，会籍需要自己转吗？",
        "不用本人办理。调动生效后由两个分会在系统里转接会籍，当年的福利由节日当天所在的分会发放，不会重复也不会漏发。",
    ),
    QuestionText(
        QuestionKind.SUGGESTION,
        Topic.LIFE,
        Tier.COMPLEX,
        "通勤班车早班一趟坐不下，建议增加一趟或者错开发车时间。",
        "经与运输部门统计客流，早班自下月增发一趟七点十分的班车，试行三个月后再评估。",
    ),
]

OPEN_QUESTIONS = [
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.WAGES,
        Tier.GENERAL,
        "高温津贴今年从几月发到几月？我们站上个月没有看到。",
        "",
    ),
    QuestionText(
        QuestionKind.APPEAL,
        Topic.SAFETY,
        Tier.DIFFICULT,
        "配电间通风扇坏了两周，里面温度很高，报修三次没有人来。",
        "",
    ),
    QuestionText(
        QuestionKind.CONSULTATION,
        Topic.HOURS,
        Tier.CONSULTATION,
        "父亲住院需要照顾，护理假怎么请，工资怎么算？",
        "",
    ),
]

GRIEVANCES = [
    GrievanceText(
        GrievanceCategory.WAGES,
        "从三月起外包班组的加班费按基本工资的八成计算，多次询问没有得到解释。",
        "按规定的标准补发三个月的加班费。",
        "向承包单位调取考勤和工资台账，约定一周内对账。",
        Outcome.SETTLED,
        "经核算，承包单位补发三个月加班费差额，双方签订调解协议书，款项已到账。",
    ),
    GrievanceText(
        GrievanceCategory.HOURS,
        "检修期间每天工作十二小时以上，没有安排补休，也没有加班费。",
        "补休或者支付加班费。",
        "与生产部门核对检修期间的排班表。",
        Outcome.PARTLY_SETTLED,
        "三十二小时安排补休，其余部分按规定支付加班费；检修排班制度已修订。",
    ),
    GrievanceText(
        GrievanceCategory.CONTRACT,
        "岗位调整后工资降低，事前没有协商，也没有签变更协议。",
        "恢复原工资，或者依法协商变更。",
        "约见人事部门负责人，说明变更合同应当书面协商一致。",
        Outcome.TO_ARBITRATION,
        "企业坚持调整，工会已协助职工准备材料申请仲裁，并安排法律援助。",
    ),
]

OPEN_GRIEVANCES = [
    GrievanceText(
        GrievanceCategory.SAFETY,
        "油气集输站的可燃气体报警器有两台长期失灵，只登记不维修。",
        "尽快修复，检查其他站点。",
        "劳动法律监督员到现场查看并拍照。",
        Outcome.SETTLED,
        "",
    ),
    GrievanceText(
        GrievanceCategory.TREATMENT,
        "班组长在班前会上多次辱骂新员工，有人因此不敢提安全隐患。",
        "希望工会找他谈话，不要公开我的姓名。",
        "",
        Outcome.SETTLED,
        "",
    ),
]

ACCEPTED_AFTER = timedelta(hours=5)
ANSWERED_AFTER = {
    Tier.CONSULTATION: timedelta(days=1),
    Tier.GENERAL: timedelta(days=4),
    Tier.DIFFICULT: timedelta(days=12),
    Tier.COMPLEX: timedelta(days=27),
}
