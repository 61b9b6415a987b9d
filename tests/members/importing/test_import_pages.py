"""The pages of an import: upload, preview, progress, confirmation, result workbook, list."""

import io

import pytest
from openpyxl import load_workbook

from members.importing import tasks
from members.importing.models.imports import ImportJob
from members.register.models.member import Member
from tests import factories as make
from tests.members.importing import rosters
from tests.refused import assert_refused, assert_refused_first

pytestmark = pytest.mark.django_db


def send(client, rows, *, unit="HQ", name="roster.xlsx", content=None, mode="update"):
    file = rosters.upload(content if content is not None else rosters.book(rows, above=1), name)
    return client.post("/members/imports/new/", {"unit": unit, "file": file, "mode": mode, "key": "id_number"})


def test_an_import_without_acceptable_rows_is_not_confirmed(client, officer, union):
    send(client, [rosters.row(unit="没有的分会")])
    tasks.process_imports()
    job = ImportJob.objects.get()
    answer = client.post(f"{job.get_absolute_url()}confirm/", {})
    assert_refused(answer, "No row of this sheet can be imported.")
    job.refresh_from_db()
    assert job.state == "checked"


def test_acts_on_a_cancelled_import_are_refused_at_the_top_of_its_page(client, officer, union):
    send(client, [rosters.row()])
    tasks.process_imports()
    job = ImportJob.objects.get()
    assert client.post(f"{job.get_absolute_url()}cancel/").status_code == 302
    for step, given in (("confirm", {}), ("cancel", {}), ("fields", {"left_out": []}), ("changes", {"number": 3})):
        answer = client.post(f"{job.get_absolute_url()}{step}/", given)
        assert_refused_first(answer, "moved on")
        assert answer.context["job"] == job
    assert not Member.objects.exists()


def test_an_officer_uploads_previews_confirms_and_downloads_the_result(client, officer, union):
    good = rosters.row(name="毛超桂", unit="机关", native_place="=1+1")
    sent = send(client, [good, rosters.row(phone="1")])
    job = ImportJob.objects.get()
    assert sent.headers["Location"] == job.get_absolute_url()
    waiting = client.get(job.get_absolute_url()).content.decode()
    assert "every 1s" in waiting
    assert 'http-equiv="refresh"' in waiting

    tasks.process_imports()
    assert client.get(f"{job.get_absolute_url()}progress/").headers["HX-Refresh"] == "true"
    preview = client.get(job.get_absolute_url()).content.decode()
    assert "机关" in preview
    assert "移动电话" in preview
    assert "has 1 digits" in preview
    assert not Member.objects.exists()

    client.post(f"{job.get_absolute_url()}confirm/", {"create_units": "on"})
    tasks.process_imports()
    assert Member.objects.get().unit.name == "机关"
    assert "The accepted rows are in the register" in client.get(job.get_absolute_url()).content.decode()

    result = client.get(f"{job.get_absolute_url()}result/")
    sheet = load_workbook(io.BytesIO(b"".join(result.streaming_content))).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[1]][-2:] == ["是否导入成功", "错误原因"]
    assert [cell.value for cell in rows[2]][-2:] == ["yes", None]
    assert [cell.value for cell in rows[3]][-2:] == [
        "no",
        "移动电话: has 1 digits and should have 11, beginning with 1",
    ]
    formula = next(cell for cell in rows[2] if cell.value == "=1+1")
    assert formula.data_type == "s"
    assert formula.quotePrefix
    assert "no-store" in result.headers["Cache-Control"]


