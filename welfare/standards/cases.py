"""Answers cases of caps, as `manage.py rules caps FILE` prints them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from office.rule_files import BadCase, Case, day_of, day_or_none, known_keys, text_of, yuan_of
from welfare.choices import Basis, Condition, Festival, Form, Kind
from welfare.standards import rules
from welfare.standards.lookup import Reached, Standards, due_in
from welfare.standards.models import Cap
from welfare.standards.regions import region_of

CASE_KEYS = ("id", "region", "document", "kind", "event_date", "already_this_year", "standard", "facts")
PRINTED = ("payable", "bites", "basis")
FACT_KEYS = (
    *("entered_on", "illness", "earlier_visit", "relation", "employment", "benefits_at", "status", "pays_dues"),
    *("form", "file", "operation", "unit", "festival", "level", "budget_income"),
)
GIVEN_IN = re.compile(r"given_in_(\d{4})")
YES, NO = ("true", "yes", "是", "有"), ("false", "no", "none", "否", "无", "没有")

# How else a case may name a form, a relative or a festival.
FORMS = {
    "goods": Form.GOODS.value,
    "voucher": Form.VOUCHER.value,
    "souvenir": Form.SOUVENIR.value,
    "cash": Form.MONEY.value,
    "money": Form.MONEY.value,
    "shopping_card": rules.SHOPPING_CARD,
    "card": rules.SHOPPING_CARD,
    "gift_card": rules.SHOPPING_CARD,
    "实物": Form.GOODS.value,
    "慰问品": Form.GOODS.value,
    "提货券": Form.VOUCHER.value,
    "现金": Form.MONEY.value,
    "慰问金": Form.MONEY.value,
    "购物卡": rules.SHOPPING_CARD,
}
RELATIONS = {
    **dict.fromkeys(("husband", "wife", "配偶", "丈夫", "妻子"), "spouse"),
    **dict.fromkeys(("parents", "father", "mother", "父母", "父亲", "母亲"), "parent"),
    **dict.fromkeys(("children", "son", "daughter", "子女", "儿子", "女儿"), "child"),
}
FESTIVALS: dict[str, str] = {
    **{one: one for one in Festival.values},
    **dict.fromkeys(("new_years_day", "newyear", "new_year_s_day", "元旦"), Festival.NEW_YEAR.value),
    **dict.fromkeys(("spring_festival", "chinese_new_year", "春节"), Festival.SPRING.value),
    **dict.fromkeys(("tomb_sweeping", "tomb_sweeping_day", "清明", "清明节"), Festival.QINGMING.value),
    **dict.fromkeys(("labour_day", "labor", "labor_day", "may_day", "劳动节", "五一"), Festival.LABOUR.value),
    **dict.fromkeys(("dragon_boat_festival", "duanwu", "端午", "端午节"), Festival.DRAGON_BOAT.value),
    **dict.fromkeys(("mid_autumn_festival", "midautumn", "中秋", "中秋节"), Festival.MID_AUTUMN.value),
    **dict.fromkeys(("national_day", "国庆", "国庆节"), Festival.NATIONAL.value),
}
# Festivals of minorities, which the government of an autonomous region or above has approved.
MINORITY = (
    *("minority", "eid", "corban", "kurban", "qurban", "rouzi", "kaizhai", "guerbang", "tibetan", "losar", "torch"),
    *("water_splashing", "songkran", "nadam", "miao", "sanyuesan", "march_3", "dong", "shui", "lusheng", "sisters"),
    *(
        "民族",
        "古尔邦",
        "开斋",
        "肉孜",
        "藏历",
        "火把",
        "泼水",
        "那达慕",
        "三月三",
        "苗年",
        "端节",
        "芦笙",
        "四月八",
        "六月六",
    ),
)
# Who works for one unit and belongs to another gets benefits in one of them only.
IN_TWO_PLACES = ("agency", "second", "dispatch", "派遣", "借调", "劳务")
HERE = ("here", "this", "own", "host", "user", "receiving", "本", "用工")


def answer_cap(case: Case) -> Case:
    """Return what is payable, what keeps it below the standard, and the document; null where no rule is found.

    Raises BadCase for an unknown kind or key, and for a value that can't be read.
    """
    given = known_keys({key: value for key, value in case.items() if key not in PRINTED}, CASE_KEYS)
    kind = text_of(given, "kind")
    if kind not in Kind.values:
        raise BadCase(f"Unknown kind: {given.get('kind')!r}.")
    said = given.get("facts", {})
    if not isinstance(said, dict):
        raise BadCase('"facts" is an object.')
    years = [key for key in said if GIVEN_IN.fullmatch(key)]
    facts = _facts(kind, given, known_keys(said, (*FACT_KEYS, *years)))
    reached = _reached(kind, region_of(text_of(given, "region")), text_of(given, "document"), facts.on)
    try:
        answer = due_in(reached, facts)
    except rules.Ambiguous as why:
        raise BadCase(f"Two rules hold at once: {why}.") from None
    payable = None if answer.payable is None else str(answer.payable.quantize(rules.CENT))
    return {"payable": payable, "bites": _bites(answer), "basis": answer.document or None}


def _bites(answer: rules.Due) -> str | None:
    if answer.refusal is not None:
        return f"{answer.refusal.value}: {REFUSED[answer.refusal.value]}"
    if answer.cap is None:
        return None
    unit = "%" if answer.cap.basis == Basis.BUDGET_SHARE else " yuan"
    parts = [f"{answer.cap.basis.value}: {answer.cap.amount:f}{unit} {COUNTED[answer.cap.basis]}"]
    parts += [f"festival {answer.cap.festival}"] if answer.cap.festival else []
    parts += [f"condition {answer.cap.condition}"] if answer.cap.condition else []
    return ", ".join(parts)


COUNTED = {
    Basis.EVENT: "per event",
    Basis.FESTIVAL: "per festival",
    Basis.PERSON_YEAR: "per person and year",
    Basis.BUDGET_SHARE: "of the unit's budget income of the year",
}
REFUSED = {
    "no_dues": "the member pays no dues",
    "wage_not_in_base": "the wage is not in the base of the union fund",
    "elsewhere": "benefits in one place only",
    "retired": "benefits of retired people are the employer's cost",
    "no_festival": "no festival for which a union may give",
    "form": "no cash, no shopping cards; this form is not allowed",
    "relation": "only spouse, parents and children",
    "no_file": "only with a file",
    "too_late": "claimed too late",
    "again": "once per illness and year",
}


def _facts(kind: str, given: Mapping[str, Any], said: Mapping[str, Any]) -> rules.Facts:
    on = day_of(given, "event_date")
    already = yuan_of(given, "already_this_year") or rules.ZERO
    for key in said:
        # What is said of the year of the event itself is more exact than "this year"; other years don't count.
        if (year := GIVEN_IN.fullmatch(key)) and int(year[1]) == on.year:
            already = yuan_of(said, key) or rules.ZERO
        elif year:
            yuan_of(said, key)
    festival, is_festival = _festival(text_of(said, "festival"))
    return rules.Facts(
        kind=kind,
        on=on,
        standard=yuan_of(given, "standard"),
        already=already,
        festival=festival,
        is_festival=is_festival,
        conditions=_conditions(said),
        illness=text_of(said, "illness"),
        earlier_visit=_earlier_visit(said),
        relation=_named(text_of(said, "relation"), RELATIONS),
        form=_form(kind, text_of(said, "form")),
        has_file=_truth(said, "file"),
        claimed_on=day_or_none(said, "entered_on"),
        pays_dues=_truth(said, "pays_dues") is not False,
        benefits_elsewhere=_elsewhere(text_of(said, "employment"), said),
        retired=_code(text_of(said, "status")) in ("retired", "退休", "已退休"),
        of_unit=_code(text_of(said, "level")) in ("unit", "单位"),
        income=yuan_of(said, "budget_income"),
    )


def _code(text: str) -> str:
    """Return a text as codes are written: Mid-Autumn is mid_autumn."""
    return re.sub(r"\W+", "_", text.strip().lower()).strip("_")


def _named(text: str, otherwise: Mapping[str, str]) -> str:
    code = _code(text)
    return otherwise.get(code, code)


def _festival(text: str) -> tuple[str, bool]:
    """Return the code of one of the seven festivals, "" for others, and whether a union may give for it."""
    code = _code(text)
    if code in FESTIVALS:
        return FESTIVALS[code], True
    return "", not code or any(word in code for word in MINORITY)


def _form(kind: str, text: str) -> str:
    form = _named(text, FORMS)
    # A souvenir is goods, too.
    return Form.SOUVENIR.value if kind == Kind.RETIREMENT and form == Form.GOODS else form


def _truth(said: Mapping[str, Any], key: str) -> bool | None:
    """Return whether something holds, None where it is not said. A text that is no “no” says yes."""
    value = said.get(key)
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise BadCase(f"{key} is true or false.")
    text = value.strip().lower()
    if key == "pays_dues" and text not in (*YES, *NO):
        raise BadCase(f"{key} is true or false: {value!r}.")
    return bool(text) and text not in NO


def _conditions(said: Mapping[str, Any]) -> frozenset[str]:
    """Return the conditions that are met: an operation, and an enterprise whose funds are ample."""
    unit = text_of(said, "unit").lower()
    ample = any(word in unit for word in ("ample", "well-funded", "well funded", "充足", "充裕", "宽裕"))
    enterprise = any(word in unit for word in ("enterprise", "company", "企业"))
    not_ample = any(word in unit for word in ("not ample", "no ample", "without ample", "不充"))
    met = {Condition.OPERATION.value} if _truth(said, "operation") else set()
    return frozenset(met | ({Condition.AMPLE_FUNDS.value} if ample and enterprise and not not_ample else set()))


def _earlier_visit(said: Mapping[str, Any]) -> rules.EarlierVisit | None:
    visit = said.get("earlier_visit")
    if visit is None:
        return None
    if not isinstance(visit, dict):
        raise BadCase("earlier_visit is an object.")
    known = known_keys(visit, ("date", "illness"))
    return rules.EarlierVisit(on=day_of(known, "date"), illness=text_of(known, "illness"))


def _elsewhere(employment: str, said: Mapping[str, Any]) -> bool:
    """Return whether somebody of an agency, or seconded, receives benefits in another place than here.

    Somebody whose employment is not said may be of two units as well.
    """
    place = text_of(said, "benefits_at").lower()
    if not place or (employment and not any(word in employment.lower() for word in IN_TWO_PLACES)):
        return False
    return not any(word in re.split(r"[\W_]+", place) or (not word.isascii() and word in place) for word in HERE)


def _reached(kind: str, region: str, document: str, on: date) -> Reached:
    """Return the caps and rules of a region; a document whose day is not known counts where the case names it.

    A document that was not in force on the day of the event is not asked, even where the case names it: the one that
    was in force counts.
    """
    reached = Standards(kind).in_region(region or _region_of_document(document))
    named = [cap for cap in reached.caps if _is_named(document, cap.document) and _may_have_begun(cap, on)]
    started = tuple(replace(cap, effective_from=on, level=cap.level + 1) for cap in named)
    return reached._replace(caps=(*reached.caps, *started))


def _may_have_begun(cap: rules.CapRow, on: date) -> bool:
    """Return whether a document of which only the year is known, or not even that, may have been in force on a day."""
    if cap.effective_to is not None and on > cap.effective_to:
        return False
    if cap.effective_from is None:
        return True
    only_year = cap.day_unclear and (cap.effective_from.month, cap.effective_from.day) == (12, 31)
    return only_year and cap.effective_from.year == on.year


def _region_of_document(document: str) -> str:
    sources = Cap.objects.filter(unit=None).exclude(region="").values_list("source", "region").distinct()
    return next((region for source, region in sources if _is_named(document, source)), "")


def _is_named(document: str, source: str) -> bool:
    """Return whether a text names a document: by its name, or by the numbers of its name, as 2018-03-12."""
    plain, whole = document.replace(" ", ""), source.replace(" ", "")
    if not plain:
        return False
    numbers = set(re.findall(r"\d+", plain))
    if any(word in plain for word in ("undated", "无日期")):
        return "无日期" in whole
    return plain in whole or whole in plain or (bool(numbers) and numbers <= set(re.findall(r"\d+", whole)))
