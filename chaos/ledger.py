"""What the portal has kept, read from its database by plain SQL, and compared with the model."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from chaos.model import Act, Model, Outcome

AUDIT_OF_ROW = "(SELECT count(*) FROM office_auditevent WHERE verb = '{verb}' AND object_id = {row})"

# By kind of act: mark, and how often each fact of it is there. All facts of one mark must agree.
FACTS = {
    "question": f"""
        SELECT text, count(*), sum({AUDIT_OF_ROW.format(verb="question.ask", row="question_id")}), count(member_id)
        FROM (SELECT DISTINCT ON (question_id) question_id, text FROM consultation_message ORDER BY question_id, id)
        AS first JOIN consultation_question ON consultation_question.id = question_id GROUP BY text""",
    "follow_up": """
        SELECT text, count(*) FROM consultation_message AS message WHERE side = 'worker' AND EXISTS (
        SELECT 1 FROM consultation_message AS other
        WHERE other.question_id = message.question_id AND other.id < message.id) GROUP BY text""",
    "answer": "SELECT text, count(*) FROM consultation_message WHERE side = 'office' AND NOT internal GROUP BY text",
    "note": "SELECT text, count(*) FROM consultation_message WHERE internal GROUP BY text",
    "rating": "SELECT comment, count(*) FROM consultation_rating GROUP BY comment",
    "grievance": f"""
        SELECT facts, count(*), sum({AUDIT_OF_ROW.format(verb="grievance.file", row="consultation_grievance.id")}),
        count(member_id)
        FROM consultation_grievance LEFT JOIN consultation_grievancereporter ON grievance_id = consultation_grievance.id
        WHERE receipt_hash IS NULL GROUP BY facts""",
    # Its audit event comes when the hour is over: it would tell when somebody reported.
    "report": """
        SELECT facts, count(*) FROM consultation_grievance
        LEFT JOIN consultation_grievancereporter ON grievance_id = consultation_grievance.id
        WHERE receipt_hash IS NOT NULL AND member_id IS NULL GROUP BY facts""",
    **{
        kind: f"""
        SELECT text, count(*) FROM consultation_grievanceentry JOIN consultation_grievance AS about
        ON about.id = grievance_id WHERE {which} GROUP BY text"""
        for kind, which in {
            "grievance_follow_up": "side = 'worker' AND receipt_hash IS NULL",
            "report_follow_up": "side = 'worker' AND receipt_hash IS NOT NULL",
            "grievance_step": "kind = 'step'",
            "grievance_note": "kind = 'note'",
            "grievance_write": "kind = 'message' AND side = 'office'",
        }.items()
    },
    "plan": f"""
        SELECT name, count(*), sum({AUDIT_OF_ROW.format(verb="plan.create", row="welfare_plan.id")}) FROM welfare_plan
        GROUP BY name""",
    "approve_run": """
        SELECT note, count(*), (SELECT count(*) FROM office_auditevent WHERE verb = 'run.approve' AND reason = note)
        FROM members_approvaldecision WHERE verdict = 'approve' GROUP BY note""",
    **{
        kind: f"SELECT reason, count(*) FROM office_auditevent WHERE verb = '{verb}' GROUP BY reason"
        for kind, verb in {
            "return_run": "run.return",
            "cancel_run": "run.cancel",
            "close_run": "run.close",
        }.items()
    },
    "payment": """
        SELECT note, count(*), count(number),
        (SELECT count(*) FROM office_auditevent WHERE verb = 'dues.pay' AND reason = note)
        FROM members_duespayment WHERE reverses_id IS NULL GROUP BY note""",
    "reversal": """
        SELECT note, count(*), (SELECT count(*) FROM office_auditevent WHERE verb = 'dues.reverse' AND reason = note)
        FROM members_duespayment WHERE reverses_id IS NOT NULL GROUP BY note""",
    "import": "SELECT replace(file_name, '.csv', ''), count(*) FROM members_importjob GROUP BY file_name",
}

# By audit verb: the kinds of acts that write it, once each.
VERBS = {
    "question.ask": ["question"],
    "question.follow_up": ["follow_up"],
    "question.accept": ["accept_question"],
    "question.answer": ["answer"],
    "question.note": ["note"],
    "question.rate": ["rating"],
    "grievance.accept": ["accept_grievance"],
    "grievance.start": ["start_grievance"],
    "grievance.step": ["grievance_step"],
    "grievance.write": ["grievance_write"],
    "grievance.note": ["grievance_note"],
    "plan.create": ["plan"],
    "run.open": ["open_run"],
    "run.submit": ["submit_run"],
    "run.approve": ["approve_run"],
    "run.return": ["return_run"],
    "run.issue": ["issue_run"],
    "run.cancel": ["cancel_run"],
    "run.close": ["close_run"],
    "dues.open": ["open_month"],
    "dues.pay": ["payment"],
    "dues.reverse": ["reversal"],
    "member.batch": ["batch"],
}

# Sentences that must hold of the database by itself: each query gives what breaks it.
RULES = {
    "a question without its message": """
        SELECT id FROM consultation_question AS question
        WHERE NOT EXISTS (SELECT 1 FROM consultation_message WHERE question_id = question.id)""",
    "a named grievance whose follow-ups are not those of the audit log": """
        SELECT id FROM consultation_grievance AS about WHERE receipt_hash IS NULL AND (
        SELECT count(*) FROM consultation_grievanceentry WHERE grievance_id = about.id AND side = 'worker') <> (
        SELECT count(*) FROM office_auditevent WHERE verb = 'grievance.follow_up' AND object_id = about.id)""",
    "a grievance that is filed twice in the audit log": """
        SELECT object_id FROM office_auditevent WHERE verb = 'grievance.file'
        GROUP BY object_id HAVING count(*) > 1""",
    "a run that is counted for ever": "SELECT id FROM welfare_run WHERE state = 'counting'",
    "a run that is cancelled for ever": "SELECT id FROM welfare_run WHERE state = 'cancelling' OR revoking",
    "a run whose sums are not those of its grants": """
        SELECT run.id, state, heads, cost, count(given.amount), sum(given.amount) FROM welfare_run AS run
        LEFT JOIN (SELECT run_id, amount FROM welfare_grant UNION ALL
        SELECT run_id, amount FROM welfare_withdrawngrant WHERE amount IS NOT NULL) AS given ON run_id = run.id
        WHERE state NOT IN ('counting', 'cancelling', 'cancelled')
        GROUP BY run.id HAVING heads <> count(given.amount) OR cost <> coalesce(sum(given.amount), 0)
        OR count(*) FILTER (WHERE given.amount <> standard) > 0""",
    "a run that gives to others than those who may receive": """
        SELECT run.id, heads FROM welfare_run AS run JOIN members_unit AS top ON top.id = run.unit_id
        WHERE state NOT IN ('counting', 'cancelling', 'cancelled') AND heads <> (
        SELECT count(*) FROM members_member JOIN members_unit AS place ON place.id = members_member.unit_id
        WHERE starts_with(place.path, top.path) AND state = 'active' AND employment = 'on_duty'
        AND joined_on < date '2090-01-01')""",
    "a run that keeps no line, or two, for somebody whom it considered": """
        SELECT run.id FROM welfare_run AS run WHERE state NOT IN ('counting', 'cancelled')
        AND (SELECT coalesce(sum((one ->> 2)::int), 0) FROM jsonb_array_elements(counts) AS one)
        <> (SELECT count(*) FROM welfare_grant WHERE run_id = run.id)
        + (SELECT count(*) FROM welfare_withdrawngrant WHERE run_id = run.id AND amount IS NOT NULL)
        + (SELECT count(*) FROM welfare_exclusion WHERE run_id = run.id)""",
    "a cancelled run that still gives": """
        SELECT run_id FROM welfare_grant JOIN welfare_run ON welfare_run.id = run_id WHERE state = 'cancelled'
        UNION SELECT run_id FROM welfare_exclusion JOIN welfare_run ON welfare_run.id = run_id
        WHERE state = 'cancelled'""",
    "a budget whose sums are not those of its runs": """
        SELECT line.id, reserved, spent FROM welfare_budgetline AS line LEFT JOIN (
        SELECT line_id, state, revoked_cost, form = 'money' AND state = 'closed' AS pays_receipts,
        cost - (SELECT coalesce(sum(amount), 0) FROM welfare_withdrawngrant WHERE run_id = run.id) AS cost,
        (SELECT coalesce(sum(amount), 0) FROM welfare_grant WHERE run_id = run.id AND held) AS held,
        (SELECT coalesce(sum(amount), 0) FROM welfare_grant WHERE run_id = run.id AND received_at IS NOT NULL)
        AS received FROM welfare_run AS run) AS run ON line_id = line.id
        GROUP BY line.id, reserved, spent HAVING reserved <> coalesce(sum(CASE WHEN state IN ('approved', 'in_notice')
        THEN cost WHEN state = 'issued' THEN held END), 0)
        OR spent <> coalesce(sum(CASE WHEN pays_receipts THEN received
        WHEN state IN ('issued', 'closed') THEN cost - held - revoked_cost END), 0)""",
    "a run whose approvals are too few": """
        SELECT run.id FROM welfare_run AS run WHERE state IN ('approved', 'in_notice', 'issued', 'closed')
        AND (SELECT count(*) FROM members_approvaldecision AS given JOIN members_approvalround AS round
        ON round.id = given.round_id WHERE kind = 'run' AND object_id = run.id AND number = run.round
        AND verdict = 'approve') < 2""",
    "a grant with more or fewer receipts in the audit log than one": """
        SELECT welfare_grant.id, received_at, count(event.id) FROM welfare_grant LEFT JOIN office_auditevent AS event
        ON event.object_id = welfare_grant.id AND verb IN ('grant.receive', 'grant.sign')
        GROUP BY welfare_grant.id HAVING count(event.id) <> (received_at IS NOT NULL)::int""",
    "a month of dues that is computed for ever": "SELECT id FROM members_duesmonth WHERE computed_at IS NULL",
    # Members of a generated register who have left did so years before every month.
    "an opened month whose charges are more or fewer than the unit's members who have not left": """
        SELECT opened.id, opened.month FROM members_duesmonth AS opened JOIN members_unit AS top ON top.id = unit_id
        WHERE (SELECT count(*) FROM members_duescharge AS charge WHERE charge.unit_id = top.id
        AND charge.month = opened.month) <> (
        SELECT count(*) FROM members_member WHERE unit_id = top.id AND state <> 'withdrawn')
        AND top.depth = 3""",
    "a charge whose payments are not what is noted as paid": """
        SELECT charge.id, paid, sum(payment.amount) FROM members_duescharge AS charge
        LEFT JOIN members_duespayment AS payment ON charge_id = charge.id GROUP BY charge.id
        HAVING paid <> coalesce(sum(payment.amount), 0)""",
    "receipt numbers with a gap or twice": """
        SELECT unit_id, year, count(number), max(number) FROM members_duespayment WHERE number IS NOT NULL
        GROUP BY unit_id, year HAVING count(number) <> max(number) OR count(DISTINCT number) <> count(number)""",
    "an import that did not come to its end": """
        SELECT id, state, failure FROM members_importjob WHERE state NOT IN ('done', 'checked')""",
    "an import whose counts are not those of its rows": """
        SELECT id, rows, created, rejected FROM members_importjob WHERE state = 'done' AND (rejected <> 0
        OR created <> rows OR (SELECT count(*) FROM office_auditevent WHERE verb = 'member.import' AND object_id
        = members_importjob.id) <> 1)""",
    "a member without exactly one present period": """
        SELECT member.id, count(period.id) FROM members_member AS member LEFT JOIN members_membershipperiod AS period
        ON member_id = member.id AND ends_on IS NULL GROUP BY member.id HAVING count(period.id) <> 1""",
}


class Ledger:
    """The database of the copy, and the model."""

    def __init__(self, connection: Any, model: Model) -> None:
        self.connection = connection
        self.model = model

    def rows(self, query: str, *params: object) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(query, params or None)
            return list(cursor.fetchall())

    def is_at_rest(self) -> bool:
        """Return whether workers have nothing left to do."""
        waiting = (
            "SELECT (SELECT count(*) FROM welfare_run WHERE state = 'counting')"
            " + (SELECT count(*) FROM members_duesmonth WHERE computed_at IS NULL)"
            " + (SELECT count(*) FROM members_importjob WHERE state IN ('checking', 'importing'))"
        )
        return self.rows(waiting) == [(0,)]

    def differences(self) -> list[str]:
        """Return a sentence for everything in which the portal and the model differ."""
        found: list[str] = []
        for kind, query in FACTS.items():
            ours = re.compile(rf"{self.model.name}-\d+")
            facts = {row[0]: tuple(map(int, row[1:])) for row in self.rows(query) if ours.fullmatch(row[0])}
            found += self.model.differences(kind, facts)
        for verb, kinds in VERBS.items():
            ((count,),) = self.rows(
                "SELECT count(*) FROM office_auditevent WHERE verb = %s AND actor_id IS NOT NULL",
                verb,
            )
            found += self.model.differences_of_counts(f"audit events {verb}", kinds, count)
        for rule, query in RULES.items():
            found += [f"{rule}: {row}" for row in self.rows(query)]
        found += self._people() + self._amounts() + self._attachments() + self._receipts()
        found += self._steps("submit_run", "run.submit") + self._steps("issue_run", "run.issue")
        found += self._steps("accept_question", "question.accept") + self._steps("accept_grievance", "grievance.accept")
        return found

    def _people(self) -> list[str]:
        """Compare the people whom batches and imports have brought in: all rows of an act, or none."""
        counted = self.rows(
            "SELECT regexp_replace(employee_number, '-\\d+$', ''), count(*) FROM members_member"
            " WHERE starts_with(employee_number, %s) GROUP BY 1",
            f"{self.model.name}-",
        )
        done = {
            name.removesuffix(".csv")
            for (name,) in self.rows("SELECT file_name FROM members_importjob WHERE state = 'done'")
        }
        found, there = [], dict(counted)
        for act in self.model.of_kind("batch", "import"):
            heads, rows = there.pop(act.mark, 0), act.payload.get("rows")
            allowed = {times * rows for times in act.allowed()} if isinstance(rows, int) else {0}
            if act.kind == "import":
                allowed = {rows} if act.mark in done and isinstance(rows, int) else {0}
            if heads not in allowed:
                found.append(f"{act.kind} {act.mark} ({act.outcome}): {heads} people of {rows}")
        return found + [f"{mark}: {heads} people whom nobody sent" for mark, heads in there.items()]

    def _amounts(self) -> list[str]:
        paid = dict(self.rows("SELECT note, amount FROM members_duespayment WHERE reverses_id IS NULL"))
        wrong = [
            act for act in self.model.of_kind("payment") if act.mark in paid and paid[act.mark] != Decimal(act.amount)
        ]
        return [f"payment {act.mark}: {paid[act.mark]} noted of {act.amount}" for act in wrong]

    def _attachments(self) -> list[str]:
        """Compare the files of questions: each whole, with its question and never without."""
        sizes: dict[str, list[int]] = defaultdict(list)
        for name, size in self.rows("SELECT name, size FROM office_attachment"):
            sizes[name.removesuffix(".txt")].append(size)
        found = []
        for act in self.model.of_kind("question"):
            there, length = sizes.pop(act.mark, []), act.payload.get("length")
            if there not in [[length] * times for times in act.allowed()] if length else there:
                found.append(f"file of {act.mark} ({act.outcome}): {there} bytes of {length}")
        return found

    def _receipts(self) -> list[str]:
        """Compare the grants that members received with those that somebody confirmed or signed for."""
        received = {str(pk) for (pk,) in self.rows("SELECT id FROM welfare_grant WHERE received_at IS NOT NULL")}
        acts = self.model.of_kind("receipt", "signature")
        sure = {act.about for act in acts if act.outcome == Outcome.DONE}
        maybe = {act.about for act in acts if act.outcome == Outcome.UNKNOWN}
        found = [f"grant {pk}: confirmed, and not noted as received" for pk in sure - received]
        return found + [f"grant {pk}: received, and nobody confirmed it" for pk in received - sure - maybe]

    def _steps(self, kind: str, verb: str) -> list[str]:
        """Compare how often a step was taken with each row that acts are about."""
        taken = {
            str(pk): int(n)
            for pk, n in self.rows("SELECT object_id, count(*) FROM office_auditevent WHERE verb = %s GROUP BY 1", verb)
        }
        acts: dict[str, list[Act]] = defaultdict(list)
        for act in self.model.of_kind(kind):
            acts[key_in(act.about)].append(act)
        return [
            f"{verb} of {about}: {taken.get(about, 0)} times in the audit log, sent as {[act.outcome for act in some]}"
            for about, some in acts.items()
            if not least(some) <= taken.get(about, 0) <= least(some) + unknown(some)
        ]


def key_in(address: str) -> str:
    """Return the number in the address of a row's page, or the text itself."""
    found = re.search(r"/(\d+)/$", address)
    return found[1] if found else address


def least(acts: Sequence[Act]) -> int:
    return sum(act.outcome == Outcome.DONE for act in acts)


def unknown(acts: Sequence[Act]) -> int:
    return sum(act.outcome == Outcome.UNKNOWN for act in acts)
