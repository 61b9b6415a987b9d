"""The sheets to sign as one file: each group on pages of its own with its subtotal, the grand total once."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests import factories as make
from tests.pdf_text import pages_of
from welfare.handing_out.counter import Scan, hand_out

pytestmark = pytest.mark.django_db


def test_each_group_has_pages_of_its_own_and_sums_stand_once(client, officer, union):
    for name in ("一班", "二班"):
        group = make.unit(name, parent=union)
        for _number in range(30):
            make.member(group)
    run = make.issued_run(union)
    pages = pages_of(client.get(f"{run.get_absolute_url()}sheet/file/").content)
    text = "\n".join(pages)
    assert text.count("¥9,000.00") == 2
    assert text.count("¥18,000.00") == 1
    assert "¥18,000.00" in pages[-1]
    groups = [[name for name in ("一班", "二班") if name in page] for page in pages]
    assert groups == sorted(groups, key=lambda named: named[0] == "二班")
    assert all(len(named) == 1 for named in groups)


def test_the_workbook_has_a_sheet_for_each_group_with_its_subtotal_and_who_took_it(client, officer, union):
    for name in ("一班", "二班"):
        group = make.unit(name, parent=union)
        for _number in range(2):
            make.member(group)
    run = make.issued_run(union)
    grant = run.grants.select_related("member__merged_into", "unit", "run", "occasion").earliest("pk")
    scan = Scan(
        nonce=uuid4(),
        grant=grant.pk,
        at=timezone.now(),
        taker="deputy",
        deputy="孟父",
        relation="父亲",
        why="夜班",
        quantity=2,
    )
    hand_out(grant, scan, by=officer)
    answer = client.get(f"{run.get_absolute_url()}sheet/export/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["一班", "二班"]
    first, second = ([[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book)
    assert [row[5] for row in first] == ["Amount", 300, 300, 600]
    assert [row[5] for row in second] == ["Amount", 300, 300, 600, 1200]
    assert [row[4] for row in first[1:3]] == [2, 1] and "孟父" in first[1][7]
