"""The sheets to sign as one file: each group on pages of its own with its subtotal, the grand total once."""

import pytest

from tests import factories as make
from tests.pdf_text import pages_of

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
