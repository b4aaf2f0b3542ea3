"""Speed beside this machine's own ceiling; only in a checkout (see README.md here)."""
