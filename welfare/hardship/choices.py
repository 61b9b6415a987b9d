"""Code lists of hardship files. Source: docs/domain.md parts 1 and 7."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.choices import Hardship
from office.audit_facts import choice_words

HARDSHIP_KIND = "hardship"
"""The kind of assessments in the rules and rounds of approvals."""


class HardshipLevel(TextChoices):
    DEEP = "deep", _("deep hardship")
    RELATIVE = "relative", _("relative hardship")
    ACCIDENTAL = "accidental", _("hardship through an accident")
    NONE = "none", _("not in hardship")


# How the register names the levels.
MARKS = {
    HardshipLevel.DEEP: Hardship.DEEP,
    HardshipLevel.RELATIVE: Hardship.RELATIVE,
    HardshipLevel.ACCIDENTAL: Hardship.ACCIDENT,
}


class FileState(TextChoices):
    DRAFT = "draft", pgettext_lazy("hardship file", "draft")
    SUBMITTED = "submitted", pgettext_lazy("hardship file", "to be assessed")
    IN_FORCE = "in_force", pgettext_lazy("hardship file", "in force")
    REFUSED = "refused", pgettext_lazy("hardship file", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("hardship file", "withdrawn")
    LEFT = "left", pgettext_lazy("hardship file", "left")


OPEN_STATES = (FileState.DRAFT, FileState.SUBMITTED, FileState.IN_FORCE)


class ProposalState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("assessment", "waits for approval")
    APPROVED = "approved", pgettext_lazy("assessment", "approved")
    RETURNED = "returned", pgettext_lazy("assessment", "returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("assessment", "withdrawn")


class Excluded(TextChoices):
    """What excludes a family whatever its income."""

    HOMES = "homes", _("two homes, more than the local area per head")
    CAR = "car", _("a car that is not for a disabled member")
    SHAREHOLDER = "shareholder", _("controlling shareholder of a company")
    COSTLY_SCHOOL = "costly_school", _("costly private school or study abroad at own cost")
    HIDDEN_INCOME = "hidden_income", _("hidden income")
    REFUSED = "refused", _("refuses checks, or work")


class Reckoned(TextChoices):
    """The lines of a reckoning, in their order."""

    INCOME = "income", _("disposable income of the household in the year")
    OUTLAY = "outlay", _("outlay caused by hardship, without what insurance paid back")
    PEOPLE = "people", _("people living together")
    PER_HEAD = "per_head", _("left per head and month")
    PROVINCE = "province", _("income per head below that of the province in the year before")
    DEEP = "deep", _("line of deep hardship")
    RELATIVE = "relative", _("line of relative hardship")
    LOSS = "loss", _("loss through an accident, without what was compensated")
    AFTER_LOSS = "after_loss", _("left per head and month after the loss")
    ACCIDENT = "accident", _("line after an accident, below which the family must be")


class Figure(TextChoices):
    """What is set for a place from a day on, in yuan."""

    MINIMUM = "minimum", _("minimum living allowance per head and month")
    PROVINCE_INCOME = "province_income", _("income per head of the province in a year")


class AidKind(TextChoices):
    LIVING = "living", _("living costs")
    SCHOOL = "school", _("school aid")
    MEDICAL = "medical", _("medical aid")
    ACCIDENT = "accident", _("aid after an accident")
    OTHER = "other", pgettext_lazy("aid", "other")


class SchoolStage(TextChoices):
    PRESCHOOL = "preschool", _("kindergarten")
    COMPULSORY = "compulsory", _("primary or junior secondary school")
    SENIOR = "senior", _("senior secondary or vocational school")
    HIGHER = "higher", _("higher education")


class OutlayKind(TextChoices):
    """What hardship costs a family. Source: docs/domain.md part 1."""

    ILLNESS = "illness", _("illness")
    DISABILITY = "disability", _("disability")
    SCHOOLING = "schooling", _("schooling, not the compulsory years")
    HOUSING = "housing", _("housing")
    OTHER = "other", _("other outlay that can't be avoided")


class Cause(TextChoices):
    """Why a family is in hardship (致困原因)."""

    OWN_ILLNESS = "own_illness", _("own illness")
    KIN_ILLNESS = "kin_illness", _("illness of a relative")
    DISABILITY = "disability", _("disability")
    SCHOOLING = "schooling", _("children at school")
    LOW_INCOME = "low_income", _("low income")
    UNEMPLOYED = "unemployed", _("loss of work")
    DISASTER = "disaster", _("disaster")
    ACCIDENT = "accident", _("accident")
    OTHER = "other", pgettext_lazy("cause", "other")


class Health(TextChoices):
    HEALTHY = "healthy", _("healthy")
    WEAK = "weak", _("weak or often ill")
    CHRONIC = "chronic", _("chronically ill")
    GRAVE = "grave", _("gravely ill")
    DISABLED = "disabled", _("disabled")


class Insurance(TextChoices):
    """Medical insurance (医保状况)."""

    WORKERS = "workers", _("workers' medical insurance")
    RESIDENTS = "residents", _("residents' medical insurance")
    OTHER = "other", pgettext_lazy("insurance", "other")
    NONE = "none", pgettext_lazy("insurance", "none")


class Housing(TextChoices):
    OWN = "own", _("own home")
    UNIT = "unit", _("home of the employer")
    PUBLIC = "public", _("public rented home")
    RENTED = "rented", _("rented home")
    OTHER = "other", pgettext_lazy("housing", "other")


class Marriage(TextChoices):
    SINGLE = "single", _("not married")
    MARRIED = "married", _("married")
    DIVORCED = "divorced", _("divorced")
    WIDOWED = "widowed", _("widowed")


class Car(TextChoices):
    NONE = "none", _("no car")
    OWN = "own", _("a car")
    DISABLED = "disabled", _("a car for a disabled member of the family")


class EmployerState(TextChoices):
    """State of the enterprise (企业状况)."""

    NORMAL = "normal", _("works normally")
    LOSSES = "losses", _("makes losses")
    HALTED = "halted", _("halted wholly or in part")
    CLOSED = "closed", _("closed or bankrupt")


class Relation(TextChoices):
    SPOUSE = "spouse", _("spouse")
    CHILD = "child", _("child")
    PARENT = "parent", _("parent")
    PARENT_IN_LAW = "parent_in_law", _("parent-in-law")
    GRANDPARENT = "grandparent", _("grandparent")
    SIBLING = "sibling", _("brother or sister")
    OTHER = "other", pgettext_lazy("relation", "other")


class Leaving(TextChoices):
    """Why a file ends."""

    ABOVE_LINE = "above_line", _("above the line for so many months as the rule asks")
    OWN_WISH = "own_wish", _("at the member's own wish")
    LEFT_UNION = "left_union", _("left the union")
    DIED = "died", _("died")
    WRONG = "wrong", _("what was declared is not so")
    REFUSES = "refuses", _("refuses checks, or work")


# How the audit log tells what its events say.
FACT_VALUES = {
    "aid": choice_words(AidKind.choices),
    "hardship.end_reason": choice_words(Leaving.choices),
}
