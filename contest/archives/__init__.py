"""A whole contest in one file, to keep or to bring to another server."""
