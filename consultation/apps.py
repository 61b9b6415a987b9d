from django.apps import AppConfig
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from consultation.audit_facts import FACT_LABELS, FACT_VALUES
from consultation.audit_verbs import VERBS
from consultation.help_texts import HELP
from consultation.permissions import ConsultationPermission
from consultation.shipped_posts import SHIPPED
from office import audit_facts, page_help
from office.audit_verbs import VERB_LABELS


def ship_deadlines(*, apps: Apps = global_apps, **kwargs: object) -> None:
    from consultation.deadlines.actions import ensure_deadlines
    from consultation.statutes.actions import ensure_statutes

    ensure_deadlines()
    # The table is missing after migrating back to before there were limits of the law.
    if "statutorylimit" in apps.all_models["consultation"]:
        ensure_statutes()


def register_documents() -> None:
    from consultation.referrals.documents import SLIP
    from office.documents.kinds import KINDS

    KINDS.update(
        {
            "referral_slip": SLIP,
        }
    )


def register_rules() -> None:
    from consultation.front.recount import recount_deadlines
    from consultation.statutes.cases import answer_clock
    from office import rule_files
    from office.clocks.actions import RECOUNTS

    rule_files.KINDS["clocks"] = answer_clock
    RECOUNTS.append(recount_deadlines)


def register_referrals() -> None:
    from consultation.questions import actions as questions
    from consultation.questions import page as question_page
    from consultation.referrals.actions import withdraw_open_referrals
    from consultation.referrals.question_page import REFER, REFERRALS
    from members.cases.page import add_act

    add_act(question_page.ACTS, REFER, before="assign")
    question_page.SECTIONS.append(REFERRALS)
    questions.WHEN_CLOSED.append(withdraw_open_referrals)


def register_pages() -> None:
    from consultation.front.desk import waiting
    from consultation.front.finder import SOURCES
    from consultation.front.member_summary import case_facts
    from consultation.front.originals import ORIGINALS
    from members.front.member_sections import SECTIONS, MemberSection
    from office.finder import rules as finder
    from office.outbox.actions.digests import WAITING
    from office.uploads import originals

    WAITING.append(waiting)
    finder.SOURCES.update(SOURCES)
    originals.ORIGINALS.update(ORIGINALS)
    page_help.HELP.update(HELP)
    SECTIONS.append(
        MemberSection(
            _("Cases"),
            _("Show the cases"),
            "consultation:member_cases",
            (ConsultationPermission.VIEW_QUESTION, ConsultationPermission.VIEW_GRIEVANCE),
            case_facts,
        )
    )


def register_notice_kinds() -> None:
    from office.notices import KINDS, NoticeKind

    questions_at = ("my/questions/", "consultation/questions/", "consultation/referrals/")
    KINDS["questions"] = NoticeKind(_("Questions"), questions_at)
    KINDS["rights"] = NoticeKind(_("Rights cases"), ("my/grievances/", "consultation/grievances/"), sensitive=True)


def register_audit_words() -> None:
    from consultation.front.export_filters import FILTER_FORMS

    VERB_LABELS.update(VERBS)
    audit_facts.FACT_LABELS.update(FACT_LABELS)
    audit_facts.FACT_VALUES.update(FACT_VALUES)
    audit_facts.FILTER_FORMS.update(FILTER_FORMS)


def register_own_data() -> None:
    from consultation.front.held_about_me import HELD_SHEETS, RETENTION_REASONS
    from office import held_about_me

    held_about_me.HELD_SHEETS.update(HELD_SHEETS)
    held_about_me.RETENTION_REASONS.update(RETENTION_REASONS)


class ConsultationConfig(AppConfig):
    name = "consultation"
    verbose_name = _("Consultation and rights")

    def ready(self) -> None:
        from members.authority.shipped_posts import ship_permissions

        register_rules()
        register_referrals()
        register_documents()
        register_pages()
        register_notice_kinds()
        register_audit_words()
        register_own_data()
        ship_permissions(SHIPPED)
        # Defaults that an administrator edits, written as soon as their table exists.
        post_migrate.connect(ship_deadlines, sender=self, dispatch_uid="consultation.ship_deadlines")
