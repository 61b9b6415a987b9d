"""Collects the tasks of this app's rooms for Celery."""

import welfare.fairness.tasks
import welfare.goods.tasks
import welfare.lists.tasks
import welfare.objections.tasks
import welfare.payment.tasks
import welfare.runs.tasks
import welfare.visits.tasks
