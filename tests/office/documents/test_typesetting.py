"""PDF files are the same for the same content, subset their fonts, and read nothing but layout and fonts."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
import typst

from office.documents import typesetting
from office.documents.blocks import Column, Content, Heading, Sum, Table, Text
from tests.pdf_text import pages_of, text_of

AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
LETTER = Content("证明", [[Heading("证明"), Text("兹证明张三系我会会员。")]]).as_json()


def sheet(rows: int, name: str = "张三") -> bytes:
    columns = [
        Column("序号", 12, True),
        Column("姓名", 26),
        Column("金额", 24, True),
        Column("签名", 40),
        Column("日期"),
    ]
    lines = [[number, name, "¥300.00", "", ""] for number in range(1, rows + 1)]
    table = Table(columns, lines, [Sum("小计", 2, "¥300.00", "叁佰元整")], ["经办人："])
    return typesetting.render_pdf(Content("签领表", [[Heading("签领表"), table]]).as_json(), at=AT)


def test_the_same_content_gives_the_same_bytes_in_every_thread():
    with ThreadPoolExecutor(4) as pool:
        files = set(pool.map(lambda _n: typesetting.render_pdf(LETTER, at=AT), range(8)))
    assert len(files) == 1


def test_a_long_document_is_typeset_by_a_process_of_its_own_with_the_same_bytes(monkeypatch):
    here = sheet(40)
    monkeypatch.setattr(typesetting, "LARGEST_HERE", 0)
    monkeypatch.setattr(typesetting, "_compiler", None)
    assert sheet(40) == here


def test_that_process_gets_none_of_the_keys(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setattr(typesetting, "LARGEST_HERE", 0)
    with patch.object(typesetting.subprocess, "run", wraps=typesetting.subprocess.run) as run:
        sheet(1)
    assert run.call_args.kwargs["env"].keys() == {"PATH", "PYTHONUTF8"}


def test_parts_are_joined_in_their_order():
    parts = [Content("证明", [[Heading("证明"), Text(f"第 {number} 人")]]).as_json() for number in range(3)]
    pdf = typesetting.join_pdfs(typesetting.render_pdf(part, at=AT) for part in parts)
    assert ["".join(page.split()) for page in pages_of(pdf)] == [
        "".join(page.split()) for part in parts for page in pages_of(typesetting.render_pdf(part, at=AT))
    ]


def test_fonts_are_cut_down_to_the_letters_that_are_used():
    assert len(typesetting.render_pdf(LETTER, at=AT)) < 40_000


def test_each_page_is_a_picture_too():
    assert [picture[:4] for picture in typesetting.render_pictures(LETTER)] == [b"\x89PNG"]


@pytest.mark.parametrize("rows", [0, 1, 2, 24, 25, 26, 27, 28, 29, 30, 31])
def test_sums_and_signatures_never_stand_alone_on_a_page(rows):
    last = pages_of(sheet(rows))[-1]
    assert "小计" in last and "经办人" in last and "叁佰元整" in last
    assert last.count("张三") >= min(rows, 3)


def test_the_heads_of_a_table_are_repeated_on_each_page():
    pages = pages_of(sheet(80))
    assert len(pages) > 2 and all("姓名" in page for page in pages)


def test_a_name_as_long_as_the_register_allows_is_printed_whole():
    name = "买买提江·阿卜杜拉·" * 7
    assert name in text_of(sheet(1, name)).replace("\u200b", "")


@pytest.mark.parametrize(
    "source",
    [b'#read("/etc/passwd")', b'#read("../rules.py")', b'#import "@preview/cetz:0.3.0": *', b'#image("/etc/hostname")'],
)
def test_even_a_layout_reads_nothing_outside_its_folder(monkeypatch, source):
    # A compiler keeps the input it was given last.
    monkeypatch.setattr(typesetting, "_local", threading.local())
    with pytest.raises(typst.TypstError):
        typesetting._compiler().compile(input=source, format="pdf")
