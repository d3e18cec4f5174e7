"""A child's plans and visits: their questions, and the verbs these call."""
