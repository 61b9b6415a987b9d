"""Generates a roster workbook as an enterprise sends it, with invented people."""

import random
from datetime import date, timedelta
from typing import IO

from openpyxl import Workbook

from members.importing.reading.columns import COLUMNS
from members.register.rules.identity import check_digit

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉建华国庆春梅海燕志鹏宇欣浩然雪琳佳慧子轩雨泽思源"
FIRST_BIRTH, BIRTHS = date(1963, 1, 1), 15_000
FIRST_JOINING, JOININGS = date(1990, 1, 1), 12_000


def write_roster(file: IO[bytes], rows: int, units: list[str]) -> None:
    """Write a workbook with all columns and `rows` people, each with their own certificate, phone and number."""
    rng = random.Random(20261122)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("会员信息")
    sheet.append(list(COLUMNS.values()))
    for number in range(rows):
        sheet.append(_person(number, units, rng))
    book.save(file)
    file.flush()


def _person(number: int, units: list[str], rng: random.Random) -> list[object]:
    """Return the cells of one person in the order of COLUMNS; every fifth has date cells instead of text."""
    born = FIRST_BIRTH + timedelta(days=number % BIRTHS)
    sex = rng.randrange(2)
    serial = number // BIRTHS * 2 + sex
    first_seventeen = f"{370502 + serial // 1000}{born:%Y%m%d}{serial % 1000:03d}"
    joined = FIRST_JOINING + timedelta(days=rng.randrange(JOININGS))
    return [
        rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2)))),
        "女男"[sex],
        born.isoformat(),
        rng.choice(("汉族", "汉族", "汉族", "回族", "满族")),
        "在岗",
        "居民身份证",
        first_seventeen + check_digit(first_seventeen),
        rng.choice(("本科", "大专", "高中", "中专", "硕士")),
        rng.choice(("高级工", "中级工", "初级工", "技师", "无")),
        f"13{number:09d}",
        rng.choice(("农业户口", "非农业户口")),
        rng.choice(("山东省东营市东营区", "山东省东营市垦利区", "山东省滨州市滨城区")),
        "入会",
        joined if number % 5 == 0 else joined.isoformat(),
        None,
        rng.choice(("群众", "中共党员", "共青团员")),
        rng.choice(units),
        rng.choice(("山东", "河北", "河南", "四川")),
        rng.choice(("是", "否")),
        f"E{number:06d}",
        rng.choice(("劳动合同制", "劳务派遣")),
        rng.choice(("一线操作", "专业技术", "管理")),
        f"{joined:%Y/%m/%d}",
    ]
