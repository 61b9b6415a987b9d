"""Users at work over HTTP while servers are killed: what the portal has kept must equal what its users were told."""
