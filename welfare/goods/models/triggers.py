"""The SQL of the triggers of batches and of their entries."""

from welfare.goods.rules import EFFECTS


def _effect(number: str) -> str:
    """Return the SQL of what NEW adds to a number of its batch, or of its cause."""
    cases = " ".join(
        f"WHEN '{kind.value}' THEN {getattr(effect, number)}"
        for kind, effect in EFFECTS.items()
        if getattr(effect, number)
    )
    return f"NEW.quantity * CASE NEW.kind {cases} ELSE 0 END"


# The batch itself is locked, never its last entry: of two that wait for that entry the second would go on from it, too.
# The number is given under the lock, since keys of a sequence are not given in the order of commits.
NUMBER_ENTRY = f"""
    PERFORM FROM welfare_batch WHERE id = NEW.batch_id FOR NO KEY UPDATE;
    SELECT * INTO last FROM welfare_stockentry WHERE batch_id = NEW.batch_id ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(last.number, 0) + 1;
    NEW.in_stock_after := coalesce(last.in_stock_after, 0) + {_effect("in_stock")};
    NEW.reserved_after := coalesce(last.reserved_after, 0) + {_effect("reserved")};
    SELECT * INTO earlier FROM welfare_stockentry
    WHERE batch_id = NEW.batch_id AND cause_kind = NEW.cause_kind AND cause_id = NEW.cause_id
    ORDER BY number DESC LIMIT 1;
    NEW.cause_reserved := coalesce(earlier.cause_reserved, 0) + {_effect("reserved")};
    NEW.cause_out := coalesce(earlier.cause_out, 0) + {_effect("out")};
    RETURN NEW;
"""
NUMBER_ENTRY_DECLARES = [("last", "welfare_stockentry%ROWTYPE"), ("earlier", "welfare_stockentry%ROWTYPE")]

# Of several entries written by one statement the last one counts.
FOLLOW_ENTRIES = """
    UPDATE welfare_batch AS batch SET in_stock = last.in_stock_after, reserved = last.reserved_after
    FROM (
        SELECT * FROM welfare_stockentry WHERE batch_id = NEW.batch_id ORDER BY number DESC LIMIT 1
    ) AS last
    WHERE batch.id = NEW.batch_id;
    RETURN NULL;
"""

KEEP_NUMBERS = """
    IF NOT EXISTS (
        SELECT FROM (
            SELECT * FROM welfare_stockentry WHERE batch_id = NEW.id ORDER BY number DESC LIMIT 1
        ) AS last
        WHERE (last.in_stock_after, last.reserved_after) = (NEW.in_stock, NEW.reserved)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the numbers of a batch are those of its entries'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_is_what_its_entries_say';
    END IF;
    RETURN NEW;
"""

BEGIN_EMPTY = """
    IF NEW.in_stock <> 0 OR NEW.reserved <> 0 THEN
        RAISE EXCEPTION 'pgtrigger: the numbers of a batch are those of its entries'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_is_what_its_entries_say';
    END IF;
    RETURN NEW;
"""
