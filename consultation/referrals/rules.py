from consultation.choices import (
    ReferralState,
)

REFERRAL_NEXT = {ReferralState.SENT: {ReferralState.REPLIED, ReferralState.WITHDRAWN}}
