"""Forms and calls that are sent again act once; what was typed outlasts the session. ADR: docs/decisions."""
