"""``python -m contest``: the command `hoithi`."""

from contest.cli import main

if __name__ == "__main__":
    main()
