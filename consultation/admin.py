"""Collects the admin pages of this app's rooms for Django."""

import consultation.deadlines.admin
import consultation.grievances.admin
import consultation.knowledge.admin
import consultation.questions.admin
import consultation.referrals.admin
import consultation.statutes.admin
