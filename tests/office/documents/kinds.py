"""A kind of documents for tests."""

from dataclasses import replace
from typing import Any

from office.documents.blocks import Content, Heading, Text
from office.documents.kinds import DocumentKind, Placeholder

NAME = "test_letter"


# Any: values of any field.
def letter(**changes: Any) -> DocumentKind:
    """Return a letter that says whose it is; `changes` are fields of the kind."""
    kind = DocumentKind(
        label="测试证明",
        text="兹证明{{member.name}}系我会会员。编号{{number}}，{{issued_on}}。",
        placeholders=[
            Placeholder("member.name", "姓名", "张三"),
            Placeholder("number", "编号", "DH-2026-00001"),
            Placeholder("issued_on", "日期", "2026-11-27"),
        ],
        permission="members.view_member",
        compose=lambda text, values: Content("测试证明", [[Heading("测试证明"), Text(text, indent=True)]]),
    )
    return replace(kind, **changes)
