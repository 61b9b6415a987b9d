"""Units, members and accounts of the demonstration union: 8 branches, 40 groups, 1,200 members."""

import random
from datetime import date, timedelta

from faker import Faker

from demo.accounts import ACCOUNTS, PASSWORD
from members import choices
from members.authority.models import Appointment, Post, User
from members.register.models.member import Member
from members.register.rules.identity import check_digit, pinyin_of, sex_of
from members.units.models.units import Unit
from office.secrets import keyed_hash

ROOT = "DH"
BRANCHES = [
    "采油一厂",
    "采油二厂",
    "油气集输总厂",
    "供电分公司",
    "供水分公司",
    "机关",
    "物业服务分公司",
    "西城服务协调中心",
]
GROUPS = ["一班", "二班", "三班", "综合组", "技术组"]
MEMBERS = 1200
AREAS = ["370502", "370503", "370522", "370523", "371621", "410901", "510107", "320102"]


def create_units() -> Unit:
    """Create the tree of units, with the codes DH, DH01…DH08, DH0101…DH0805, and return its root."""
    union = Unit.objects.add_root({"name": "东河油田工会", "code": ROOT, "kind": choices.UnitKind.UNION})
    for b, branch_name in enumerate(BRANCHES, 1):
        branch = _add_unit(union, branch_name, f"{ROOT}{b:02d}", choices.UnitKind.BRANCH)
        for g, group_name in enumerate(GROUPS, 1):
            _add_unit(branch, f"{branch_name}{group_name}", f"{ROOT}{b:02d}{g:02d}", choices.UnitKind.GROUP)
    return union


def _add_unit(parent: Unit, name: str, code: str, kind: str) -> Unit:
    parent.refresh_from_db()  # treebeard counts a node's children on the row
    return Unit.objects.add_child(parent, {"name": name, "code": code, "kind": kind})


def create_members(today: date) -> None:
    """Create MEMBERS members in all groups, from a fixed seed; some have retired, left, or wait for admission."""
    rng = random.Random(20260925)
    faker = Faker("zh_CN")
    faker.seed_instance(20260925)
    groups = list(Unit.objects.filter(kind=choices.UnitKind.GROUP))
    Member.objects.bulk_create(
        _random_member(number, groups[number % len(groups)], rng, faker, today) for number in range(MEMBERS)
    )


def _random_member(number: int, group: Unit, rng: random.Random, faker: Faker, today: date) -> Member:
    born = date(1966, 1, 1) + timedelta(days=rng.randrange(365 * 36))
    hired = born + timedelta(days=365 * 19 + rng.randrange(365 * 5))
    hired = min(hired, today - timedelta(days=30))
    first_seventeen = f"{rng.choice(AREAS)}{born:%Y%m%d}{number % 1000:03d}"
    id_number = first_seventeen + check_digit(first_seventeen)
    sex = sex_of(id_number)
    name = faker.name_male() if sex == choices.Sex.MALE else faker.name_female()
    state, employment = _state_and_employment(number)
    pinyin, initials = pinyin_of(name)
    return Member(
        unit=group,
        name=name,
        pinyin=pinyin,
        initials=initials,
        sex=sex,
        birth_date=born,
        ethnic_group="03" if number % 25 == 0 else "01",
        id_number=id_number,
        id_hash=keyed_hash(id_number),
        phone=f"13{rng.randrange(10)}{number:04d}{rng.randrange(10000):04d}",
        education=rng.choice(["61", "31", "21", "14"]),
        skill_level=rng.choice(["", "5", "4", "3", "2"]),
        household_kind=rng.choice(choices.Household.values),
        household_place="山东省东营市",
        native_place="山东",
        is_migrant=rng.random() < 0.12,
        politics=rng.choices(["13", "01", "03"], [6, 3, 1])[0],
        employee_number=f"D{number + 1:05d}",
        employment=employment,
        employment_form=rng.choices(["contract", "agency", "outsourced"], [8, 1, 1])[0],
        post_category=rng.choices(["front_line", "technical", "management"], [70, 20, 10])[0],
        hired_on=hired,
        state=state,
        joined_on=hired + timedelta(days=30),
        state_since=hired + timedelta(days=30),
    )


def _state_and_employment(number: int) -> tuple[str, str]:
    """Return membership state and employment of the n-th member: active and on duty, except for some in a hundred."""
    match number % 100:
        case 7:
            return choices.MemberState.RETAINED, choices.Employment.RETIRED
        case 57:
            return choices.MemberState.ACTIVE, choices.Employment.RETIRED
        case 23:
            return choices.MemberState.WITHDRAWN, choices.Employment.OTHER
        case 41:
            return choices.MemberState.TRANSFERRED, choices.Employment.OTHER
        case 63 if number > 600:
            return choices.MemberState.PENDING, choices.Employment.ON_DUTY
        case 77:
            return choices.MemberState.ACTIVE, choices.Employment.SICK_LEAVE
        case _:
            return choices.MemberState.ACTIVE, choices.Employment.ON_DUTY


def create_accounts(today: date) -> None:
    """Create ACCOUNTS with their appointments since last year; all but the administrator are members too."""
    taken: list[int] = []
    for account in ACCOUNTS:
        if account.username == "admin":
            User.objects.create_superuser(account.username, PASSWORD, name=account.name)
            continue
        user = User.objects.create_user(account.username, PASSWORD, name=account.name)
        place = Unit.objects.get(code=account.place)
        if account.post:
            Appointment.objects.create(
                holder=user,
                post=Post.objects.get(code=account.post),
                unit=place,
                starts_on=date(today.year - 1, 1, 1),
                ends_on=date(today.year + 2, 12, 31),
            )
        member = (
            Member.objects.active()
            .filter(unit__path__startswith=place.path, employment=choices.Employment.ON_DUTY)
            .exclude(pk__in=taken)
            .order_by("pk")[0]
        )
        taken.append(member.pk)
        member.user, member.name = user, account.name
        member.pinyin, member.initials = pinyin_of(account.name)
        member.save()
