"""States of a referral. Pure: no database, no clock, no request."""

from consultation.choices import ReferralState

REFERRAL_NEXT = {ReferralState.SENT: {ReferralState.REPLIED, ReferralState.WITHDRAWN}}
OPEN = (ReferralState.SENT,)