def test_the_same_file_again_changes_nothing(client, officer):
    rows = [rosters.row(), rosters.row()]
    for _ in range(2):
        send(client, rows)
        tasks.process_imports()
        job = ImportJob.objects.latest("id")
        client.post(f"{job.get_absolute_url()}confirm/")
        tasks.process_imports()
    job.refresh_from_db()
    assert (job.created, job.updated, job.unchanged) == (0, 0, 2)
    assert "Nothing changed" in client.get(job.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b,c\n1,2,3", "Missing: 姓名、证件号码、移动电话"),
        (b"\x00\xff\x01", "nor a CSV file in UTF-8 or GB18030"),
        (rosters.book([], heads=["商品", "数量"]), "Missing: 姓名、证件号码、移动电话"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "old .xls format"),
        (rosters.book([rosters.row()])[:900], "damaged"),
    ],
    ids=["csv", "no text", "other sheet", "xls", "torn"],
)
def test_a_file_that_is_no_roster_is_an_error_of_its_field_and_is_not_stored(client, officer, content, says):
    answer = send(client, [], content=content)
    assert answer.status_code == 422
    assert says in answer.context["form"].errors["file"][0]
    assert says in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_a_file_that_is_too_large_is_refused(client, officer, settings):
    settings.IMPORT_MAX_BYTES = 1024**2
    answer = send(client, [], content=b"PK\x03\x04" + b"\0" * 1024**2)
    assert "larger than 1 MB" in answer.context["form"].errors["file"][0]


def test_a_unit_out_of_reach_is_refused_as_unknown(client, officer):
    make.unit("别处", code="XX")
    answer = send(client, [rosters.row()], unit="XX")
    assert answer.context["form"].errors["unit"] == ["There is no such unit within your reach."]
    assert not ImportJob.objects.exists()


def test_the_form_has_the_officers_highest_unit_as_initial_value(client, officer, union):
    make.unit("机关", parent=union)
    assert 'value="公司工会"' in client.get("/members/imports/new/").content.decode()
    make.unit("公司工会", parent=union)
    assert 'value="HQ"' in client.get("/members/imports/new/").content.decode()


def test_an_import_is_cancelled_before_it_begins(client, officer):
    send(client, [rosters.row()])
    job = ImportJob.objects.get()
    client.post(f"{job.get_absolute_url()}cancel/")
    tasks.process_imports()
    job.refresh_from_db()
    assert job.state == "cancelled"
    client.post(f"{job.get_absolute_url()}confirm/")
    assert not Member.objects.exists()
    assert client.get(f"{job.get_absolute_url()}result/").status_code == 302


def test_an_officer_of_another_union_sees_no_import(client, officer):
    send(client, [rosters.row()])
    job = ImportJob.objects.get()
    client.force_login(make.officer(make.unit("别处")))
    assert client.get(job.get_absolute_url()).status_code == 404
    for page in ("progress", "result"):
        assert client.get(f"{job.get_absolute_url()}{page}/").status_code == 404
    for step in ("confirm", "cancel"):
        assert client.post(f"{job.get_absolute_url()}{step}/").status_code == 404
    assert job.file_name not in client.get("/members/imports/").content.decode()


@pytest.mark.parametrize("post", ["auditor", "group_leader", "chair"])
def test_a_user_without_the_right_to_import_gets_403(client, union, post):
    client.force_login(make.officer(union, post=post))
    for page in ("", "new/", "template/"):
        assert client.get(f"/members/imports/{page}").status_code == 403
    assert send(client, [rosters.row()]).status_code == 403
    assert not ImportJob.objects.exists()


def test_the_template_itself_can_be_imported(client, officer):
    content = b"".join(client.get("/members/imports/template/").streaming_content)
    answer = send(client, [], content=content)
    assert answer.status_code == 302
    assert ImportJob.objects.get().unknown_heads == []


def test_unknown_and_repeated_columns_are_listed_separately(client, officer):
    heads = "姓名,爱好,姓 名,证件号码,移动电话"
    send(client, [], name="名册.csv", content=f"{heads}\n静,钓鱼,远,11010519491231002X,13812341234\n".encode())
    tasks.process_imports()
    page = client.get(ImportJob.objects.get().get_absolute_url()).content.decode()
    assert "These columns are unknown and were not read: 爱好<" in page
    assert "These columns are there twice; only the first one was read: 姓 名<" in page


def test_past_imports_are_listed(client, officer):
    send(client, [rosters.row()], name="九月名册.xlsx")
    assert "九月名册.xlsx" in client.get("/members/imports/").content.decode()
