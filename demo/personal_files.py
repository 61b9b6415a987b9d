"""Personal files of the demonstration union: families, honours, hardship files, a document; and visits."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.attachments import scanned
from demo.hardship import make_hardship_files
from demo.visits import make_visits
from members import choices
from members.authority.models import User
from members.own_data.actions.consents import record_consent
from members.personal_file.actions.family import save_kin
from members.personal_file.actions.papers import file_document, record_honour
from members.personal_file.models.family import FamilyMember
from members.personal_file.models.papers import Honour, MemberDocument
from members.register.models.member import Member

SURNAMES = "赵钱孙李周吴郑王冯陈"
HONOURS = [
    ("先进工作者", choices.HonourLevel.ENTERPRISE, "东河油田"),
    ("劳动模范", choices.HonourLevel.MUNICIPAL, "东营市总工会"),
    ("五一劳动奖章", choices.HonourLevel.PROVINCIAL, "山东省总工会"),
]


def fill_personal_files(today: date) -> None:
    """Enter families, honours and hardship files; the spouse of the account `worker` is a member too."""
    officer = User.objects.get(username="welfare")
    members = list(Member.objects.active().filter(user=None).order_by("pk")[:400:20])
    for number, member in enumerate(members):
        _enter_family(member, number, officer, today)
    for number, member in enumerate(members[:9]):
        title, level, giver = HONOURS[number % len(HONOURS)]
        day = date(today.year - 1 - number % 4, 5, 1)
        honour = Honour(member=member, title=title, level=level, awarded_by=giver, awarded_on=day)
        record_honour(honour, by=officer)
    make_hardship_files(members[10:14], today)
    _fill_file_of_worker(officer, members[0], today)
    make_visits(members[14:21], today)


def _consent(member: Member, by: User) -> None:
    """Record the consent to keep family data: online, or by an officer with the signed sheet."""
    sheet = [] if by == member.user else scanned(SimpleUploadedFile("个人信息同意书.txt", "本人同意。".encode()))
    channel = choices.Channel.PAPER if sheet else choices.Channel.ONLINE
    record_consent(member, choices.Purpose.FAMILY, given=True, by=by, channel=channel, files=sheet)


def _enter_family(member: Member, number: int, officer: User, today: date) -> None:
    surname = SURNAMES[number % len(SURNAMES)]
    spouse = FamilyMember(member=member, relation="spouse", name=f"{surname}慧", workplace="东营区第二小学")
    child = FamilyMember(
        member=member,
        relation="child",
        name=f"{member.name[0]}小宇",
        birth_date=date(today.year - 9, 3, 1 + number),
        is_dependent=True,
        school="东营区实验小学",
        grade="三年级",
    )
    _consent(member, officer)
    for kin in (spouse, child):
        save_kin(kin, by=officer)


def _fill_file_of_worker(officer: User, spouse: Member, today: date) -> None:
    worker = Member.objects.get(user__username="worker")
    husband = FamilyMember(member=worker, relation="spouse", name=spouse.name, workplace=str(spouse.unit))
    husband.set_id_number(spouse.id_number.reveal())
    mother = FamilyMember(member=worker, relation="parent", name="周桂芳", sex="2", birth_date=date(1950, 4, 6))
    son = FamilyMember(
        member=worker,
        relation="child",
        name="赵一鸣",
        sex="1",
        birth_date=date(today.year - 16, 9, 9),
        is_dependent=True,
        school="东营市第一中学",
        grade="高一",
    )
    _consent(worker, worker.user or officer)
    for kin in (husband, mother, son):
        save_kin(kin, by=officer)
    honour = Honour(
        member=worker,
        title="三八红旗手",
        level="municipal",
        awarded_by="东营市妇女联合会",
        awarded_on=date(today.year, 3, 8),
    )
    record_honour(honour, by=officer)
    application = SimpleUploadedFile("入会申请书.txt", "本人自愿加入工会。".encode())
    file_document(
        MemberDocument(member=worker, kind="application", title="入会申请书"), scanned(application), by=officer
    )
