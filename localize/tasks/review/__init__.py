"""The review loop: what a run keeps for it, files for people, and corrections back into approved entries and pins."""
