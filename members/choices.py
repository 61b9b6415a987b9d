"""Code lists of members: national codes where there are any. Their Chinese words: importing/reading/vocabulary.py."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sex(TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", _("unknown")
    MALE = "1", _("male")
    FEMALE = "2", _("female")
    NOT_SAID = "9", _("not said")


class IdKind(TextChoices):
    IDENTITY_CARD = "1", _("identity card")
    PASSPORT = "2", _("passport")
    OFFICER = "3", _("officer's certificate")


class Employment(TextChoices):
    """就业状况 of the national import sheet."""

    ON_DUTY = "on_duty", _("on duty")
    LAID_OFF = "laid_off", _("laid off")
    UNEMPLOYED = "unemployed", _("unemployed")
    RETIRED = "retired", _("retired")
    RETIRED_CADRE = "retired_cadre", _("retired cadre")
    RESIGNED = "resigned", _("retired by resignation")
    INTERNAL_RETIREMENT = "internal_retirement", _("internally retired")
    SICK_LEAVE = "sick_leave", _("on sick leave")
    OTHER = "other", pgettext_lazy("employment status", "other")


class Education(TextChoices):
    """GB/T 4658, the level completed."""

    DOCTOR = "11", _("doctorate")
    MASTER = "14", _("master's degree")
    BACHELOR = "21", _("bachelor's degree")
    COLLEGE = "31", _("junior college")
    SECONDARY_VOCATIONAL = "41", _("secondary vocational school")
    VOCATIONAL_HIGH = "44", _("vocational high school")
    SKILLED_WORKER = "47", _("skilled workers' school")
    HIGH_SCHOOL = "61", _("high school")
    MIDDLE_SCHOOL = "71", _("middle school")
    PRIMARY_SCHOOL = "81", _("primary school")
    OTHER = "90", pgettext_lazy("education", "other")


class SkillLevel(TextChoices):
    SENIOR_TECHNICIAN = "1", _("senior technician")
    TECHNICIAN = "2", _("technician")
    SENIOR = "3", _("senior worker")
    INTERMEDIATE = "4", _("intermediate worker")
    JUNIOR = "5", _("junior worker")


class Household(TextChoices):
    RURAL = "rural", _("agricultural household")
    URBAN = "urban", _("non-agricultural household")


class Politics(TextChoices):
    """GB/T 4762."""

    CPC = "01", _("member of the CPC")
    CPC_PROBATIONARY = "02", _("probationary member of the CPC")
    YOUTH_LEAGUE = "03", _("member of the Youth League")
    RCCK = "04", _("member of the RCCK")
    CDL = "05", _("member of the CDL")
    CNDCA = "06", _("member of the CNDCA")
    CAPD = "07", _("member of the CAPD")
    CPWDP = "08", _("member of the CPWDP")
    ZHI_GONG = "09", _("member of the Zhi Gong Party")
    JIU_SAN = "10", _("member of the Jiu San Society")
    TDSL = "11", _("member of the TDSL")
    INDEPENDENT = "12", _("personage without party")
    MASSES = "13", _("of the masses")


class EmploymentForm(TextChoices):
    CONTRACT = "contract", _("labour contract")
    AGENCY = "agency", _("agency worker")
    OUTSOURCED = "outsourced", _("outsourced worker")
    PUBLIC_INSTITUTION = "public_institution", _("public institution staff")
    APPOINTED = "appointed", _("engaged")
    REHIRED = "rehired", _("re-engaged after retirement")
    INTERN = "intern", _("intern")
    FLEXIBLE = "flexible", _("flexible employment")


class PostCategory(TextChoices):
    """Post categories, between which the union compares what it gives."""

    FRONT_LINE = "front_line", _("front line")
    TECHNICAL = "technical", _("technical")
    MANAGEMENT = "management", _("management")
    UNSTATED = "", _("not stated")


class MemberState(TextChoices):
    PENDING = "pending", _("waiting for admission")
    ACTIVE = "active", _("in the union")
    LEAVING = "leaving", _("being transferred")
    TRANSFERRED = "transferred", _("transferred out")
    RETAINED = "retained", _("membership retained")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPELLED = "expelled", _("expelled")
    MERGED = "merged", _("merged into another record")


class Hardship(TextChoices):
    """Kinds of 困难职工, domain.md part 1."""

    NONE = "", _("none")
    DEEP = "deep", _("deep hardship")
    RELATIVE = "relative", _("relative hardship")
    ACCIDENT = "accident", _("hardship through an accident")


class FamilyRelation(TextChoices):
    """Kin (直系亲属), domain.md part 1."""

    SPOUSE = "spouse", _("spouse")
    PARENT = "parent", _("parent")
    CHILD = "child", _("child")


class HonourLevel(TextChoices):
    NATIONAL = "national", _("national")
    PROVINCIAL = "provincial", _("provincial or ministerial")
    MUNICIPAL = "municipal", _("municipal")
    INDUSTRY = "industry", _("of the trade")
    ENTERPRISE = "enterprise", _("of the enterprise")
    UNIT = "unit", _("of the unit")


class DocumentKind(TextChoices):
    APPLICATION = "application", _("application for membership")
    CONTRACT = "contract", _("copy of the labour contract")
    CERTIFICATE = "certificate", _("diploma or skill certificate")
    HOUSEHOLD = "household", _("household register")
    SCHOOL = "school", _("paper of a school")
    IDENTITY = "identity", _("copy of an identity document")
    MEDICAL = "medical", _("medical paper")
    BANK = "bank", _("copy of a bank card")
    OTHER = "other", pgettext_lazy("document", "other")


class ChangeReason(TextChoices):
    """会籍变化原因 of the national import sheet."""

    EMPLOYMENT_CHANGED = "employment_changed", _("labour relation changed")
    LAID_OFF = "laid_off", _("laid off, waiting for a post")
    UNEMPLOYED = "unemployed", _("became unemployed")
    BANKRUPTCY = "bankruptcy", _("enterprise went bankrupt")
    OWN_WISH = "own_wish", _("asked to leave")
    CRIME = "crime", _("expelled for a crime")


class UnitKind(TextChoices):
    FEDERATION = "federation", _("federation of trade unions")
    UNION = "union", _("trade union")
    BRANCH = "branch", _("branch")
    GROUP = "group", _("group")


class Purpose(TextChoices):
    """Purposes of sensitive data, each with a consent of its own. PIPL art. 28–31."""

    HEALTH = "health", _("health data for hospital visits")
    BANK_CARD = "bank_card", _("bank card for payments")
    FAMILY = "family", _("family data for bereavement and school aid")
    NOTICE = "notice", _("name in public notices")


class Channel(TextChoices):
    """How a consent reached the union."""

    ONLINE = "online", _("by the worker, online")
    PAPER = "paper", _("on paper, entered by an officer")


class RequestState(TextChoices):
    WAITING = "waiting", _("waiting for a decision")
    ACCEPTED = "accepted", pgettext_lazy("change request", "accepted")
    RETURNED = "returned", pgettext_lazy("change request", "returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("change request", "withdrawn")


class UnitLevel(TextChoices):
    """Levels of union bodies, from the ACFTU down."""

    NATIONAL = "national", pgettext_lazy("level", "national")
    PROVINCE = "province", pgettext_lazy("level", "province")
    CITY = "city", pgettext_lazy("level", "city")
    COUNTY = "county", pgettext_lazy("level", "county")
    TOWNSHIP = "township", pgettext_lazy("level", "township or street")
    BASIC = "basic", pgettext_lazy("level", "basic unit")


# GB/T 3304: code, name as romanised there.
ETHNIC_GROUPS = [
    ("01", _("Han")),
    ("02", _("Mongol")),
    ("03", _("Hui")),
    ("04", _("Zang")),
    ("05", _("Uygur")),
    ("06", _("Miao")),
    ("07", _("Yi")),
    ("08", _("Zhuang")),
    ("09", _("Buyei")),
    ("10", _("Chosen")),
    ("11", _("Man")),
    ("12", _("Dong")),
    ("13", _("Yao")),
    ("14", _("Bai")),
    ("15", _("Tujia")),
    ("16", _("Hani")),
    ("17", _("Kazak")),
    ("18", _("Dai")),
    ("19", _("Li")),
    ("20", _("Lisu")),
    ("21", _("Va")),
    ("22", _("She")),
    ("23", _("Gaoshan")),
    ("24", _("Lahu")),
    ("25", _("Sui")),
    ("26", _("Dongxiang")),
    ("27", _("Naxi")),
    ("28", _("Jingpo")),
    ("29", _("Kirgiz")),
    ("30", _("Tu")),
    ("31", _("Daur")),
    ("32", _("Mulao")),
    ("33", _("Qiang")),
    ("34", _("Blang")),
    ("35", _("Salar")),
    ("36", _("Maonan")),
    ("37", _("Gelao")),
    ("38", _("Xibe")),
    ("39", _("Achang")),
    ("40", _("Pumi")),
    ("41", _("Tajik")),
    ("42", _("Nu")),
    ("43", _("Uzbek")),
    ("44", _("Russ")),
    ("45", _("Ewenki")),
    ("46", _("Deang")),
    ("47", _("Bonan")),
    ("48", _("Yugur")),
    ("49", _("Gin")),
    ("50", _("Tatar")),
    ("51", _("Derung")),
    ("52", _("Oroqen")),
    ("53", _("Hezhen")),
    ("54", _("Monba")),
    ("55", _("Lhoba")),
    ("56", _("Jino")),
]

# A member whose transfer is under way belongs to the old unit until the day of the transfer.
IN_UNION = (MemberState.ACTIVE, MemberState.LEAVING)
LEFT_STATES = (MemberState.TRANSFERRED, MemberState.WITHDRAWN, MemberState.EXPELLED, MemberState.MERGED)
RETIRED_STATUSES = (Employment.RETIRED, Employment.RETIRED_CADRE, Employment.RESIGNED)
STATE_TONES = {
    MemberState.PENDING: "warning",
    MemberState.ACTIVE: "success",
    MemberState.LEAVING: "warning",
    MemberState.TRANSFERRED: "muted",
    MemberState.RETAINED: "info",
    MemberState.WITHDRAWN: "muted",
    MemberState.EXPELLED: "danger",
    MemberState.MERGED: "muted",
}
REQUEST_TONES = {
    RequestState.WAITING: "warning",
    RequestState.ACCEPTED: "success",
    RequestState.RETURNED: "danger",
    RequestState.WITHDRAWN: "muted",
}
# Documents that show health data or a number in full: read only with MembersPermission.REVEAL_MEMBER, and recorded.
SENSITIVE_DOCUMENTS = (DocumentKind.IDENTITY, DocumentKind.MEDICAL, DocumentKind.BANK)


def with_state_labels(figures: Mapping[str, object]) -> dict[str, object]:
    """Return the parameters of a message, the states `old` and `new` as labels in the reader's language."""
    return {key: MemberState(str(value)).label if key in ("old", "new") else value for key, value in figures.items()}
