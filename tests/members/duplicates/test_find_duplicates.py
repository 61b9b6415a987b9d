"""Records that may be one person are found when they are entered or changed."""

from datetime import date

import pytest

from members.duplicates import rules
from members.duplicates.actions import candidates as actions
from members.duplicates.models import DoubleCandidate, MemberToCompare
from members.register.models.member import Member
from members.register.rules.identity import check_digit, is_identity_number
from office.errors import NotAllowed
from office.models import AuditEvent
from tests import factories as make

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"
BORN = date(1949, 12, 31)


def full_number(first_seventeen):
    """Return an identity number with its check digit."""
    return first_seventeen + check_digit(first_seventeen)


def member_without_certificate(**fields):
    """Create a member without a certificate number, so that only other fields can match."""
    return make.member(**{"id_hash": None, **fields})


def found_pairs():
    """Compare all members that wait for it; return the reasons of each open pair by the ids of its members."""
    while actions.compare_next():
        pass
    return {(pair.a_id, pair.b_id): set(pair.reasons) for pair in DoubleCandidate.objects.open()}


def reasons_for(one, other):
    return found_pairs().get((one.pk, other.pk), set())


def test_same_name_and_birth_date_are_found():
    one, other = (member_without_certificate(name="孟静", birth_date=BORN) for _ in range(2))
    assert reasons_for(one, other) == {rules.NAME_BIRTH}


def test_same_phone_is_found():
    one, other = (member_without_certificate(name=name, phone="13812341234") for name in ("孟静", "夏远"))
    assert reasons_for(one, other) == {rules.PHONE}


@pytest.mark.parametrize(
    ("name", "second", "found"),
    [
        ("夏远", full_number("11015019491231002"), {rules.ID_SWAPPED}),  # county digits changed places
        ("夏远", full_number("11010519491213002"), {rules.ID_SWAPPED}),  # the day's digits did
        ("夏远", "11010519491231020X", {rules.ID_SWAPPED}),  # and the check digit was left as it was
        ("孟静", full_number("11010519491231003"), set()),  # neighbours in one county, born on one day
        # one digit of the birth year
        ("孟静", full_number("11010519481231002"), {rules.ID_MISTYPED, rules.SAME_NAME}),
        # the name only sounds the same
        ("孟婧", full_number("11010519481231002"), {rules.ID_MISTYPED, rules.SAME_NAME}),
        ("夏远", full_number("11010519481231002"), set()),
        ("孟静", full_number("22020220001231002"), set()),
    ],
)
def test_certificate_numbers_that_differ_by_a_slip_are_found(name, second, found):
    one = make.member(name="孟静", id_number=NUMBER, id_kind="1")
    other = make.member(name=name, id_number=second, id_kind="1")
    assert reasons_for(one, other) == found


def test_passport_numbers_that_differ_by_a_slip_are_found():
    one, swapped, wrong = (make.member(name="孟静", id_number=text) for text in ("G1234567", "G1324567", "G1234568"))
    found = found_pairs()
    assert found[one.pk, swapped.pk] == {rules.ID_SWAPPED, rules.SAME_NAME}
    assert found[one.pk, wrong.pk] == {rules.ID_MISTYPED, rules.SAME_NAME}
    assert (swapped.pk, wrong.pk) not in found


@pytest.mark.parametrize("text", [NUMBER, full_number("37050219900307123"), "G1234567", "A12"])
def test_lookalikes_of_a_number_never_include_itself(text):
    others = [other for other, _ in rules.lookalikes(text)]
    assert text not in others
    assert len(others) == len(set(others))


def test_mistyped_numbers_are_generated_only_with_valid_dates():
    others = rules.mistyped(NUMBER)
    assert all(is_identity_number(other) for other in others if other[-1] == check_digit(other[:17]))
    assert 0 < len(others) < 100


def test_a_changed_member_is_compared_again_and_outdated_pairs_disappear():
    one, other = (member_without_certificate(name="孟静", birth_date=BORN) for _ in range(2))
    found_pairs()
    assert not MemberToCompare.objects.exists()
    Member.objects.filter(pk=other.pk).update(birth_date=date(1990, 1, 1))
    assert reasons_for(one, other) == set()
    Member.objects.filter(pk=other.pk).update(phone=one.phone)
    assert reasons_for(one, other) == {rules.PHONE, rules.SAME_NAME}
    Member.objects.filter(pk=other.pk).update(native_place="山东")
    assert not MemberToCompare.objects.exists()


def test_more_reasons_give_a_higher_score():
    pairs = [
        (make.member(name="甲", phone="13800000001"), make.member(name="乙", phone="13800000001")),
        (
            member_without_certificate(name="孟静", birth_date=BORN, phone="13800000002"),
            member_without_certificate(name="孟静", birth_date=BORN, phone="13800000002"),
        ),
    ]
    found_pairs()
    likeliest = DoubleCandidate.objects.order_by("-score")[0]
    assert (likeliest.a_id, likeliest.b_id) == (pairs[1][0].pk, pairs[1][1].pk)


def test_a_value_that_many_share_is_no_reason():
    for _ in range(rules.TOO_MANY[rules.PHONE] + 2):
        member_without_certificate(phone="13800000000")
    assert found_pairs() == {}


def test_members_are_compared_in_chunks(monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 2)
    members = [member_without_certificate(name="孟静", birth_date=BORN) for _ in range(5)]
    assert [actions.compare_next() for _ in range(4)] == [2, 2, 1, 0]
    assert DoubleCandidate.objects.count() == 10
    assert len(members) == 5


def test_a_dismissed_pair_is_not_offered_again():
    one, other = (member_without_certificate(name="孟静", birth_date=BORN) for _ in range(2))
    found_pairs()
    officer = make.officer(one.unit)
    pair = DoubleCandidate.objects.get()
    with pytest.raises(NotAllowed, match="Say why"):
        actions.dismiss_double(pair, by=officer, reason=" ")
    actions.dismiss_double(pair, by=officer, reason="同名同日生")
    with pytest.raises(NotAllowed, match="meantime"):
        actions.dismiss_double(pair, by=officer, reason="再说")
    Member.objects.filter(pk=other.pk).update(phone=one.phone)
    assert found_pairs() == {}
    assert AuditEvent.objects.get(verb="member.dismiss_double").reason == "同名同日生"


def test_an_officer_puts_two_records_side_by_side():
    one, other = (member_without_certificate(name=name) for name in ("孟静", "夏远"))
    officer = make.officer(one.unit)
    pair = actions.put_side_by_side(other, one, by=officer)
    assert found_pairs() == {(one.pk, other.pk): {rules.BY_HAND}}
    actions.dismiss_double(pair, by=officer, reason="两人")
    assert actions.put_side_by_side(one, other, by=officer) == pair
    assert found_pairs() == {(one.pk, other.pk): {rules.BY_HAND}}
    with pytest.raises(NotAllowed, match="one and the same"):
        actions.put_side_by_side(one, one, by=officer)
