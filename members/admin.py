"""Collects the admin pages of this app's rooms for Django."""

import members.accounts.admin
import members.approvals.admin
import members.committees.admin.appointments
import members.committees.admin.committees
import members.committees.admin.permission_names
import members.consents.admin
import members.deputies.admin
import members.documents.admin
import members.dues.admin
import members.duplicates.admin
import members.freezes.admin
import members.front.admin
import members.hr_api.admin
import members.importing.admin
import members.joining.admin
import members.membership.admin
import members.organisation.admin
import members.own_data.admin
import members.personal_file.admin
import members.providers.admin
import members.register.admin
