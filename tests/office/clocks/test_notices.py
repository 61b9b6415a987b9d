from datetime import date, timedelta

import pytest

from office.clocks.calendar import unwritten_day
from office.clocks.notices import read_notice, year_named
from tests.office.clocks.notice_texts import NOTICE_2027, NOTICES


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_as_published_says_what_the_shipped_calendar_says(year):
    read = read_notice(NOTICES[year], year)
    assert not read.faults
    day = date(year, 1, 1)
    while day.year == year:
        works = read.days.get(day, (day.weekday() < 5,))[0]
        # The notice of the next year may free the last days of this one.
        if day < date(year, 12, 30):
            assert works == unwritten_day(day).working, day
        day += timedelta(days=1)


def test_the_year_is_read_from_the_title_where_there_is_one():
    assert year_named(NOTICES[2026]) == 2026
    assert year_named(NOTICES[2025]) is None


def test_days_of_last_year_belong_to_the_notice_that_frees_them():
    assert read_notice(NOTICES[2023], 2023).days[date(2022, 12, 31)] == (False, "元旦")


def test_what_is_only_encouraged_is_no_day_off_and_is_told():
    read = read_notice(NOTICES[2024], 2024)
    assert date(2024, 2, 9) not in read.days
    assert any("2月9日" in doubt for doubt in read.doubts)


def test_full_width_digits_blanks_and_one_line_are_read_alike():
    wide = NOTICES[2026].translate(str.maketrans("0123456789（）", "０１２３４５６７８９()")).replace("\n", "  ")
    assert read_notice(wide, 2026).days == read_notice(NOTICES[2026], 2026).days


def with_(old, new):
    assert old in NOTICE_2027
    return read_notice(NOTICE_2027.replace(old, new), 2027)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1月1日（周五）至3日", "1月1日（周四）至3日", "周四"),
        ("放假调休，共7天。1月31日", "放假调休，共8天。1月31日", "8"),
        ("2月20日（周六）上班", "2月22日上班", "2027-02-22"),
        ("6月9日（周三）放假1天", "6月31日放假1天", "2027-06-31"),
        ("六、中秋节：9月15日（周三）放假1天。\n", "", "中秋节"),
        ("10月9日（周六）上班", "10月2日（周六）上班", "2027-10-02"),
        ("6月9日（周三）放假1天", "9日放假1天", "9"),
        ("4月3日（周六）至5日", "4月5日至3日", "2027-04-05"),
    ],
)
def test_a_notice_that_contradicts_itself_is_not_taken(old, new, said):
    assert any(said in fault for fault in with_(old, new).faults)


def test_last_years_notice_under_the_new_year_is_not_taken():
    assert read_notice(NOTICES[2026], 2027).faults


@pytest.mark.parametrize("text", ["", "关于放假", "元旦：放假", "中秋节快乐", "\u200b"])
def test_text_without_days_is_not_taken(text):
    assert read_notice(text, 2027).faults
