"""Reads the State Council's notice of a year's days off, as it is published. No database, no time, no request.

The notice says for each holiday which days are off and which weekend days are worked:
元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from office.clocks.calendar import NAMES, named_holidays

HOLIDAYS = tuple(dict.fromkeys(NAMES.values()))
WEEKDAYS = "一二三四五六日"
LONGEST_BREAK = 16
LAW_SINCE = 2025
"""The first year with the statutory holidays of today; before, New Year's Eve was none."""
DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?"
RANGE = re.compile(rf"{DAY}(?:(?:至|到|-|—|–|~|～){DAY})?")
HEADING = re.compile(
    r"((?:元旦|春节|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?|[^\s,、:。;]{2,20}?(?:纪念日|节))"
    r"(?:[、和与](?:元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节?))*):"
)
TOTAL = re.compile(r"共(\d{1,2})天")
WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
YEAR = re.compile(r"(\d{4})年(?:部分)?节假日")


@dataclass
class ReadNotice:
    """What was read of a notice, and what has to be looked at before it is taken."""

    year: int
    days: dict[date, tuple[bool, str]] = field(default_factory=dict)
    """Whether the day is worked, and the holiday that it belongs to."""
    faults: list[str] = field(default_factory=list)
    """Why it can't be taken."""
    doubts: list[str] = field(default_factory=list)
    """What was passed over, or is unusual."""


def year_named(text: str) -> int | None:
    """Return the year in the title of a notice, None where it has none."""
    found = YEAR.search(_plain(text))
    return int(found[1]) if found else None


def read_notice(text: str, year: int) -> ReadNotice:
    """Return the days of a notice for `year`.

    A fault is a sentence whose days contradict themselves: a day that doesn't exist, a weekday or a number of days
    that is not the calendar's, a day that is off and worked, a make-up day that is no weekend day, a statutory
    holiday that is not off; and a text without any day. A sentence that isn't understood is a doubt.
    """
    read = ReadNotice(year)
    name = ""
    for sentence in _sentences(text):
        if heading := HEADING.search(sentence):
            name = heading[1]
            sentence = sentence[heading.end() :]
        if not RANGE.search(sentence):
            continue
        if not name or "鼓励" in sentence or "发布" in sentence or "印发" in sentence:
            read.doubts.append(_("Passed over: “%(sentence)s”") % {"sentence": sentence})
            continue
        _take_sentence(read, name, sentence)
    _look_over(read)
    return read


def _plain(text: str) -> str:
    """Return the text with half-width digits and brackets, and without blanks."""
    return re.sub(r"[^\S\n]+", "", unicodedata.normalize("NFKC", text))


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"[。;\n]", _plain(text)):
        if sentence:
            yield sentence


def _take_sentence(read: ReadNotice, name: str, sentence: str) -> None:
    works = "上班" in sentence
    off = any(word in sentence for word in ("放假", "休息", "补休", "连休", "调休"))
    if works == off:
        read.doubts.append(_("Not understood: “%(sentence)s”") % {"sentence": sentence})
        return
    try:
        days = list(_days_of(sentence, read.year))
    except ValueError as error:
        read.faults.append(f"{name}: {error}")
        return
    if (total := TOTAL.search(sentence)) and int(total[1]) != len(days):
        read.faults.append(
            _("%(holiday)s: the notice says %(said)s days, but these are %(found)s.")
            % {"holiday": name, "said": total[1], "found": len(days)}
        )
    for day in days:
        if read.days.get(day, (works,))[0] != works:
            read.faults.append(_("%(day)s is a day off and a working day at once.") % {"day": day})
        read.days.setdefault(day, (works, name))


def _days_of(sentence: str, year: int) -> Iterator[date]:
    """Yield each day of a sentence. Raises ValueError, with a sentence for people, for impossible ones."""
    month: int | None = None
    for found in RANGE.finditer(sentence):
        first_year, first_month, first_day, first_note, last_year, last_month, last_day, last_note = found.groups()
        month = int(first_month) if first_month else month
        if month is None:
            raise ValueError(_("“%(text)s” has no month.") % {"text": found[0]})
        first = _day(int(first_year or year), month, int(first_day), first_note)
        last = first
        if last_day:
            month = int(last_month) if last_month else month
            # From a day of last year to one of this year: only the first has its year, or both.
            in_year = int(last_year) if last_year else year if first_year else first.year
            last = _day(in_year, month, int(last_day), last_note)
        if not first <= last < first + timedelta(days=LONGEST_BREAK):
            raise ValueError(_("From %(first)s to %(last)s is no break.") % {"first": first, "last": last})
        yield from (first + timedelta(days=shift) for shift in range((last - first).days + 1))


def _day(year: int, month: int, number: int, note: str | None) -> date:
    try:
        day = date(year, month, number)
    except ValueError:
        text = f"{year}-{month:02}-{number:02}"
        raise ValueError(_("There is no day %(day)s.") % {"day": text}) from None
    weekday = WEEKDAY.search(note or "")
    if weekday and weekday[1].replace("天", "日") != WEEKDAYS[day.weekday()]:
        raise ValueError(
            _("The notice says 周%(said)s for %(day)s, which is a 周%(is)s. Is it the right year?")
            % {"said": weekday[1], "day": day, "is": WEEKDAYS[day.weekday()]}
        )
    return day


def _look_over(read: ReadNotice) -> None:
    if not read.days:
        read.faults.append(_("No day off was found. Paste the notice as it was published."))
        return
    for day, (works, _name) in read.days.items():
        if works and day.weekday() < 5:
            read.faults.append(_("%(day)s is to be worked, but it is no weekend day.") % {"day": day})
        if not date(read.year - 1, 12, 20) <= day <= date(read.year + 1, 1, 10):
            read.faults.append(_("%(day)s doesn't belong to %(year)s.") % {"day": day, "year": read.year})
    missing = [day for day in sorted(named_holidays(read.year)) if read.days.get(day, (True,))[0]]
    if missing and read.year >= LAW_SINCE:
        days = "、".join(f"{day} {named_holidays(read.year)[day]}" for day in missing)
        read.faults.append(_("Statutory holidays that the notice doesn't free: %(days)s.") % {"days": days})
