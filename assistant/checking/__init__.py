"""A document held against what its kind of paper must be."""
