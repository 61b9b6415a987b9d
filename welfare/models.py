"""Collects the models of this app's rooms for Django; they are imported from their rooms."""

import welfare.budgets.models
import welfare.fairness.models
import welfare.grants.models
import welfare.hardship.models.files
import welfare.hardship.models.settings
import welfare.kinds.models
import welfare.lists.models
import welfare.objections.models
import welfare.payment.models.answers
import welfare.payment.models.batches
import welfare.payment.models.files
import welfare.payment.models.lines
import welfare.payment.models.profiles
import welfare.payment.models.triggers
import welfare.plans.models
import welfare.runs.models
import welfare.standards.models
