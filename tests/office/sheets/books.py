"""Workbooks made of the XML of their parts, as programs other than ours write them."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*targets: tuple[str, str, str]) -> str:
    """Return the XML of relations: key, last word of the type, target."""
    found = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in targets
    )
    return f'<Relationships xmlns="{RELATIONS}">{found}</Relationships>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet with these rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def styles(*codes: str | int) -> str:
    """Return the XML of styles with these number formats: a code, or the number of a built-in one."""
    own = [code for code in codes if isinstance(code, str)]
    listed = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{code}"/>'.replace('Code=""', 'Code="')
        for at, code in enumerate(one.replace("&", "&amp;").replace('"', "&quot;") for one in own)
    )
    numbers = [200 + own.index(code) if isinstance(code, str) else code for code in codes]
    used = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{listed}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def workbook(*sheets: tuple[str, str], properties: str = "") -> str:
    """Return the XML of the workbook: title and state of each sheet."""
    listed = "".join(
        f'<sheet name="{title}" sheetId="{at}" state="{state}" r:id="rId{at}"/>'
        for at, (title, state) in enumerate(sheets, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets></workbook>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def book(*sheets: str | bytes, properties: str = "", states: tuple[str, ...] = (), **parts: str) -> bytes:
    """Return a workbook with the sheets 表1, 表2 and so on; `parts`: `styles` and `texts`, the shared ones, as XML."""
    titles = [(f"表{at + 1}", states[at] if states else "visible") for at in range(len(sheets))]
    targets = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
    made: dict[str, str | bytes] = {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(*titles, properties=properties),
        **{f"xl/worksheets/sheet{at}.xml": content for at, content in enumerate(sheets, start=1)},
    }
    if "styles" in parts:
        made["xl/styles.xml"] = parts["styles"]
        targets.append(("rIdS", "styles", "styles.xml"))
    if "texts" in parts:
        made["xl/sharedStrings.xml"] = parts["texts"]
        targets.append(("rIdT", "sharedStrings", "sharedStrings.xml"))
    made["xl/_rels/workbook.xml.rels"] = relations(*targets)
    return zipped(made)


def row(number: int, *cells: object, attributes: str = "") -> str:
    """Return the XML of a row of texts; None leaves a cell out."""
    made = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for at, cell in enumerate(cells)
        if cell is not None
    )
    return f'<row r="{number}"{attributes}>{made}</row>'
