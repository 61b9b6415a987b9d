"""Caps and rules that documents have set: defaults, which an administrator may change. Source: docs/domain.md part 1.

A document is never in force before its date. Where only its year is known, it holds from the last day of that year,
marked as unclear; where not even that is known, it is kept but not in force. Superseded ones end the day before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from welfare.choices import Basis, Certainty, Condition, Festival, Form, Frequency, Kind
from welfare.standards.rules import KIN, NATIONAL


@dataclass(frozen=True)
class Amount:
    """One cap of a document; in per cent for a share of the budget income, in yuan for every other basis."""

    kind: Kind
    amount: int
    basis: Basis = Basis.EVENT
    festival: str = ""
    condition: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Document:
    """A document and its caps; `until` is its last day in force, for all its caps that name no day of their own."""

    region: str
    source: str
    amounts: tuple[Amount, ...]
    dated_on: date | None = None
    since: date | None = None
    until: date | None = None
    day_unclear: bool = False
    certainty: Certainty = Certainty.SECOND_HAND
    note: str = ""


def _amounts(year: int = 0, **events: int) -> tuple[Amount, ...]:
    """Return caps: that for all festivals of a year, and those for each event."""
    festivals = (Amount(Kind.FESTIVAL, year, Basis.PERSON_YEAR),) if year else ()
    return festivals + tuple(Amount(Kind(kind), amount) for kind, amount in events.items())


DOCUMENTS: tuple[Document, ...] = (
    Document(
        "安徽",
        "皖工发〔2025〕18号",
        _amounts(
            2200,
            birthday=500,
            marriage=2000,
            childbirth=2000,
            hospital=2000,
            member_death=2000,
            kin_death=2000,
            retirement=2000,
        ),
        dated_on=date(2025, 8, 21),
        since=date(2025, 8, 21),
        day_unclear=True,
        note="施行日期未查到，自文件落款之日起算",
    ),
    Document(
        "安徽",
        "安徽省基层工会经费收支管理办法（无日期网页，存疑）",
        (
            *_amounts(
                2000,
                birthday=300,
                marriage=2000,
                childbirth=1000,
                hospital=1000,
                member_death=2000,
                kin_death=1000,
                retirement=1000,
            ),
            Amount(Kind.HOSPITAL, 2000, condition=Condition.OPERATION),
        ),
        until=date(2025, 8, 20),
        day_unclear=True,
        certainty=Certainty.UNVERIFIED,
        note="网页未注明日期，介于2018年与2025年两个文件之间；仅供比对，不执行",
    ),
    Document(
        "安徽",
        "安徽省基层工会经费收支管理实施办法（试行）（2018-03-12公布）",
        _amounts(
            1500,
            birthday=300,
            marriage=600,
            childbirth=600,
            hospital=1000,
            member_death=2000,
            kin_death=1000,
            retirement=1000,
        ),
        dated_on=date(2018, 3, 12),
        since=date(2018, 3, 12),
        until=date(2025, 8, 20),
        day_unclear=True,
        note="2018-03-12公布，施行日期未查到",
    ),
    Document(
        "山东",
        "山东省总工会通知（2019-06-24）",
        _amounts(2000),
        dated_on=date(2019, 6, 24),
        since=date(2019, 6, 24),
    ),
    Document(
        "山东",
        "山东省基层工会经费收支管理实施细则（试行）（2018-07-09）",
        (
            Amount(Kind.FESTIVAL, 1600, Basis.PERSON_YEAR, until=date(2019, 6, 23)),
            Amount(Kind.BIRTHDAY, 300),
        ),
        dated_on=date(2018, 7, 9),
        since=date(2018, 7, 9),
        note="节日慰问标准自2019-06-24起由新通知替代",
    ),
    Document(
        "内蒙古",
        "内工发〔2022〕38号",
        _amounts(2500),
        since=date(2023, 1, 1),
        certainty=Certainty.VERIFIED,
    ),
    Document(
        "内蒙古",
        "内工发〔2019〕3号",
        _amounts(2000),
        since=date(2019, 12, 31),
        until=date(2022, 12, 31),
        day_unclear=True,
        certainty=Certainty.VERIFIED,
        note="文件的起始日期未查到，自2019年末起算",
    ),
    Document(
        "河南",
        "河南省基层工会经费收支管理实施办法（2018-02-09）",
        _amounts(
            2000,
            birthday=300,
            marriage=500,
            childbirth=500,
            hospital=1000,
            member_death=2000,
            kin_death=1000,
            retirement=1000,
        ),
        dated_on=date(2018, 2, 9),
        since=date(2018, 2, 9),
        day_unclear=True,
        note="2018-02-09公布，施行日期未查到",
    ),
    Document(
        "湖北",
        "湖北省基层工会经费收支管理实施细则（2018）",
        (
            *_amounts(
                1200,
                birthday=300,
                marriage=1000,
                childbirth=500,
                hospital=1000,
                member_death=1000,
                kin_death=1000,
                retirement=1000,
            ),
            Amount(Kind.FESTIVAL, 1500, Basis.PERSON_YEAR, condition=Condition.AMPLE_FUNDS),
        ),
        since=date(2018, 12, 31),
        day_unclear=True,
        note="只知年份，自2018年末起算",
    ),
    Document(
        "福建",
        "福建省基层工会经费收支管理实施办法（2018）",
        (
            *_amounts(
                1300, birthday=300, childbirth=500, hospital=500, member_death=2000, kin_death=1000, retirement=500
            ),
            Amount(Kind.HOSPITAL, 1000, condition=Condition.OPERATION),
        ),
        since=date(2018, 1, 1),
    ),
    Document(
        "广东",
        "广东省基层工会经费收支管理实施细则（试行）",
        _amounts(marriage=1000, childbirth=1000, member_death=3000, kin_death=1000, retirement=1000),
        since=date(2018, 12, 31),
        day_unclear=True,
        note="文件日期未查到，自2018年末起算",
    ),
    Document(
        "贵州",
        "贵州省基层工会经费收支管理实施细则（暂行）（2018）",
        (
            Amount(Kind.FESTIVAL, 200, Basis.FESTIVAL),
            Amount(Kind.FESTIVAL, 500, Basis.FESTIVAL, festival=Festival.SPRING),
            Amount(Kind.BIRTHDAY, 300),
        ),
        since=date(2018, 12, 31),
        day_unclear=True,
        note="只知年份，自2018年末起算；春节500元，其他节日及少数民族节日各200元",
    ),
    Document(
        "北京",
        "北京市总工会通知（2019）",
        (Amount(Kind.FESTIVAL, 50, Basis.BUDGET_SHARE), Amount(Kind.BIRTHDAY, 300)),
        since=date(2019, 1, 1),
        until=date(2019, 12, 31),
        note="仅适用于2019年：节日慰问一般不超过当年预算收入的50%",
    ),
    Document(
        "新疆",
        "新工办〔2019〕3号补充通知（2025）",
        _amounts(2000),
        since=date(2025, 1, 1),
        note="其中30%用于采购脱贫地区产品",
    ),
    Document(
        "新疆",
        "新工办〔2019〕3号",
        _amounts(1500),
        since=date(2019, 12, 31),
        until=date(2024, 12, 31),
        day_unclear=True,
        note="只知年份，自2019年末起算",
    ),
    Document(
        "四川",
        "四川省基层工会经费收支管理实施办法（2023，未见原文）",
        _amounts(2200, birthday=500, marriage=800, childbirth=800),
        since=date(2023, 12, 31),
        day_unclear=True,
        certainty=Certainty.UNVERIFIED,
        note="未见原文，只知年份，自2023年末起算",
    ),
    *(
        Document(
            region,
            f"{region}省总工会文件（2015–2017，已被替代）",
            (
                Amount(Kind.FESTIVAL, year, Basis.PERSON_YEAR),
                *((Amount(Kind.BIRTHDAY, birthday),) if birthday else ()),
            ),
            until=date(2017, 12, 31),
            day_unclear=True,
            certainty=Certainty.UNVERIFIED,
            note=note,
        )
        for region, year, birthday, note in (
            ("江苏", 1000, 300, "已被替代，不执行"),
            ("陕西", 1000, 0, "已被替代，不执行；一年最多发三次"),
            ("黑龙江", 1000, 0, "已被替代，不执行"),
            ("山西", 1500, 0, "已被替代，不执行"),
        )
    ),
    Document(
        "",
        "基层工会对困难职工一次性补助（二手资料，原文未查到）",
        (Amount(Kind.HARDSHIP, 2000),),
        since=date(2018, 1, 1),
        day_unclear=True,
        certainty=Certainty.UNVERIFIED,
        note="须建立困难职工档案",
    ),
)


def cap_fields() -> Iterator[dict[str, Any]]:
    """Yield the fields of each shipped cap. Any: values of a row."""
    for document in DOCUMENTS:
        for one in document.amounts:
            yield {
                "region": document.region,
                "source": document.source,
                "dated_on": document.dated_on,
                "effective_from": document.since,
                "effective_to": one.until or document.until,
                "day_unclear": document.day_unclear,
                "certainty": document.certainty,
                "note": document.note,
                "kind": one.kind.value,
                "basis": one.basis.value,
                "festival": str(one.festival),
                "condition": str(one.condition),
                "amount": one.amount,
            }


_GOODS = [Form.GOODS.value, Form.VOUCHER.value]
_FESTIVAL_PAPERS = "慰问方案\n工会委员会会议纪要\n发票及明细\n发放名单\n签领表"
_FOR_ALL: dict[str, dict[str, Any]] = {
    Kind.FESTIVAL: {"forms": _GOODS, "attachments": _FESTIVAL_PAPERS},
    Kind.BIRTHDAY: {"forms": _GOODS},
    Kind.MARRIAGE: {"forms": _GOODS, "attachments": "慰问审批表\n结婚证"},
    Kind.CHILDBIRTH: {"forms": _GOODS, "attachments": "慰问审批表\n出生医学证明"},
    Kind.HOSPITAL: {
        "forms": [Form.MONEY.value],
        "attachments": "慰问审批表\n诊断证明、出院小结或医疗票据",
        "frequency": Frequency.EVENT.value,
    },
    Kind.MEMBER_DEATH: {"forms": [Form.MONEY.value], "attachments": "慰问审批表\n死亡证明"},
    Kind.KIN_DEATH: {
        "forms": [Form.MONEY.value],
        "attachments": "慰问审批表\n死亡证明\n亲属关系证明",
        "relations": sorted(KIN),
    },
    Kind.RETIREMENT: {"forms": [Form.SOUVENIR.value]},
    Kind.SUMMER: {"forms": [Form.GOODS.value]},
    Kind.WINTER: {"forms": [Form.GOODS.value, Form.MONEY.value]},
    Kind.SCHOOL: {"forms": [Form.MONEY.value]},
    Kind.VOUCHER: {"forms": [Form.VOUCHER.value]},
    Kind.HARDSHIP: {
        "forms": [Form.GOODS.value, Form.MONEY.value],
        "attachments": (
            "申请书\n全家身份证和户口簿\n十二个月收入证明\n医疗或就学票据\n银行卡\n工会委员会会议纪要\n公示"
        ),
        "needs_file": True,
    },
}


def rule_fields() -> Iterator[dict[str, Any]]:
    """Yield the fields of each shipped rule: those for everywhere, then those of regions. Any: values of a row."""
    for kind, said in _FOR_ALL.items():
        yield {
            "region": "",
            "source": NATIONAL,
            "effective_from": date(2017, 12, 31),
            "day_unclear": True,
            "certainty": Certainty.SECOND_HAND,
            "note": "只知年份，自2017年末起算",
            "kind": str(kind),
            **said,
        }
    yield {
        "region": "安徽",
        "source": "皖工发〔2025〕18号",
        "dated_on": date(2025, 8, 21),
        "effective_from": date(2025, 8, 21),
        "day_unclear": True,
        "certainty": Certainty.SECOND_HAND,
        "kind": Kind.FESTIVAL.value,
        # Six months without dues count as leaving: the union's constitution (章程), domain.md part 4.
        "dues_months": 6,
        "wage_in_base": True,
        "one_place": True,
        "note": "集体福利仅限缴纳会费且工资纳入工会经费计提基数的会员；借调、派遣人员只在一处享受",
    }
    yield {
        "region": "安徽",
        "source": "皖工发〔2025〕18号",
        "dated_on": date(2025, 8, 21),
        "effective_from": date(2025, 8, 21),
        "day_unclear": True,
        "certainty": Certainty.SECOND_HAND,
        "kind": Kind.HOSPITAL.value,
        "frequency": Frequency.ILLNESS.value,
        "period_months": 0,
        "note": "同一病种一年一次",
    }
