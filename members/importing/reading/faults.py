"""The reasons why a row is refused: a code for programs, and a sentence for people.

They come from the row itself, from other rows of the sheet, from the register, or from the officer's rights.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from members.choices import with_state_labels
from office.errors import Reason

MISSING = Reason("missing", _("is missing"))
UNKNOWN_VALUE = Reason("unknown_value", _("“%(word)s” is no known value"))
TOO_LONG = Reason("too_long", _("is longer than %(longest)s characters"))
LOST_CHARACTER = Reason("lost_character", _("a character of “%(word)s” was lost; write it again"))
WRONG_LENGTH_OF_MOBILE_NUMBER = Reason(
    "no_mobile_number", _("has %(digits)s digits and should have 11, beginning with 1")
)
NO_MOBILE_NUMBER = Reason("no_mobile_number", _("is no mobile number"))
NO_DATE = Reason("no_date", _("“%(word)s” is no date"))
IN_THE_FUTURE = Reason("in_the_future", _("lies in the future"))
LOST_DIGITS = Reason("lost_digits", _("lost digits: the spreadsheet stored it as a number; format the cells as text"))
BECAME_A_DATE = Reason(
    "became_a_date", _("the spreadsheet made a date of it; format the cells as text and type it again")
)
ERROR_VALUE = Reason("error_value", _("the cell shows the error %(word)s; mend it in the sheet"))
NO_RESULT = Reason(
    "no_result", _("the cell holds a formula without a result; open the file in Excel or WPS, save it, or paste values")
)
FORMULA_KEPT = Reason("formula_kept", _("a formula without a result, kept as the text %(word)s"))
HIDDEN_VALUE = Reason("hidden_value", _("the number format hides what the cell holds"))
NO_CERTIFICATE_NUMBER = Reason("no_certificate_number", _("is no certificate number"))
WRONG_LENGTH_OF_IDENTITY_NUMBER = Reason("no_identity_number", _("is not made of 18 characters"))
NO_BIRTH_DATE_IN_IDENTITY_NUMBER = Reason("no_identity_number", _("holds a birth date that is no date"))
WRONG_CHECK_DIGIT = Reason("wrong_check_digit", _("its check digit is wrong"))
CONTRADICTS_BIRTH_DATE = Reason("contradicts_identity_number", _("contradicts 证件号码, which says %(said)s"))
CONTRADICTS_SEX = Reason("contradicts_identity_number", _("contradicts 证件号码"))

TWICE = Reason("twice_in_batch", _("same %(head)s as sheet row %(row)s"))
BORN_ON_ONE_DAY = Reason(
    "too_many_born_on_one_day", _("more people born on %(day)s than a roster of this length can have; check the file")
)
CANDIDATES = Reason(
    "too_many_born_on_one_day",
    _("too many new people born on %(day)s for one day; check the file, or go on tomorrow"),
)
UNKNOWN_PERSON = Reason("unknown_person", _("nobody in the register has it; to add people, bring 证件号码"))
BELONGS_TO_ANOTHER = Reason("belongs_to_another", _("belongs to another person in the register"))
MERGED = Reason("merged", _("this record was merged into another one"))
OUTSIDE = Reason("registered_elsewhere", _("this person is registered in another unit; ask for a transfer"))
UNIT_NOT_NAMED = Reason(
    "registered_elsewhere", _("this person is registered in another unit; name the new one in 工作单位")
)
AMBIGUOUS_UNIT = Reason("ambiguous_unit", _("several units are called “%(word)s”"))
NO_SUCH_UNIT = Reason("unknown_unit", _("there is no unit “%(word)s” under this one"))
TRANSFER_UNDER_WAY = Reason("transfer_under_way", _("a transfer of this person is under way"))

OWN = Reason("own_entry", _("nobody changes their own entry; ask another officer"))
NO_RIGHT = Reason("not_allowed", _("you have no right to make a membership “%(new)s” here"))
NO_TRANSFER = Reason("not_allowed", _("you have no right to transfer members out of the old unit or into the new one"))


@dataclass(frozen=True)
class Fault:
    """Why a row is refused: the heading of the column, the reason, and the parameters of its sentence."""

    column: str
    reason: Reason
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.reason.sentence) % with_state_labels(self.params)
