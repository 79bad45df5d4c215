"""Fails where a doc comment refers to a type or member of the library that has no page: docfx writes a mere name then.

python3 .ci/docs/references.py FOLDER-OF-METADATA
"""

import html
import pathlib
import re
import sys
import urllib.parse


def main():
    known, wanted = set(), {}
    for path in pathlib.Path(sys.argv[1]).glob("*.yml"):
        page = path.read_text(encoding="utf-8").split("\nreferences:\n")[0]
        for line in page.split("\n"):
            if line.startswith("- uid: "):
                known.add(line[len("- uid: "):].strip("'\""))
            for reference in re.findall(r'xref href=\\?"([^"\\]+)', line):
                wanted.setdefault(urllib.parse.unquote(html.unescape(reference)), path.stem)
    lost = sorted(f"{page} refers to {name}, which has no page." for name, page in wanted.items()
                  if name.startswith("DeepLearning.") and name not in known)
    print("\n".join(lost) or f"{len(wanted)} things referred to")
    sys.exit(bool(lost) or not wanted)


main()
