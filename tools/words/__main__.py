"""`bin/words`: bring the Dutch catalogue of every room up to date, or say where it is not."""

import argparse
import sys

from tools.install import ROOT
from tools.words import catalogues, checking
from tools.words.compiling import compile_stale


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/words", description=__doc__)
    parser.add_argument("deed", nargs="?", choices=("gather", "compile"), default="gather")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a word is missing or wrong")
    options = parser.parse_args()
    if options.check:
        problems = checking.problems(ROOT)
        print("\n".join(problems) or "Every word is there, in English and in Dutch.")
        return 1 if problems else 0
    if options.deed == "gather":
        for path in catalogues.update_all(ROOT):
            print(f"{path.relative_to(ROOT)}: {catalogues.untranslated(path)} to translate")
    compile_stale(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
