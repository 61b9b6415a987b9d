from dataclasses import replace
from typing import TypedDict, Unpack

from members.authority.models import User
from members.joining import actions as applications
from members.joining.actions import Applicant
from members.joining.models import Application
from members.units.models.units import Unit
from tests.factories.members import identity_number
from tests.factories.units import unit as new_unit


class Fields(TypedDict, total=False):
    """Fields of an applicant that a test may set."""

    name: str
    id_kind: str
    id_number: str
    phone: str
    employee_number: str
    statement: str


def applicant(**fields: Unpack[Fields]) -> Applicant:
    """Return the data of an applicant, each time with another identity number."""
    usual = Applicant(
        name="新员工",
        id_kind="1",
        id_number=identity_number(),
        phone="13612345678",
        employment_form="contract",
        post_category="front_line",
        employee_number="",
        statement="自愿加入工会",
    )
    return replace(usual, **fields)


def application(unit: Unit | None = None, *, by: User | None = None, **fields: Unpack[Fields]) -> Application:
    """Create an application for membership that is not decided yet."""
    return applications.apply_for_membership(applicant(**fields), unit or new_unit(), by=by)[0]
