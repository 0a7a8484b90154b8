"""Tasks: what the commands do, without printing."""
