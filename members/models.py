"""Collects the models of this app's rooms for Django; they are imported from their rooms."""

import members.accounts.models
import members.authority.models
import members.cases.models
import members.committees.models.committees
import members.committees.models.separation
import members.consents.models
import members.dues.models.charges
import members.dues.models.payments
import members.dues.models.payroll
import members.duplicates.models
import members.hr_api.models.change_stamps
import members.importing.models.imports
import members.importing.models.staging
import members.joining.models
import members.membership.models.changes
import members.membership.models.periods
import members.membership.models.standings
import members.own_data.models.change_requests
import members.own_data.models.retention
import members.personal_file.models.family
import members.personal_file.models.hardship
import members.personal_file.models.papers
import members.register.models.closed_units
import members.register.models.member
import members.units.models.places
import members.units.models.units
