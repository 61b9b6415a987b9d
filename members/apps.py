from django.apps import AppConfig
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from members.audit_verbs import VERBS
from members.help_texts import HELP
from members.permissions import MembersPermission
from members.shipped_posts import SHIPPED
from office import audit_facts, page_help
from office.audit_verbs import VERB_LABELS
from office.database_roles import WRITTEN_BY_OWNER


def ship_posts(**kwargs: object) -> None:
    from members.authority.actions import ensure_posts

    ensure_posts()


def ship_consent_texts(**kwargs: object) -> None:
    from members.consents.actions import ensure_consent_texts

    ensure_consent_texts()


def ship_retention_rules(**kwargs: object) -> None:
    from members.own_data.actions.retention import ensure_retention_rules

    ensure_retention_rules()


def ship_dues_rule(*, apps: Apps = global_apps, **kwargs: object) -> None:
    from members.dues.actions.charges import ensure_dues_rule

    # The table is missing after migrating back to before there were dues.
    if "duesrule" in apps.all_models["members"]:
        ensure_dues_rule()


def register_documents() -> None:
    from members.accounts.documents import SLIPS
    from members.dues.receipts import RECEIPT, issue_receipts
    from members.front.documents import SHEET
    from members.membership.documents import LETTER
    from members.organisation.documents import POSTER
    from office.documents.batches import ISSUERS
    from office.documents.kinds import KINDS

    ISSUERS["dues_receipt"] = issue_receipts
    KINDS.update(
        {
            "activation_slips": SLIPS,
            "dues_receipt": RECEIPT,
            "registration_sheet": SHEET,
            "transfer_letter": LETTER,
            "joining_poster": POSTER,
        }
    )


def register_notice_kinds() -> None:
    from office.notices import KINDS, NoticeKind

    KINDS["approvals"] = NoticeKind(
        # Titles and reasons that somebody typed, and names of officers.
        _("Approvals"),
        ("approvals/",),
        sensitive=True,
    )
    KINDS["membership"] = NoticeKind(
        _("Membership and dues"),
        ("my/membership/", "my/changes/", "my/erasure/", "my/dues/", "members/"),
        # Matters of identity.
        sensitive_paths=(
            "my/changes/",
            "my/erasure/",
            "members/changes/",
            "members/erasures/",
            "members/doubles/",
            "members/family/",
        ),
    )
    KINDS["sign_in"] = NoticeKind(
        _("Sign-in"),
        ("accounts/sessions/", "accounts/2fa/", "accounts/second-step/", "accounts/tokens/", "my/sign-in/"),
        # The purpose of a token is what somebody typed.
        sensitive_paths=("accounts/tokens/",),
    )


def ship_approval_rules(*, apps: Apps = global_apps, **kwargs: object) -> None:
    from members.approvals.actions.rulemaking import ensure_approval_rules

    # The table is missing after migrating back to before there were rules.
    if "approvalstage" in apps.all_models["members"]:
        ensure_approval_rules()


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members and organisation")

    def ready(self) -> None:
        from members.accounts import log_in_events
        from members.approvals import desk as approvals_desk
        from members.authority.actions import officers_on
        from members.authority.shipped_posts import ship_permissions
        from members.dues.cases import answer_dues
        from members.front import desk
        from members.front.audit_facts import FACT_LABELS, FACT_VALUES
        from members.front.export_filters import FILTER_FORMS
        from members.front.finder import SOURCES
        from members.front.member_sections import SECTIONS, MemberSection
        from members.front.member_summary import dues_facts
        from members.front.operations import WORK
        from members.front.originals import ORIGINALS
        from members.own_data.held_about_me import HELD_SHEETS, RETENTION_REASONS
        from members.own_data.recount import recount_change_requests
        from office import held_about_me, rule_files
        from office.clocks.actions import RECOUNTS
        from office.finder import rules as finder
        from office.operations import rules as operations
        from office.outbox.actions.digests import OFFICERS, WAITING
        from office.uploads import originals

        OFFICERS.append(officers_on)
        WAITING.extend([desk.waiting, approvals_desk.waiting])
        operations.KINDS.update(WORK)
        finder.SOURCES.update(SOURCES)
        originals.ORIGINALS.update(ORIGINALS)
        page_help.HELP.update(HELP)
        RECOUNTS.append(recount_change_requests)
        rule_files.KINDS["dues"] = answer_dues
        VERB_LABELS.update(VERBS)
        register_documents()
        audit_facts.FACT_LABELS.update(FACT_LABELS)
        audit_facts.FACT_VALUES.update(FACT_VALUES)
        audit_facts.FILTER_FORMS.update(FILTER_FORMS)
        dues = (MembersPermission.VIEW_DUES,)
        SECTIONS.append(
            MemberSection(_("Dues"), _("Show the dues"), "members:dues_member", dues, dues_facts, is_part=False)
        )
        WRITTEN_BY_OWNER.update({"members_membershipperiod", "members_unitplace"})
        ship_permissions(SHIPPED)
        held_about_me.HELD_SHEETS.update(HELD_SHEETS)
        held_about_me.RETENTION_REASONS.update(RETENTION_REASONS)
        register_notice_kinds()
        log_in_events.connect()
        # After migrating, since Django creates the permissions only then, and the tables exist.
        for ship in (ship_posts, ship_consent_texts, ship_retention_rules, ship_approval_rules, ship_dues_rule):
            post_migrate.connect(ship, sender=self, dispatch_uid=f"members.{ship.__name__}")
