from django.urls import path

from consultation.questions.views.officers import question_act
from consultation.referrals import views

urlpatterns = [
    path("consultation/questions/<int:pk>/refer/", question_act, {"act_name": "refer"}, "question_refer"),
    path("consultation/referrals/", views.referral_list, name="referral_list"),
    path("consultation/referrals/export/", views.referral_export, name="referral_export"),
    path("consultation/referrals/<int:pk>/", views.referral_detail, name="referral_detail"),
    path("consultation/referrals/<int:pk>/slip/", views.referral_slip, name="referral_slip"),
    path("consultation/referrals/<int:pk>/days/", views.referral_days, name="referral_days"),
    path("consultation/referrals/<int:pk>/reply/", views.referral_reply, name="referral_reply"),
    path("consultation/referrals/<int:pk>/urge/", views.referral_urge, name="referral_urge"),
    path("consultation/referrals/<int:pk>/withdraw/", views.referral_withdraw, name="referral_withdraw"),
]
