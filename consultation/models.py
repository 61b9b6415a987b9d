"""Collects the models of this app's rooms for Django; they are imported from their rooms."""

import consultation.deadlines.models
import consultation.grievances.models
import consultation.knowledge.models
import consultation.questions.models
import consultation.referrals.models
import consultation.statutes.models
