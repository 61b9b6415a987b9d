"""One row of the sheet. Sources: GB 11643-1999, GB/T 2261.1, GB/T 3304, domain.md part 3, roster.expected.json."""

from datetime import date, datetime

import pytest

from members.importing.reading.columns import COLUMNS
from members.importing.reading.rows import read_date, read_row
from tests import factories as make

TODAY = date(2026, 9, 1)
PERSON = {"name": "孟静", "id_number": "11010519491231002X", "phone": "13812345678"}


def read(**cells):
    stated = {key: value for key, value in {**PERSON, **cells}.items() if value is not None}
    return read_row(7, stated, today=TODAY)


def faults(**cells):
    return [(fault.column, fault.text) for fault in read(**cells).faults]


def test_the_three_required_cells_are_enough_and_the_rest_follows_from_the_identity_number():
    row = read()
    assert not row.faults
    assert row.values == {
        "name": "孟静",
        "phone": "13812345678",
        "id_kind": "1",
        "id_number": "11010519491231002X",
        "birth_date": date(1949, 12, 31),
        "sex": "2",
    }


@pytest.mark.parametrize(("key", "head"), [("name", "姓名"), ("id_number", "证件号码"), ("phone", "移动电话")])
@pytest.mark.parametrize("cell", [None, "   ", "\u3000"])
def test_a_required_cell_that_is_missing_or_blank_is_named(key, head, cell):
    assert faults(**{key: cell}) == [(head, "is missing")]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("11010519491231002x", "11010519491231002X"),  # small x
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),  # full-width digits
        (" 110105 19491231 002X ", "11010519491231002X"),
        ("110105771120014", "110105197711200143"),  # fifteen digits, roster row 9
        (110105771120014, "110105197711200143"),  # fifteen digits fit into a number
    ],
)
def test_an_identity_number_is_read_in_its_present_form(cell, number):
    row = read(id_number=cell)
    assert row.values["id_number"] == number
    assert not row.faults


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("110105194912310021", "its check digit is wrong"),
        (1.1010519711102e17, "lost digits: the spreadsheet stored it as a number; format the cells as text"),
        (110105197711200143, "lost digits: the spreadsheet stored it as a number; format the cells as text"),
        ("11010519491331002X", "holds a birth date that is no date"),
        ("1101051949123100", "is not made of 18 characters"),
        ("=A1", "is not made of 18 characters"),
    ],
)
def test_an_identity_number_that_cannot_be_right_is_refused(cell, reason):
    assert faults(id_number=cell) == [("证件号码", reason)]


def test_a_passport_has_no_check_digit_and_its_own_birth_date_and_sex():
    row = read(id_kind="护照", id_number="e12345678", birth_date="2002-01-06", sex="女")
    assert not row.faults
    assert row.values["id_number"] == "E12345678"
    assert row.values["birth_date"] == date(2002, 1, 6)
    assert (row.values["id_kind"], row.values["sex"]) == ("2", "2")


def test_the_reason_of_a_refusal_never_contains_the_certificate_number():
    assert faults(id_kind="护照", id_number="E1?") == [("证件号码", "is no certificate number")]


def test_sex_and_birth_date_must_not_contradict_the_identity_number():
    assert faults(sex="男") == [("性别", "contradicts 证件号码")]
    assert faults(birth_date="1950-01-01") == [("出生日期", "contradicts 证件号码, which says 1949-12-31")]
    assert faults(sex="未知", birth_date="1949-12-31") == []


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-07-01", date(2021, 7, 1)),
        ("2021-7-1", date(2021, 7, 1)),
        ("2021-07-01 00:00:00", date(2021, 7, 1)),
        ("2021/7/1", date(2021, 7, 1)),
        ("2021.7.1", date(2021, 7, 1)),
        ("2021年7月1日", date(2021, 7, 1)),
        ("２０２１年７月１日", date(2021, 7, 1)),
        ("20210701", date(2021, 7, 1)),
        (20210701, date(2021, 7, 1)),
        (datetime.fromisoformat("2021-07-01"), date(2021, 7, 1)),
        (date(2021, 7, 1), date(2021, 7, 1)),
        ("2023年13月40日", None),
        ("2021-02-29", None),
        ("2021-07", None),
        ("去年", None),
        (44378, None),
    ],
)
def test_dates_are_read_as_people_write_them(cell, day):
    assert read_date(cell) == day


def test_a_change_of_membership_needs_a_day_that_is_not_in_the_future():
    assert faults(change="入会", changed_on="2023年13月40日") == [("会籍变化日期", "“2023年13月40日” is no date")]
    assert faults(change="入会", changed_on="2026-09-02") == [("会籍变化日期", "lies in the future")]
    assert faults(change="入会") == [("会籍变化日期", "is missing")]
    assert faults(change="入会", changed_on="2026-09-01") == []
    assert faults(changed_on="0021-07-01") == [("会籍变化日期", "“0021-07-01” is no date")]


