import gc

import pytest

from office.garbage import no_search_for_cycles


def test_cycles_are_looked_for_again_after_the_block_also_after_an_error_in_it():
    with pytest.raises(ValueError, match="halfway"), no_search_for_cycles():
        assert not gc.isenabled()
        raise ValueError("halfway")
    assert gc.isenabled()


def test_a_block_within_another_does_not_end_it():
    with no_search_for_cycles():
        with no_search_for_cycles():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
