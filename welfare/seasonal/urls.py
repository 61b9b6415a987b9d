from django.urls import path

from welfare.seasonal.views import deliveries, sites, winter

urlpatterns = [
    path("welfare/seasonal/", sites.heat_site_list, name="heat_site_list"),
    path("welfare/seasonal/export/", sites.heat_site_export, name="heat_site_export"),
    path("welfare/seasonal/sites/new/", sites.heat_site_new, name="heat_site_new"),
    path("welfare/seasonal/sites/<int:pk>/", sites.heat_site_detail, name="heat_site_detail"),
    path("welfare/seasonal/sites/<int:pk>/change/", sites.heat_site_change, name="heat_site_change"),
    path("welfare/seasonal/sites/<int:pk>/heads/new/", sites.heat_period_new, name="heat_period_new"),
    path("welfare/seasonal/heads/<int:pk>/", sites.heat_period_change, name="heat_period_change"),
    path("welfare/seasonal/sites/<int:pk>/goods/new/", sites.heat_ration_new, name="heat_ration_new"),
    path("welfare/seasonal/goods/<int:pk>/", sites.heat_ration_change, name="heat_ration_change"),
    path("welfare/seasonal/sites/<int:pk>/deliver/", deliveries.heat_deliver, name="heat_deliver"),
    path("welfare/seasonal/deliveries/", deliveries.heat_delivery_list, name="heat_delivery_list"),
    path("welfare/seasonal/deliveries/export/", deliveries.heat_delivery_export, name="heat_delivery_export"),
    path("welfare/seasonal/deliveries/<int:pk>/", deliveries.heat_delivery_detail, name="heat_delivery_detail"),
    path("welfare/seasonal/deliveries/<int:pk>/undo/", deliveries.heat_delivery_undo, name="heat_delivery_undo"),
    path(
        "welfare/seasonal/deliveries/<int:pk>/files/<int:file_pk>/",
        deliveries.heat_delivery_file,
        name="heat_delivery_file",
    ),
    path("hardship/winter/", winter.winter_list, name="winter_list"),
    path("hardship/winter/export/", winter.winter_export, name="winter_export"),
    path("hardship/winter/visits/", winter.winter_visits, name="winter_visits"),
    path("welfare/seasonal/rules/", sites.heat_rule_list, name="heat_rule_list"),
    path("welfare/seasonal/rules/export/", sites.heat_rule_export, name="heat_rule_export"),
]
