"""Item analysis, by Moodle's definitions: what the marks of a round say about its questions.

Pure: counts in (`tally`), exact figures out (`figures`, `whole`), and what they mean for whoever writes
questions (`findings`).
"""
