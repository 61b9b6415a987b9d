"""Caps that provinces have published: defaults that an administrator adopts for a unit and may then edit.

The figures are second-hand (domain.md part 1): the form asks to compare them with the document first.
"""

from dataclasses import dataclass
from datetime import date

from welfare.choices import Basis, Kind


@dataclass(frozen=True)
class Published:
    """One cap of a document; `amount` is in per cent for a share of the budget, in yuan for every other basis."""

    kind: Kind
    basis: Basis
    amount: int


@dataclass(frozen=True)
class Region:
    name: str
    source: str
    effective_from: date
    effective_to: date | None
    caps: tuple[Published, ...]


def _caps(year: int = 0, **events: int) -> tuple[Published, ...]:
    festivals = (Published(Kind.FESTIVAL, Basis.PERSON_YEAR, year),) if year else ()
    return festivals + tuple(Published(Kind(kind), Basis.EVENT, amount) for kind, amount in events.items())


REGIONS = {
    "anhui": Region(
        "安徽",
        "皖工发〔2025〕18号",
        date(2025, 1, 1),
        None,
        _caps(
            2200,
            birthday=500,
            marriage=2000,
            childbirth=2000,
            hospital=2000,
            member_death=2000,
            kin_death=2000,
            retirement=2000,
        ),
    ),
    "anhui_2018": Region(
        "安徽",
        "安徽省实施细则（2018）",
        date(2018, 1, 1),
        date(2024, 12, 31),
        _caps(
            1500,
            birthday=300,
            marriage=600,
            childbirth=600,
            hospital=1000,
            member_death=2000,
            kin_death=1000,
            retirement=1000,
        ),
    ),
    "shandong": Region("山东", "山东省实施细则（2018）", date(2018, 1, 1), None, _caps(1600, birthday=300)),
    "sichuan": Region(
        "四川",
        "四川省实施办法（2023）",
        date(2023, 1, 1),
        None,
        _caps(2200, birthday=500, marriage=800, childbirth=800),
    ),
    "inner_mongolia": Region("内蒙古", "内蒙古实施细则（2023）", date(2023, 1, 1), None, _caps(2500)),
    "beijing": Region(
        "北京",
        "北京市实施办法（2019）",
        date(2019, 1, 1),
        None,
        (Published(Kind.FESTIVAL, Basis.BUDGET_SHARE, 50), Published(Kind.BIRTHDAY, Basis.EVENT, 300)),
    ),
}
