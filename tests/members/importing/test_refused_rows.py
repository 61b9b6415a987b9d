"""A refused row says whom it is about and what the file says; afterwards the page says what to do next."""

import io

import pytest
from django.contrib.auth.models import Permission
from openpyxl import load_workbook

from members.authority.models import Post
from members.importing import tasks
from members.importing.models.imports import ImportFault, ImportJob
from members.register.models.member import Member
from tests import factories as make
from tests.members.importing import rosters
from tests.members.importing.test_import_pages import send

pytestmark = pytest.mark.django_db

WRONG = "11010519491231003X"


def page_of(client, rows, **given):
    send(client, rows, **given)
    tasks.process_imports()
    job = ImportJob.objects.get()
    return job, client.get(job.get_absolute_url()).content.decode()


def test_the_preview_names_the_person_and_the_refused_value(client, officer, union):
    rows = [rosters.row(name="毛超桂", birth_date="昨天"), rosters.row(name="苏\u200b静", education="高小")]
    job, page = page_of(client, rows)
    for shown in ("毛超桂", "<td>昨天</td>", "苏静", "<td>高小</td>"):
        assert shown in page
    assert [fault.name for fault in job.faults.all()] == ["毛超桂", "苏静"]


def importer(unit, *, reveals):
    """Return an account that may import and look, and read numbers in full if `reveals`."""
    post = Post.objects.create(code="hr", name="人事")
    codes = ["import_member", "view_member", *(["reveal_member"] if reveals else [])]
    post.permissions.set(Permission.objects.filter(codename__in=codes))
    return make.officer(unit, "hr")


@pytest.mark.parametrize(
    ("reveals", "number", "phone"), [(True, "110***********003X", "1381234"), (False, "********", "*******")]
)
def test_refused_numbers_are_masked_as_the_rights_of_the_reader_say(client, union, reveals, number, phone):
    client.force_login(importer(union, reveals=reveals))
    _job, page = page_of(client, [rosters.row(id_number=WRONG), rosters.row(phone="1381234")])
    assert f"<td>{number}</td>" in page
    assert f"<td>{phone}</td>" in page
    assert WRONG not in page
    assert all(WRONG not in fault.value.token for fault in ImportFault.objects.all())


def test_a_name_in_radicals_is_taken_in_usual_characters_and_both_forms_are_shown(client, officer, union):
    job, page = page_of(client, [rosters.row(name="⻩⽂")])
    assert "⻩⽂" in page
    assert "黄文" in page
    assert (job.accepted, job.rejected) == (1, 0)
    client.post(f"{job.get_absolute_url()}confirm/", {})
    tasks.process_imports()
    assert Member.objects.get().name == "黄文"
    assert Member.objects.get().pinyin == "huangwen"
    for typed in ("黄文", "⻩⽂"):
        assert "黄文" in client.get("/members/", {"q": typed}).content.decode()
    result = client.get(f"{job.get_absolute_url()}result/")
    sheet = load_workbook(io.BytesIO(b"".join(result.streaming_content))).active
    assert [cell.value for cell in list(sheet.iter_rows())[2]][-2:] == ["yes", None]


@pytest.mark.parametrize("name", ["张?明", "李\ufffd", "赵□"])
def test_a_name_with_a_lost_character_is_refused(client, officer, union, name):
    job, page = page_of(client, [rosters.row(name=name)])
    assert job.rejected == 1
    assert name in page


def test_the_outcome_leads_to_new_members_codes_and_the_refused_rows(client, officer, union, chinese):
    job, preview = page_of(client, [rosters.row(name="毛超桂"), rosters.row(name="苏静", phone="1")])
    assert "导入 1 行（跳过 1 行）" in preview
    client.post(f"{job.get_absolute_url()}confirm/", {})
    tasks.process_imports()
    page = client.get(job.get_absolute_url()).content.decode()
    for link in ("/members/?unit=HQ&amp;sort=-entered", "/members/activation/?unit=HQ&amp;code=none", "/refused/"):
        assert link in page
    assert "毛超桂" in client.get("/members/?unit=HQ&sort=-entered").content.decode()


def test_the_refused_rows_are_downloaded_corrected_and_imported_again(client, officer, union):
    job, _page = page_of(client, [rosters.row(name="毛超桂"), rosters.row(name="苏静", phone="1")])
    client.post(f"{job.get_absolute_url()}confirm/", {})
    tasks.process_imports()
    answer = client.get(f"{job.get_absolute_url()}refused/")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    heads, refused = [[cell.value for cell in line] for line in book.active.iter_rows()]
    assert heads[-1] == "错误原因"
    assert "苏静" in refused
    book.active.cell(2, heads.index("移动电话") + 1).value = "13812345679"
    mended = io.BytesIO()
    book.save(mended)
    send(client, [], content=mended.getvalue())
    tasks.process_imports()
    again = ImportJob.objects.latest("pk")
    assert (again.accepted, again.rejected, again.unknown_heads) == (1, 0, [])


def test_a_row_that_is_refused_on_confirmation_names_the_person_too(client, officer, union):
    branch = make.unit("别处", kind="union")
    known = make.member(branch, id_number=make.identity_number())
    job, _page = page_of(client, [rosters.row(name="毛超桂", id_number=known.id_number.reveal())])
    client.post(f"{job.get_absolute_url()}confirm/", {})
    tasks.process_imports()
    assert ImportFault.objects.get().name == "毛超桂"
