"""The permissions of each shipped post, as one table for all apps."""

import pytest

from members.authority.models import Post
from members.authority.shipped_posts import POSTS, SPENDING

pytestmark = pytest.mark.django_db

MAY = {
    "chair": {
        "consultation.urge_question",
        "consultation.view_faqentry",
        "consultation.view_grievance",
        "consultation.view_question",
        "members.add_unit",
        "members.change_unit",
        "members.decide_change",
        "members.decide_erasure",
        "members.expel_member",
        "members.export_member",
        "members.hand_out_code",
        "members.hand_out_officer_code",
        "members.reorganise_unit",
        "members.reveal_member",
        "members.transfer_member",
        "members.view_activationcode",
        "members.view_application",
        "members.view_changerequest",
        "members.view_consent",
        "members.view_dues",
        "members.view_erasure",
        "members.view_hardshipmark",
        "members.view_member",
        "members.view_membershipchange",
        "members.view_membershipperiod",
        "members.view_unit",
        "members.waive_dues",
        "office.view_auditevent",
        "welfare.approve_run",
        "welfare.return_run",
        "welfare.view_budgetline",
        "welfare.view_grant",
        "welfare.view_plan",
        "welfare.view_run",
        "office.view_issueddocument",
        "office.change_documenttext",
        "office.void_issueddocument",
    },
    "branch_chair": {
        "consultation.urge_question",
        "consultation.view_question",
        "members.change_unit",
        "members.hand_out_code",
        "members.transfer_member",
        "members.view_hardshipmark",
        "members.view_member",
        "members.view_membershipchange",
        "members.view_unit",
        "welfare.approve_run",
        "welfare.return_run",
        "welfare.view_grant",
        "welfare.view_run",
    },
    "welfare_officer": {
        "members.add_member",
        "members.add_unit",
        "members.admit_member",
        "members.change_member",
        "members.change_membership",
        "members.change_unit",
        "members.decide_change",
        "members.decide_erasure",
        "members.export_full_member",
        "members.export_member",
        "members.hand_out_code",
        "members.import_member",
        "members.mark_hardship",
        "members.merge_member",
        "members.record_consent",
        "members.reveal_member",
        "members.transfer_member",
        "members.view_application",
        "members.view_changerequest",
        "members.view_consent",
        "members.view_dues",
        "members.view_erasure",
        "members.view_hardshipmark",
        "members.view_member",
        "members.view_membershipchange",
        "members.view_membershipperiod",
        "members.view_unit",
        "welfare.cancel_run",
        "welfare.change_plan",
        "welfare.issue_run",
        "welfare.open_run",
        "welfare.sign_grant",
        "welfare.submit_run",
        "welfare.view_budgetline",
        "welfare.view_grant",
        "welfare.view_plan",
        "welfare.view_run",
        "office.view_issueddocument",
        "office.change_documenttext",
    },
    "finance_officer": {
        "members.keep_dues",
        "members.view_dues",
        "members.view_unit",
        "welfare.approve_run",
        "welfare.change_budgetline",
        "welfare.return_run",
        "welfare.view_budgetline",
        "welfare.view_grant",
        "welfare.view_plan",
        "welfare.view_run",
        "office.view_issueddocument",
        "office.void_issueddocument",
    },
    "auditor": {
        "consultation.view_faqentry",
        "consultation.view_grievance",
        "consultation.view_question",
        "members.view_activationcode",
        "members.view_application",
        "members.view_changerequest",
        "members.view_consent",
        "members.view_dues",
        "members.view_erasure",
        "members.view_hardshipmark",
        "members.view_member",
        "members.view_membershipchange",
        "members.view_membershipperiod",
        "members.view_unit",
        "office.view_auditevent",
        "welfare.view_budgetline",
        "welfare.view_grant",
        "welfare.view_plan",
        "welfare.view_run",
        "office.view_issueddocument",
    },
    "desk_counsellor": {
        "consultation.answer_question",
        "consultation.change_cannedanswer",
        "consultation.change_faqentry",
        "consultation.refer_question",
        "consultation.urge_question",
        "consultation.view_cannedanswer",
        "consultation.view_faqentry",
        "consultation.view_question",
    },
    "rights_officer": {
        "consultation.handle_grievance",
        "consultation.view_grievance",
    },
    "department_liaison": {
        "consultation.reply_referral",
    },
    "group_leader": {
        "members.view_member",
        "members.view_unit",
        "welfare.sign_grant",
        "welfare.view_grant",
    },
}


def test_each_post_may_do_what_the_table_says():
    posts = Post.objects.prefetch_related("permissions__content_type")
    held = {
        post.code: {f"{one.content_type.app_label}.{one.codename}" for one in post.permissions.all()} for post in posts
    }
    assert held == MAY


def test_the_posts_are_shipped_in_their_order():
    assert list(Post.objects.order_by("pk").values_list("code", flat=True)) == list(POSTS) == list(MAY)


def test_no_app_ships_a_permission_twice():
    for code, post in POSTS.items():
        assert sorted(post.permissions) == sorted(MAY[code])


def test_the_permissions_that_spend_are_named_by_welfare():
    assert {"welfare.approve_run", "welfare.issue_run", "welfare.change_budgetline"} == SPENDING
