"""Who comes, what they may do, and which documents exist for them."""
