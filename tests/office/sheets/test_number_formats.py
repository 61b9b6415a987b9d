"""What a cell with a number shows. Expected values: Excel and WPS in Chinese, and ECMA-376 part 1, 18.8.30."""

import pytest

from office.sheets.number_formats import BUILT_IN, general, number_format, text_format

DATES = [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)]


def cell_of(code, value, *, from_1904=False):
    """Return what a number shows in a format that is not the general one."""
    shows = number_format(code, from_1904=from_1904)
    assert shows is not None
    return shows(value)


def shown(code, value, *, from_1904=False):
    shows = number_format(code, from_1904=from_1904)
    return general(value) if shows is None else shows(value).text


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("General", 13812345678.0, "13812345678"),
        ("General", 27.150000000000002, "27.15"),
        ("General", 3.70502199003071e17, "3.70502E+17"),
        ("G/通用格式", 3, "3"),
        ("000000", 123, "000123"),
        ("00000", 1234567, "1234567"),
        ('"XD"00000', 123, "XD00123"),
        ("\\X\\D00000", 123, "XD00123"),
        ('"XD-"000"-"00', 12345, "XD-123-45"),
        ("000-0000", 31234567, "3123-4567"),
        ("0.00", 2026.1, "2026.10"),
        ("0.00_ ", 2026.1, "2026.10"),
        ("0.00;[Red]-0.00", -5.5, "-5.50"),
        ("#,##0.00", 1234567.891, "1,234,567.89"),
        ("#,##0", 999, "999"),
        ("¥#,##0.00;¥-#,##0.00", -3.5, "¥-3.50"),
        ("[$¥-804]#,##0.00", 12.3, "¥12.30"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 1234.5, "1,234.50"),
        ("0.00E+00", 123456, "1.23E+05"),
        ("0%", 0.256, "26%"),
        ("0.##", 27.1, "27.1"),
        ("0;;;@", 0, ""),
        ("[>=1000]0,千;0", 5000, "5千"),
        ('"第"General"号"', 12, "第12号"),
        ("0000年00月", 202610, "2026年10月"),
        ("0", 26.5, "27"),
        ("@", 123, "123"),
        ("# ?/?", 2.5, "2.5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(code, value, text):
    assert shown(code, value) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy/m/d", "2021/7/1"),
        ("yyyy/m/d;@", "2021/7/1"),
        ("yyyy\\-mm\\-dd", "2021-07-01"),
        ('[$-804]yyyy"年"m"月"d"日";@', "2021年7月1日"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", None),
        ('[DBNum1][$-804]yyyy"年"m"月"', "2021年7月"),
        ("yyyy.mm", "2021.07"),
        ("e/m/d", "2021/7/1"),
        ("yy-m-d h:mm", "21-7-1 0:00"),
        ("aaaa", "星期四"),
        ("m月d日", "7月1日"),
    ],
)
def test_a_date_keeps_its_day_whatever_its_format_shows_of_it(code, text):
    cell = cell_of(code, 44378)
    assert (cell.kind, cell.stored) == ("d", "2021-07-01")
    assert text is None or cell.text == text


@pytest.mark.parametrize("key", DATES)
def test_every_built_in_date_format_is_a_date(key):
    cell = cell_of(BUILT_IN[key], 44378)
    assert (cell.kind, cell.stored) == ("d", "2021-07-01")
    assert cell.text


@pytest.mark.parametrize("key", sorted(set(BUILT_IN) - set(DATES)))
def test_no_other_built_in_format_is_a_date(key):
    shows = number_format(BUILT_IN[key], from_1904=False)
    assert shows is None or shows(44378).kind == "n"


@pytest.mark.parametrize(
    ("value", "day"), [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (2_958_465, "9999-12-31")]
)
def test_days_are_counted_as_excel_counts_them(value, day):
    assert cell_of("yyyy/m/d", value).stored == day


def test_the_29th_of_february_1900_is_no_day():
    assert cell_of("yyyy/m/d", 60).kind == "n"


@pytest.mark.parametrize("value", [-1, 2_958_466])
def test_a_number_that_no_date_stands_for_shows_an_error(value):
    assert cell_of("yyyy/m/d", value).kind == "e"


def test_days_may_be_counted_from_1904():
    assert cell_of("yyyy/m/d", 44378 - 1462, from_1904=True).stored == "2021-07-01"
    assert cell_of("yyyy/m/d", 0, from_1904=True).stored == "1904-01-01"


def test_a_time_of_day_is_kept_and_a_time_without_day_is_no_date():
    assert cell_of("yyyy/m/d h:mm", 44378.5).stored == "2021-07-01T12:00:00"
    noon = cell_of("h:mm", 0.5)
    assert (noon.text, noon.kind) == ("12:00", "n")
    assert shown("[h]:mm:ss", 1.5) == "36:00:00"
    assert shown("上午/下午h时mm分", 0.75) == "下午6时00分"


def test_a_number_that_its_format_hides_is_told():
    cell = cell_of(";;;", 26.6)
    assert (cell.kind, cell.text) == ("h", "26.6")


@pytest.mark.parametrize(
    ("code", "added"),
    [('"XD"@', ("XD", "")), ('0;0;0;"工号"@', ("工号", "")), ("@", None), ("General", None), ("000000", None)],
)
def test_a_format_may_add_to_texts(code, added):
    assert text_format(code) == added
