"""Collects the admin pages of this app's rooms for Django."""

import welfare.auditing.admin
import welfare.budgets.admin
import welfare.fairness.admin
import welfare.goods.admin
import welfare.grants.admin
import welfare.handing_out.admin
import welfare.hardship.admin
import welfare.kinds.admin
import welfare.lists.admin
import welfare.objections.admin
import welfare.payment.admin
import welfare.plans.admin
import welfare.reports.admin
import welfare.runs.admin
import welfare.seasonal.admin
import welfare.standards.admin
import welfare.visits.admin
