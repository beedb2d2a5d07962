"""Who asked what, and what was answered: kept for a year, masked, and never changed."""
