"""Bank profiles on their pages: the table of columns, the trial beside it, and what is said of their use."""

import pytest

from tests import factories as make
from tests.factories import payment as pay
from welfare.payment.actions import profiles
from welfare.payment.columns_form import HOLDS, rows_of, text_of
from welfare.payment.models.profiles import BankProfile, ProfileVersion
from welfare.payment.rules import read_columns
from welfare.payment.sample_profiles import SAMPLES

pytestmark = pytest.mark.django_db
ROWS = [
    ("2", "户名", "户名", ""),
    ("1", "账号", "账号", ""),
    ("3", "金额", "金额", ""),
    ("4", "附言", "text", "{用途} {编号}"),
    ("5", "备用", "", ""),
    ("", "", "", ""),
]


def typed(rows):
    parts = ("place", "head", "holds", "text")
    return {f"columns_{at}_{part}": said for at, row in enumerate(rows) for part, said in zip(parts, row, strict=True)}


def sent(rows, unit="HQ", **other):
    layout = {name: value for name, value in pay.LAYOUT.items() if name != "columns"}
    rest = {"unit": unit, "name": "建行代发", "totals_place": "none", "amount_format": "yuan"}
    return {**layout, **rest, "answer_amount_format": "yuan", **typed(rows), **other}


@pytest.fixture
def union():
    return make.unit(kind="union", code="HQ")


@pytest.fixture
def finance(client, union):
    officer = make.officer(union, "finance_officer")
    client.force_login(officer)
    return officer


def test_columns_are_typed_as_rows_in_any_order_and_kept_by_their_places(client, finance):
    answer = client.post("/welfare/bank-profiles/new/", sent(ROWS))
    assert answer.status_code == 302
    version = ProfileVersion.objects.get()
    assert version.columns == "账号 = {账号}\n户名 = {户名}\n金额 = {金额}\n附言 = {用途} {编号}\n备用 ="
    assert [column.head for column in version.file_columns] == ["账号", "户名", "金额", "附言", "备用"]
    assert [column.told for column in version.file_columns][3:] == ["[purpose] [our number]", "nothing"]


def test_the_trial_is_shown_beside_what_is_typed_and_nothing_is_saved(client, finance):
    page = client.post("/welfare/bank-profiles/new/", {**sent(ROWS), "preview": "1"})
    text = page.content.decode()
    assert page.status_code == 200 and not BankProfile.objects.exists()
    assert "欧阳小明" in text and "慰问金 ZF0000000001" in text and 'value="附言"' in text
    # Four more rows than are filled in.
    assert 'name="columns_8_head"' in text and 'name="columns_9_head"' not in text


@pytest.mark.parametrize("way", [{}, {"preview": "1"}])
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("5", "", "工号", ""), "Column 5 needs a heading"),
        (("5", "备注", "text", "{工资}"), "{工资} is no placeholder"),
        (("5", "a=b", "工号", ""), "hold “=”: a=b"),
    ],
)
def test_a_wrong_row_is_refused_with_what_was_typed(client, finance, row, said, way):
    page = client.post("/welfare/bank-profiles/new/", {**sent([*ROWS[:4], row]), **way})
    text = page.content.decode()
    assert page.status_code == 422 and said in text and 'value="建行代发"' in text and 'value="附言"' in text


@pytest.mark.parametrize("text", [layout["columns"] for _label, layout in SAMPLES.values()] + [pay.LAYOUT["columns"]])
def test_what_is_stored_is_shown_as_rows_and_stored_again_the_same(text):
    rows = rows_of(text)
    assert read_columns(text_of(rows)) == read_columns(text) and all(row.holds in HOLDS for row in rows)


def test_placeholders_in_english_and_fixed_texts_are_kept():
    text = "Konto = {account}\nName = {name}\nBetrag = {amount}\nText = x=1 {number}\nleer ="
    assert read_columns(text_of(rows_of(text))) == read_columns(text)
    assert [row.holds for row in rows_of(text)] == ["账号", "户名", "金额", "text", ""]


def test_a_change_shows_the_rows_and_keeps_those_that_are_not_touched(client, union, finance):
    version = pay.bank_profile(union)
    address = f"/welfare/bank-profiles/{version.profile_id}/change/"
    text = client.get(address).content.decode()
    for part in ('value="附言"', 'value="{用途}{编号}"', '<option value="账号" selected>'):
        assert part in text
    rows = [(row.place, row.head, row.holds, row.text) for row in rows_of(version.columns)]
    client.post(address, sent(rows))
    assert version.profile.newest.number == 2
    assert version.profile.newest.file_columns == version.file_columns


def test_the_list_and_the_page_say_whether_a_profile_can_be_used(client, union, finance):
    ready, tried = pay.bank_profile(union, name="工行"), pay.bank_profile(union, name="农行", checked=False)
    changed, retired = pay.bank_profile(union, name="建行"), pay.bank_profile(union, name="中行")
    profiles.change_profile(changed.profile, pay.LAYOUT, by=make.user())
    profiles.set_profile_in_use(retired.profile, active=False, by=make.user())
    rows = client.get("/welfare/bank-profiles/").context["page"].items
    said = {row.name: row.get_state_display() for row in rows}
    assert said == {
        "工行": "in use",
        "农行": "not usable yet: its trial is not checked",
        "建行": "in use; version 2 waits for its trial to be checked",
        "中行": "not in use",
    }
    pages = [client.get(one.profile.get_absolute_url()).content.decode() for one in (ready, tried, changed, retired)]
    assert all(
        said[one.profile.name] in page for one, page in zip((ready, tried, changed, retired), pages, strict=True)
    )
    assert "Until then they are made by version 1." in pages[2] and "Until then" not in pages[1]
    assert "It may be used" not in pages[3]
