from django.urls import path

from welfare.payment.views import answers, files, payments, profiles

urlpatterns = [
    path("welfare/payments/", payments.payment_list, name="payment_list"),
    path("welfare/payments/export/", payments.payment_list_export, name="payment_list_export"),
    path("welfare/payments/new/", payments.payment_new, name="payment_new"),
    path("welfare/payments/<int:pk>/", payments.payment_detail, name="payment_detail"),
    path("welfare/payments/<int:pk>/progress/", payments.payment_progress, name="payment_progress"),
    path("welfare/payments/<int:pk>/release/", payments.payment_release, name="payment_release"),
    path("welfare/payments/<int:pk>/retry/", payments.payment_retry, name="payment_retry"),
    path("welfare/payments/<int:pk>/cancel/", payments.payment_cancel, name="payment_cancel"),
    path("welfare/payments/<int:pk>/lines/", payments.payment_lines, name="payment_lines"),
    path("welfare/payments/<int:pk>/lines/export/", payments.payment_lines_export, name="payment_lines_export"),
    path("welfare/payments/<int:pk>/left-out/", payments.payment_left_out, name="payment_left_out"),
    path(
        "welfare/payments/<int:pk>/left-out/export/", payments.payment_left_out_export, name="payment_left_out_export"
    ),
    path("welfare/payments/<int:pk>/cover/", payments.payment_cover, name="payment_cover"),
    path("welfare/payments/<int:pk>/answer/", answers.answer_new, name="answer_new"),
    path("welfare/payment-files/<int:pk>/fetch/", files.payment_file_fetch, name="payment_fetch"),
    path("welfare/bank-answers/<int:pk>/", answers.answer_detail, name="answer_detail"),
    path("welfare/bank-answers/<int:pk>/progress/", answers.answer_progress, name="answer_progress"),
    path("welfare/bank-answers/<int:pk>/rows/export/", answers.answer_rows_export, name="answer_rows_export"),
    path("welfare/bank-answers/<int:pk>/confirm/", answers.answer_confirm, name="answer_confirm"),
    path("welfare/bank-answers/<int:pk>/cancel/", answers.answer_cancel, name="answer_cancel"),
    path("welfare/bank-answers/<int:pk>/undo/", answers.answer_undo, name="answer_undo"),
    path("welfare/bank-profiles/", profiles.profile_list, name="profile_list"),
    path("welfare/bank-profiles/export/", profiles.profile_export, name="profile_export"),
    path("welfare/bank-profiles/new/", profiles.profile_new, name="profile_new"),
    path("welfare/bank-profiles/<int:pk>/", profiles.profile_detail, name="profile_detail"),
    path("welfare/bank-profiles/<int:pk>/change/", profiles.profile_change, name="profile_change"),
    path("welfare/bank-profiles/<int:pk>/check/", profiles.profile_check, name="profile_check"),
    path("welfare/bank-profiles/<int:pk>/use/", profiles.profile_use, name="profile_use"),
]
