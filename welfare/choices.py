"""Code lists of the welfare desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The kinds of what welfare has approved, in the rules and rounds of approvals.
RUN_KIND, BUDGET_KIND, YEAR_END_KIND = "run", "budget", "year_end"
# The kind of a grant as the cause for which goods were handed out.
GRANT_KIND = "grant"


class Festival(TextChoices):
    """The festivals for which a union may give: 总工办发〔2017〕32号."""

    NEW_YEAR = "new_year", _("New Year's Day")
    SPRING = "spring", _("Spring Festival")
    QINGMING = "qingming", _("Qingming")
    LABOUR = "labour", _("Labour Day")
    DRAGON_BOAT = "dragon_boat", _("Dragon Boat Festival")
    MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
    NATIONAL = "national", _("National Day")


class Kind(TextChoices):
    """The codes of the shipped kinds of benefits (welfare/kinds); administrators add others."""

    FESTIVAL = "festival", _("festival benefit")
    BIRTHDAY = "birthday", _("birthday")
    MARRIAGE = "marriage", _("marriage")
    CHILDBIRTH = "childbirth", _("childbirth")
    HOSPITAL = "hospital", _("hospital visit")
    MEMBER_DEATH = "member_death", _("death of a member")
    KIN_DEATH = "kin_death", _("death of a close relative")
    RETIREMENT = "retirement", _("retirement")
    SUMMER = "summer", _("summer care")
    WINTER = "winter", _("winter care")
    SCHOOL = "school", _("school aid")
    VOUCHER = "voucher", _("consumption voucher")
    HARDSHIP = "hardship", _("aid in hardship")
    DISASTER = "disaster", _("disaster")
    ANNIVERSARY = "anniversary", _("anniversary of service")


# To receive one of these tells that somebody is in hardship: domain.md part 1.
HARDSHIP_KINDS = (Kind.WINTER, Kind.SCHOOL, Kind.HARDSHIP)
# To receive one of these tells of an illness or a death.
PRIVATE_KINDS = (*HARDSHIP_KINDS, Kind.HOSPITAL, Kind.MEMBER_DEATH, Kind.KIN_DEATH)


class Form(TextChoices):
    GOODS = "goods", _("goods")
    VOUCHER = "voucher", _("voucher for named goods")
    SOUVENIR = "souvenir", _("souvenir")
    MONEY = "money", _("money")


class Schedule(TextChoices):
    """What decides on which days a plan gives."""

    FESTIVAL = "festival", _("a festival")
    MINORITY = "minority", _("a minority festival")
    BIRTHDAY_DAY = "birthday_day", _("birthdays, day by day")
    BIRTHDAY_MONTH = "birthday_month", _("birthdays, month by month")
    DATES = "dates", _("dates of its own")


BIRTHDAYS = (Schedule.BIRTHDAY_DAY, Schedule.BIRTHDAY_MONTH)
FESTIVALS = (Schedule.FESTIVAL, Schedule.MINORITY)


class LeapDay(TextChoices):
    """The day for those born on 29 February in a year without it."""

    FEBRUARY = "february", _("28 February")
    MARCH = "march", _("1 March")


class Basis(TextChoices):
    """What a cap is counted against."""

    EVENT = "event", _("per event")
    FESTIVAL = "festival", _("per festival")
    PERSON_YEAR = "person_year", _("per person and year")
    BUDGET_SHARE = "budget_share", _("share of the year's budget")


class Condition(TextChoices):
    """Under which condition a cap holds: that of an event, or of the unit (UnitRegion)."""

    NONE = "", _("none")
    OPERATION = "operation", _("with an operation")
    AMPLE_FUNDS = "ample_funds", _("enterprise with ample union funds")


class Frequency(TextChoices):
    """How often a benefit may be given."""

    EVENT = "event", _("for each event")
    ILLNESS = "illness", _("once for an illness and period")


class Certainty(TextChoices):
    """How well a figure's source is known, as marked in docs/domain.md."""

    VERIFIED = "V", _("text read")
    SECOND_HAND = "S", _("second-hand")
    UNVERIFIED = "U", _("common practice, not verified")


