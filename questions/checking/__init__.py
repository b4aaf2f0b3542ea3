"""Whether packs of questions are as the house wants them: pure functions from texts to findings."""
