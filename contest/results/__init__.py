"""Results: complaints, regrading, publication."""
