"""The unified social credit code (统一社会信用代码) of GB 32100-2015. Pure: no database, no clock, no request."""

# Digits and capitals without I, O, S, V and Z, which look like digits.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
WEIGHTS = [pow(3, place, 31) for place in range(LENGTH - 1)]


def tidy(text: str) -> str:
    """Return the code without blanks and hyphens, in capitals."""
    return "".join(text.split()).replace("-", "").upper()


def check_character(first_seventeen: str) -> str:
    """Return the eighteenth character for the first 17, all of ALPHABET: GB 32100-2015, 4.2.5."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_credit_code(code: str) -> bool:
    """Return whether `code` has 18 characters of ALPHABET, six digits of a division, and the right check character."""
    return (
        len(code) == LENGTH
        and set(code) <= set(ALPHABET)
        and code[2:8].isdecimal()
        and check_character(code[:-1]) == code[-1]
    )
