from django.apps import AppConfig
from django.apps.registry import Apps
from django.apps.registry import apps as global_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from office import audit_facts, page_help
from office.audit_verbs import VERB_LABELS
from welfare.audit_facts import FACT_LABELS, FACT_VALUES
from welfare.audit_verbs import VERBS
from welfare.help_texts import HELP
from welfare.permissions import WelfarePermission
from welfare.shipped_posts import SHIPPED


def ship_standards(*, apps: Apps = global_apps, **kwargs: object) -> None:
    from welfare.hardship.shipping import ensure_hardship_rules
    from welfare.kinds.actions import ensure_kinds
    from welfare.seasonal.shipping import ensure_heat_rules
    from welfare.standards.actions import ensure_standards

    # The tables are missing after migrating back to before there were kinds.
    if "benefitkind" in apps.all_models["welfare"]:
        ensure_kinds()
        ensure_standards()
    if "hardshiprule" in apps.all_models["welfare"]:
        ensure_hardship_rules()
    if "heatrule" in apps.all_models["welfare"]:
        ensure_heat_rules()


def register_documents() -> None:
    from office.documents.kinds import KINDS
    from welfare.handing_out.documents import BENEFIT_RECEIPT, SIGN_OFF_SHEET
    from welfare.objections.documents import PUBLIC_NOTICE

    KINDS.update(
        {
            "public_notice": PUBLIC_NOTICE,
            "benefit_receipt": BENEFIT_RECEIPT,
            "sign_off_sheet": SIGN_OFF_SHEET,
        }
    )


class WelfareConfig(AppConfig):
    name = "welfare"
    verbose_name = _("Welfare")

    def ready(self) -> None:
        from members.approvals.kinds import OTHERS, register_kind
        from members.authority.shipped_posts import ship_permissions
        from members.front.member_sections import SECTIONS, MemberSection
        from members.personal_file.actions.hardship import KEPT_BY_FILE
        from office import held_about_me, notices, rule_files
        from office.finder import rules as finder
        from office.operations import rules as operations
        from office.outbox.actions.digests import WAITING
        from office.uploads import originals
        from welfare.budgets.causes import CAUSES
        from welfare.front.approval_kinds import APPROVAL_KINDS
        from welfare.front.budget_causes import BUDGET_CAUSES
        from welfare.front.desk import (
            payments_to_release,
            waiting_hardship,
            waiting_payments,
            waiting_runs,
            waiting_visits,
        )
        from welfare.front.export_filters import FILTER_FORMS
        from welfare.front.finder import SOURCES
        from welfare.front.held_about_me import (
            HELD_SHEETS,
            RETENTION_REASONS,
            empty_hand_outs,
            empty_hardship_files,
            empty_objections,
            empty_visits,
        )
        from welfare.front.member_summary import benefit_facts
        from welfare.front.operations import WORK
        from welfare.front.originals import ORIGINALS
        from welfare.hardship.cases import answer_hardship
        from welfare.hardship.choices import FACT_VALUES as HARDSHIP_VALUES
        from welfare.hardship.lookup import has_file_in_force
        from welfare.seasonal.choices import FACT_VALUES as SEASONAL_VALUES
        from welfare.standards.cases import answer_cap
        from welfare.visits.choices import FACT_VALUES as VISIT_VALUES

        WAITING.extend([waiting_runs, waiting_payments, waiting_hardship, waiting_visits])
        KEPT_BY_FILE.append(has_file_in_force)
        CAUSES.update(BUDGET_CAUSES)
        operations.KINDS.update(WORK)
        finder.SOURCES.update(SOURCES)
        originals.ORIGINALS.update(ORIGINALS)
        page_help.HELP.update(HELP)
        VERB_LABELS.update(VERBS)
        register_documents()
        audit_facts.FACT_LABELS.update(FACT_LABELS)
        audit_facts.FACT_VALUES.update(FACT_VALUES)
        audit_facts.FACT_VALUES.update(HARDSHIP_VALUES)
        audit_facts.FACT_VALUES.update(VISIT_VALUES)
        audit_facts.FACT_VALUES.update(SEASONAL_VALUES)
        audit_facts.FILTER_FORMS.update(FILTER_FORMS)
        ship_permissions(SHIPPED)
        for kind in APPROVAL_KINDS:
            register_kind(kind)
        OTHERS.append(payments_to_release)
        SECTIONS.append(
            MemberSection(
                _("Benefits"),
                _("Show the benefits"),
                "welfare:member_grants",
                (WelfarePermission.VIEW_GRANT,),
                benefit_facts,
            )
        )
        notices.KINDS["benefits"] = notices.NoticeKind(_("Benefits"), ("my/benefits/", "welfare/"))
        notices.KINDS["hardship"] = notices.NoticeKind(_("Hardship"), ("my/hardship/", "hardship/"), sensitive=True)
        notices.KINDS["visits"] = notices.NoticeKind(_("Visits"), ("my/visits/", "visits/"), sensitive=True)
        held_about_me.HELD_SHEETS.update(HELD_SHEETS)
        held_about_me.ERASERS += [empty_hand_outs, empty_hardship_files, empty_objections, empty_visits]
        held_about_me.RETENTION_REASONS.update(RETENTION_REASONS)
        rule_files.KINDS["caps"] = answer_cap
        rule_files.KINDS["hardship"] = answer_hardship
        # After migrating, since the tables exist only then.
        post_migrate.connect(ship_standards, sender=self, dispatch_uid="welfare.ship_standards")
