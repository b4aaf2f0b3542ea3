"""What authors do to a bank: find, write, correct, approve and retire questions, and see its holes."""