class RunState(TextChoices):
    COUNTING = "counting", _("being counted")
    COUNTED = "counted", pgettext_lazy("run", "counted")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", pgettext_lazy("run", "approved")
    IN_NOTICE = "in_notice", pgettext_lazy("run", "in public notice")
    ISSUED = "issued", pgettext_lazy("run", "issued")
    CLOSED = "closed", pgettext_lazy("run", "closed")
    CANCELLING = "cancelling", pgettext_lazy("run", "being cancelled")
    CANCELLED = "cancelled", pgettext_lazy("run", "cancelled")


class ChangeState(TextChoices):
    """The states of an adjustment of a budget line."""

    PROPOSED = "proposed", pgettext_lazy("budget", "proposed")
    IN_FORCE = "in_force", pgettext_lazy("budget", "in force")
    RETURNED = "returned", pgettext_lazy("budget", "returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("budget", "withdrawn")


class EntryKind(TextChoices):
    """What an entry of a budget line's ledger does."""

    APPROPRIATION = "appropriation", pgettext_lazy("budget", "appropriation")
    ADJUSTMENT = "adjustment", pgettext_lazy("budget", "adjustment")
    RESERVE = "reserve", pgettext_lazy("budget", "reserved")
    RELEASE = "release", pgettext_lazy("budget", "released")
    SPEND = "spend", pgettext_lazy("budget", "spent")
    REFUND = "refund", pgettext_lazy("budget", "refunded")
    CARRY = "carry", pgettext_lazy("budget", "carried to the next year")
    LAPSE = "lapse", pgettext_lazy("budget", "lapsed")


class StockKind(TextChoices):
    """What an entry of the stock does to its batch."""

    IN = "in", pgettext_lazy("stock", "taken in")
    RESERVE = "reserve", pgettext_lazy("stock", "reserved")
    RELEASE = "release", pgettext_lazy("stock", "released")
    HAND_OUT = "hand_out", pgettext_lazy("stock", "handed out")
    TAKE_BACK = "take_back", pgettext_lazy("stock", "taken back")
    COUNT = "count", pgettext_lazy("stock", "counted")
    SPOIL = "spoil", pgettext_lazy("stock", "spoilt or lost")


class OfferState(TextChoices):
    """The states of an offer of articles to members."""

    DRAFT = "draft", pgettext_lazy("offer", "being prepared")
    OPEN = "open", pgettext_lazy("offer", "open")
    ENDED = "ended", pgettext_lazy("offer", "ended")


class Satisfaction(TextChoices):
    """The four grades that unions ask for: domain.md part 7."""

    VERY = "very", _("very satisfied")
    SATISFIED = "satisfied", _("satisfied")
    FAIRLY = "fairly", _("fairly satisfied")
    NOT = "not", _("not satisfied")


class YearEndState(TextChoices):
    """The states of the closing of a unit's year."""

    PROPOSED = "proposed", pgettext_lazy("year end", "proposed")
    CLOSED = "closed", pgettext_lazy("year end", "closed")
    RETURNED = "returned", pgettext_lazy("year end", "returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("year end", "withdrawn")


class Treatment(TextChoices):
    """What becomes of the money that a budget line has left when its year is closed."""

    CARRY = "carry", _("carry to the next year")
    LAPSE = "lapse", _("let it lapse")


class ObjectionKind(TextChoices):
    """What somebody objects to in a public notice."""

    MISSING = "missing", _("I am missing on the list")
    AMOUNT = "amount", _("my amount is wrong")
    OTHER = "other", _("somebody else should not be on it, or not with this amount")


class ObjectionState(TextChoices):
    OPEN = "open", pgettext_lazy("objection", "to be decided")
    UPHELD = "upheld", pgettext_lazy("objection", "upheld")
    REJECTED = "rejected", pgettext_lazy("objection", "rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("objection", "withdrawn")
    ENDED = "ended", pgettext_lazy("objection", "ended with its list")


class Taker(TextChoices):
    """Who took what was handed out at a counter."""

    SELF = "self", _("the member")
    DEPUTY = "deputy", _("a deputy")
    LEADER = "leader", _("the group leader, for the group")


class HandOutState(TextChoices):
    """The states of a hand-out that a counter noted."""

    GIVEN = "given", pgettext_lazy("hand-out", "handed out")
    CONFLICT = "conflict", pgettext_lazy("hand-out", "to be decided")
    UNDONE = "undone", pgettext_lazy("hand-out", "taken back")
    NOTHING = "nothing", pgettext_lazy("hand-out", "noted twice, or nothing was given")
    TWICE = "twice", pgettext_lazy("hand-out", "given beside what was due")


class CallResult(TextChoices):
    """What a member said who was called about a benefit noted as received."""

    RECEIVED = "received", _("received as noted")
    LESS = "less", _("received less, or something else")
    NOT = "not", _("not received")
    NOBODY = "nobody", _("not reached")


class SliceState(TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    CLEARED = "cleared", pgettext_lazy("slice", "cleared")


class AnnouncementKind(TextChoices):
    """What the members of a run are told together."""

    PUBLIC = "public", _("list made public")
    ISSUED = "issued", _("goods to collect")
    REMINDER = "reminder", _("reminder to collect")
    CHANGED = "changed", _("changed place or time of collection")
    REVOKED = "revoked", _("not collected, and revoked")


class Verdict(TextChoices):
    """What a run decides about one member, in the order in which it asks."""

    LEFT = "left", _("left the union")
    PENDING = "pending", _("not admitted yet")
    RETAINED = "retained", _("membership retained")
    RETIRED = "retired", _("retired")
    JOINED_LATER = "joined_later", _("joined after the event")
    OTHER_UNIT = "other_unit", _("not in the plan's group: unit")
    OTHER_POST = "other_post", _("not in the plan's group: post category")
    OTHER_EMPLOYMENT = "other_employment", _("not in the plan's group: form of employment")
    OTHER_SEX = "other_sex", _("not in the plan's group: sex")
    OTHER_ETHNIC_GROUP = "other_ethnic_group", _("not in the plan's group: ethnic group")
    OTHER_HARDSHIP = "other_hardship", _("not in the plan's group: hardship")
    OTHER_SITE = "other_site", _("not in the plan's group: work site")
    NO_MEMBER_THEN = "no_member_then", _("not in the plan's group: in the union on the key date")
    JOINED_TOO_LATE = "joined_too_late", _("not in the plan's group: joined before the key date")
    NO_BIRTH_DATE = "no_birth_date", _("the register has no birth date")
    NO_DUES = "no_dues", _("pays no dues")
    WAGE_NOT_IN_BASE = "wage_not_in_base", _("wage not in the base of the union fund")
    ELSEWHERE = "elsewhere", _("receives benefits elsewhere, and may in one place only")
    ALREADY = "already", _("already on another list for this occasion")
    OBJECTION = "objection", _("taken off the list after an objection")
    CAP_REACHED = "cap_reached", _("cap reached")
    REDUCED = "reduced", _("receives less, because of the cap")
    FULL = "full", _("receives the standard")


class Refusal(TextChoices):
    """The conditions for which a benefit may not be given for one event, as `standards.rules.due` answers.

    Those that runs ask too are called as their verdicts; a run has no relation, claim or file to ask for.
    """

    NO_DUES = Verdict.NO_DUES.value, Verdict.NO_DUES.label
    WAGE_NOT_IN_BASE = Verdict.WAGE_NOT_IN_BASE.value, Verdict.WAGE_NOT_IN_BASE.label
    ELSEWHERE = Verdict.ELSEWHERE.value, Verdict.ELSEWHERE.label
    RETIRED = "retired", _("benefits of retired people are the employer's cost")
    NO_FESTIVAL = "no_festival", _("this is no festival for which a union may give")
    FORM = "form", _("this form is not allowed")
    RELATION = "relation", _("only spouse, parents and children count as close relatives")
    NO_FILE = "no_file", _("there is no file")
    TOO_LATE = "too_late", _("it was claimed too late")
    AGAIN = "again", _("once for an illness and period")


RECEIVING = (Verdict.FULL, Verdict.REDUCED)
# From here on the list is a decision about money: nothing is added to it or changed in it, and only an upheld objection
# takes something off it.
FROZEN_STATES = (RunState.APPROVED, RunState.IN_NOTICE, RunState.ISSUED, RunState.CLOSED)
# These give nothing any more.
GIVEN_UP = (RunState.CANCELLING, RunState.CANCELLED)
# The money of these is reserved and not yet spent.
RESERVED_STATES = (RunState.APPROVED, RunState.IN_NOTICE)
SHOWN_TO_MEMBERS = (RunState.ISSUED, RunState.CLOSED)
# From here on members read their own line: whether they are on the list, and why not.
DECIDED_STATES = (RunState.IN_NOTICE, *SHOWN_TO_MEMBERS)