@pytest.mark.parametrize(
    ("word", "state", "joined"),
    [
        ("入会", "active", True),
        ("转入", "active", False),
        ("保留", "retained", False),
        ("转出", "transferred", False),
        ("除名", "expelled", False),
        ("退会", "withdrawn", False),
        (None, "active", True),
    ],
)
def test_the_kind_of_change_gives_the_state_and_its_day(word, state, joined):
    values = read(change=word, changed_on="2020-05-04").values
    assert (values["state"], values["state_since"]) == (state, date(2020, 5, 4))
    assert ("joined_on" in values) == joined


def test_a_row_without_a_change_of_membership_states_no_state():
    assert "state" not in read().values


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        (13812345678, "13812345678"),
        (13812345678.0, "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+8613812345678", "13812345678"),
    ],
)
def test_a_mobile_number_is_read_however_it_is_typed(cell, phone):
    assert read(phone=cell).values["phone"] == phone


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1801955624", "has 10 digits and should have 11, beginning with 1"),
        ("05468712345", "has 11 digits and should have 11, beginning with 1"),
        ("0546-8712345 转 8", "is no mobile number"),
    ],
)
def test_what_is_no_mobile_number_is_refused(cell, reason):
    assert faults(phone=cell) == [("移动电话", reason)]


@pytest.mark.parametrize(
    ("people", "cell", "name"),
    [
        ("汉族", " 张 国 ", "张国"),
        (None, "张\u3000国", "张国"),
        ("维吾尔族", "买买提·艾力", "买买提·艾力"),
        ("维吾尔族", "买买提 • 艾力", "买买提·艾力"),
        ("维吾尔族", "买买提・艾力", "买买提·艾力"),
        ("维吾尔族", " 买买提 艾力 ", "买买提 艾力"),
        (None, "John  Smith", "John Smith"),
        ("汉族", "王𠮷", "王𠮷"),
        ("汉族", "张\u200b国", "张国"),
    ],
)
def test_a_name_is_stored_as_written_except_for_spaces_and_dots(people, cell, name):
    assert read(ethnic_group=people, name=cell).values["name"] == name


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("employment", "待（下）岗", "laid_off"),
        ("employment", "内退", "internal_retirement"),
        ("employment", "退休", "retired"),
        ("ethnic_group", "汉", "01"),
        ("ethnic_group", "基诺族", "56"),
        ("ethnic_group", "维吾尔族", "05"),
        ("education", "本科", "21"),
        ("skill_level", "高级技师", "1"),
        ("skill_level", "无", ""),
        ("household_kind", "非农业户口", "urban"),
        ("politics", "民革党员", "04"),
        ("is_migrant", "是", True),
        ("employment_form", "劳务派遣", "agency"),
        ("post_category", "一线操作", "front_line"),
        ("state_reason", "劳动（工作）关系变化", "employment_changed"),
        ("native_place", "=1+1", "=1+1"),
        ("employee_number", "e000001", "E000001"),
        ("employee_number", 17, "17"),
    ],
)
def test_words_become_codes_and_texts_stay_texts(key, cell, value):
    row = read(**{key: cell})
    assert row.values[key] == value
    assert not row.faults


@pytest.mark.parametrize(
    ("key", "head"),
    [
        ("sex", "性别"),
        ("ethnic_group", "民族"),
        ("employment", "就业状况"),
        ("id_kind", "有效证件类别"),
        ("education", "学历"),
        ("skill_level", "技能等级"),
        ("household_kind", "户籍类型"),
        ("change", "会籍变化类型"),
        ("state_reason", "会籍变化原因"),
        ("politics", "政治面貌"),
        ("is_migrant", "是否农民工"),
        ("employment_form", "用工形式"),
        ("post_category", "岗位类别"),
    ],
)
def test_an_unknown_word_is_refused_naming_its_column(key, head):
    assert faults(**{key: "上班"}) == [(head, "“上班” is no known value")]


def test_a_text_that_is_too_long_is_refused():
    assert faults(native_place="山" * 101) == [("籍贯", "is longer than 100 characters")]
    assert faults(name="山" * 65) == [("姓名", "is longer than 64 characters")]


def test_a_row_shows_all_its_faults_at_once():
    assert [column for column, _reason in faults(name=" ", phone="1", employment="上班", hired_on="?")] == [
        "姓名",
        "就业状况",
        "移动电话",
        "入职日期",
    ]


@pytest.mark.parametrize("column", ["hired_on", "birth_date", "changed_on"])
@pytest.mark.parametrize(("day", "says"), [("0001-01-01", "is no date"), ("9999-12-31", "lies in the future")])
def test_a_day_before_1900_or_in_the_future_is_refused(column, day, says):
    told = faults(**{"change": "入会", "changed_on": "2020-01-01", column: day})
    assert any(head == COLUMNS[column] and says in reason for head, reason in told)


@pytest.mark.parametrize("born", [date(1899, 12, 31), date(2030, 1, 1)])
def test_an_identity_number_with_a_birth_before_1900_or_in_the_future_is_refused(born):
    assert [reason for _head, reason in faults(id_number=make.identity_number(born=born), birth_date=None)] == [
        "holds a birth date that is no date"
    ]
