"""What the database refuses of payments, as the bodies of triggers."""

from welfare.payment.rules import BatchState, LineState
from welfare.visits.choices import VisitState

# Nothing is made or released by a profile whose trial nobody has looked at, nor while paying is frozen.
MADE_AS_RULED = """
    IF NOT EXISTS (SELECT FROM welfare_profileversion WHERE id = NEW.version_id AND checked_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: nobody has checked this bank profile';
    END IF;
    RETURN NEW;
"""
RELEASED_AS_RULED = """
    IF EXISTS (
        SELECT FROM members_freezeperiod AS period
        JOIN members_unit AS frozen ON frozen.id = period.unit_id
        JOIN members_unit AS unit ON unit.id = NEW.unit_id AND starts_with(unit.path, frozen.path)
        WHERE period.paying AND period.starts_at <= now() AND now() < period.ends_at
    ) THEN
        RAISE EXCEPTION 'pgtrigger: paying is frozen in the unit';
    END IF;
    RETURN NEW;
"""
# Statement by statement, since files have many thousands of lines.
LINES_AS_DUE = f"""
    SELECT array_agg(DISTINCT file_id) INTO files FROM new_lines;
    IF EXISTS (
        SELECT FROM welfare_paymentfile AS file JOIN welfare_paymentbatch AS batch ON batch.id = file.batch_id
        WHERE file.id = ANY (files) AND batch.state <> '{BatchState.MAKING}'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: lines are added only while the files are being made';
    END IF;
    SELECT coalesce(array_agg(DISTINCT run.id), '{{}}') INTO runs
    FROM welfare_paymentfile AS file
    JOIN welfare_paymentbatch_runs AS chosen ON chosen.paymentbatch_id = file.batch_id
    JOIN welfare_run AS run ON run.id = chosen.run_id AND run.state IN ('issued', 'closed') AND run.form = 'money'
    WHERE file.id = ANY (files);
    IF EXISTS (
        SELECT FROM new_lines AS line JOIN welfare_grant AS due ON due.id = line.grant_id
        WHERE line.amount <> due.amount OR due.received_at IS NOT NULL OR due.revoked_at IS NOT NULL OR due.held
            OR due.run_id <> ALL (runs)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a line pays what an issued run of its batch owes in money, and nothing else';
    END IF;
    IF EXISTS (
        SELECT FROM new_lines AS line JOIN welfare_paymentline AS former ON former.id = line.replaces_id
        WHERE former.state <> '{LineState.RETURNED}' OR former.grant_id IS DISTINCT FROM line.grant_id
            OR former.visit_id IS DISTINCT FROM line.visit_id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: only a returned line is made anew, and for the same grant';
    END IF;
    IF EXISTS (
        SELECT FROM new_lines AS line
        JOIN welfare_visit AS due ON due.id = line.visit_id
        JOIN welfare_paymentfile AS file ON file.id = line.file_id
        LEFT JOIN welfare_paymentbatch_visits AS chosen
            ON chosen.paymentbatch_id = file.batch_id AND chosen.visit_id = due.id
        WHERE line.amount <> due.amount OR due.state <> '{VisitState.CARRIED_OUT}' OR due.form <> 'money'
            OR chosen.id IS NULL
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a line pays a visit of its batch that was carried out and gives money';
    END IF;
    RETURN NULL;
"""
REPLACED_STAYS = """
    IF EXISTS (SELECT FROM welfare_paymentline WHERE replaces_id = NEW.id AND state <> 'cancelled') THEN
        RAISE EXCEPTION 'pgtrigger: this line has been made anew'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'replaced_line_stays_returned';
    END IF;
    IF EXISTS (SELECT FROM welfare_grant WHERE id = NEW.grant_id AND revoked_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: what this line paid has been revoked'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'revoked_line_stays_returned';
    END IF;
    IF EXISTS (SELECT FROM welfare_visit WHERE id = NEW.visit_id AND state <> 'carried_out') THEN
        RAISE EXCEPTION 'pgtrigger: the visit of this line was paid otherwise or given up'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'revoked_line_stays_returned';
    END IF;
    RETURN NEW;
"""
# A file that was fetched may be with the bank: only the bank's answer ends its payments. The action locks the batch.
FETCHED_STAYS = """
    IF EXISTS (SELECT FROM welfare_paymentfile WHERE {condition} AND fetched_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: a file of this payment has been fetched for the bank'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fetched_payment_stays';
    END IF;
    RETURN NEW;
"""
