"""Collects the tasks of this app's rooms for Celery."""

import members.accounts.tasks
import members.approvals.tasks
import members.committees.tasks
import members.dues.tasks
import members.duplicates.tasks
import members.hr_api.tasks
import members.importing.tasks
import members.joining.tasks
import members.membership.tasks
import members.own_data.tasks
