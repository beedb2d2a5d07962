"""The demo corpus: papers of one fictional ward and its neighbours, and what builds them."""
