"""What each sweep of CELERY_BEAT_SCHEDULE does, in an administrator's words, by the name of its task."""

from django.utils.translation import gettext_lazy as _

from office.types import Message

SWEEPS: dict[str, Message] = {
    "consultation.grievances.tasks.announce_anonymous_reports": _("Tell officers of anonymous reports"),
    "members.accounts.tasks.clear_session_list": _("Clear the list of sessions"),
    "members.accounts.tasks.end_tokens": _("End API tokens"),
    "members.approvals.tasks.pass_up_late_approvals": _("Pass late approvals up"),
    "members.committees.tasks.warn_of_terms": _("Warn of terms that end"),
    "members.dues.tasks.compute_dues": _("Work out dues"),
    "members.dues.tasks.delete_payroll_uploads": _("Delete old payroll files"),
    "members.dues.tasks.open_dues_months": _("Open months of dues"),
    "members.dues.tasks.process_payroll_files": _("Read payroll files"),
    "members.duplicates.tasks.clear_merged_facts": _("Clear facts of merged members"),
    "members.duplicates.tasks.find_doubles": _("Find members entered twice"),
    "members.hr_api.tasks.tidy_api": _("Clear old calls of the HR interface"),
    "members.importing.tasks.clear_imports": _("Delete old rosters"),
    "members.importing.tasks.process_imports": _("Read rosters"),
    "members.joining.tasks.delete_old_applications": _("Delete old applications"),
    "members.membership.tasks.carry_out_changes": _("Carry out transfers and other changes"),
    "welfare.lists.tasks.process_benefit_lists": _("Check uploaded benefit lists"),
    "members.own_data.tasks.announce_due_erasures": _("Tell officers of erasures that are due"),
    "office.documents.tasks.issue_batches": _("Issue many documents in one file"),
    "office.encrypted_files.tasks.sweep_files": _("Delete files that belong to nothing"),
    "office.once.tasks.delete_expired_keys": _("Forget forms sent long ago"),
    "office.outbox.tasks.send_deliveries": _("Send messages out of the portal"),
    "office.outbox.tasks.write_digests": _("Write daily digests"),
    "office.seals.tasks.check_audit_log": _("Check the seals of the audit log"),
    "office.seals.tasks.seal_audit_log": _("Seal the audit log"),
    "office.tasks.clear_sessions": _("Delete sessions that have ended"),
    "office.uploads.tasks.make_clean_copies": _("Make clean copies of pictures"),
    "welfare.payment.tasks.make_payment_files": _("Write payment files for banks"),
    "welfare.payment.tasks.process_bank_answers": _("Read answers of banks"),
    "welfare.runs.tasks.count_slices": _("Work out who receives a benefit"),
    "welfare.runs.tasks.clear_slices": _("Clear what was cancelled or revoked"),
    "welfare.fairness.tasks.count_figures": _("Count the figures of runs and replays"),
    "welfare.fairness.tasks.delete_old_replays": _("Delete old replays"),
    "welfare.runs.tasks.open_due_runs": _("Open benefits that are due"),
    "welfare.goods.tasks.tell_of_offers": _("Tell members that they may choose goods, and remind them"),
    "welfare.runs.tasks.tell_members": _("Tell members of their benefits"),
}
