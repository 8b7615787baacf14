"""`python -m ffb.cli` is `ffb`."""

from ffb.cli import main

if __name__ == "__main__":
    main()
