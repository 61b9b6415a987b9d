"""What the database refuses of visits, as the bodies of triggers."""

from welfare.visits.choices import VisitState

# Workers who make files of payments hold the visit meanwhile, so that nobody is paid by the bank for what is being
# paid in cash, nor the other way round.
AS_THE_BANK_SAYS = f"""
    IF (NEW.state = '{VisitState.CANCELLED}' OR NEW.state = '{VisitState.PAID}' AND NEW.payment_id IS NULL) AND EXISTS (
        SELECT FROM welfare_paymentline WHERE visit_id = NEW.id AND state IN ('made', 'sent', 'paid')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: this is being paid by the bank'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_is_being_paid';
    END IF;
    IF NEW.payment_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM welfare_paymentline
        WHERE id = NEW.payment_id AND visit_id = NEW.id AND amount = NEW.amount AND state = 'paid'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: only a paid line of the same visit says that the bank has paid it';
    END IF;
    IF OLD.state IN ('{VisitState.PAID}', '{VisitState.CLOSED}') AND NEW.state = '{VisitState.CARRIED_OUT}' AND (
        OLD.payment_id IS NULL
        OR EXISTS (SELECT FROM welfare_paymentline WHERE id = OLD.payment_id AND state = 'paid')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: only what the bank sent back is owed again';
    END IF;
    IF NEW.payment_id IS DISTINCT FROM OLD.payment_id AND (OLD.state, NEW.state) NOT IN (
        ('{VisitState.CARRIED_OUT}', '{VisitState.PAID}'),
        ('{VisitState.PAID}', '{VisitState.CARRIED_OUT}'),
        ('{VisitState.CLOSED}', '{VisitState.CARRIED_OUT}')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: what paid a visit stays';
    END IF;
    RETURN NEW;
"""
