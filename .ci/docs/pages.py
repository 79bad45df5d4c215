"""Copies the pages of the documentation into a folder, so that every link leads to a page of the site.

python3 .ci/docs/pages.py FOLDER

It begins with the README, the path through the samples and the how-to pages, and follows every link: to a page, which is copied; to
a picture or a table, which lies beside it; to source text, which becomes a page with the text; to a folder, which is its README or a
page with its files. A link to nothing is an error.
"""

import pathlib
import posixpath
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = {".cs": "csharp", ".py": "python", ".json": "json", ".yml": "yaml", ".csproj": "xml", ".props": "xml", ".xml": "xml"}
RESOURCES = {".svg", ".png", ".csv"}
FENCE = re.compile(r"^(```|~~~)")
LINK = re.compile(r"(?<=\]\()(?!https?:|#|mailto:)([^)#\s]*)(#[^)\s]*)?(?=\))")
CODE = re.compile(r"(`+)(?:(?!\1).)+\1")


def tracked():
    """Every file of the repository, also one that is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


FILES = tracked()
FOLDERS = {str(parent) for name in FILES for parent in pathlib.PurePosixPath(name).parents}


def page_of(name):
    """Where a file or folder of the repository stands in the site; names that begin with a dot lose it, as docfx passes them over."""
    if name in FOLDERS:
        return page_of(readme_of(name)) if readme_of(name) in FILES else visible(posixpath.join(name, "files.md"))
    if name == "README.md":
        return "index.md"
    suffix = pathlib.PurePosixPath(name).suffix
    return visible(name if suffix == ".md" or suffix in RESOURCES else name + ".md")


def readme_of(folder):
    return posixpath.normpath(posixpath.join(folder, "README.md"))


def visible(name):
    return "/".join(part.lstrip(".") or part for part in name.split("/"))


def linked(page, target):
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
    if name not in FOLDERS and name not in FILES:
        sys.exit(f"{page} links to {target}, which is neither a file nor a folder.")
    return name


def translated(page, text, found):
    """The text of a page with its links turned to the site's pages; what they lead to is added to found."""

    def replaced(match):
        name = linked(page, match.group(1))
        found.append(name)
        path = posixpath.relpath(page_of(name), posixpath.dirname(page_of(page)) or ".")
        return path + (match.group(2) or "" if name.endswith(".md") or name in FOLDERS else "")

    lines, inside = [], False
    for line in text.split("\n"):
        inside ^= bool(FENCE.match(line))
        if inside or line.startswith("    "):
            lines.append(line)
            continue
        # Of what stands between backticks nothing is a link.
        codes = []
        line = CODE.sub(lambda match: codes.append(match.group(0)) or f"\x01{len(codes) - 1}\x02", line)
        line = LINK.sub(replaced, line)
        lines.append(re.sub("\x01(\\d+)\x02", lambda match: codes[int(match.group(1))], line))
    return "\n".join(lines)


def listing(folder, found):
    children = sorted({name[len(folder) + 1:].split("/")[0] for name in FILES if name.startswith(folder + "/")})
    found.extend(posixpath.join(folder, child) for child in children)
    here = posixpath.dirname(page_of(folder))
    links = [f"- [{child}]({posixpath.relpath(page_of(posixpath.join(folder, child)), here)})" for child in children]
    return f"# {folder}\n\n" + "\n".join(links) + "\n"


def source(name):
    path = pathlib.PurePosixPath(name)
    text = (ROOT / name).read_text(encoding="utf-8-sig")
    language = LANGUAGES.get(path.suffix, "bash" if text.startswith("#!") else "text")
    return f"# {path.name}\n\n`{name}`\n\n~~~~~~{language}\n{text.rstrip()}\n~~~~~~\n"


def write(site, name):
    """Writes the page of a file or folder, and says what it links to."""
    target, found = site / page_of(name), []
    target.parent.mkdir(parents=True, exist_ok=True)
    if name in FOLDERS:
        if readme_of(name) in FILES:
            return [readme_of(name)]
        target.write_text(listing(name, found), encoding="utf-8")
    elif pathlib.PurePosixPath(name).suffix in RESOURCES:
        shutil.copyfile(ROOT / name, target)
    elif name.endswith(".md"):
        target.write_text(translated(name, (ROOT / name).read_text(encoding="utf-8-sig"), found), encoding="utf-8")
    else:
        target.write_text(source(name), encoding="utf-8")
    return found


def title(name):
    return next(line[2:] for line in (ROOT / name).read_text(encoding="utf-8-sig").split("\n") if line.startswith("# "))


def contents(site, name, entries):
    """A table of contents: lists of texts and pages, or of other tables."""
    text = "".join(f'- name: "{entry}"\n  href: {href}\n' for entry, href in entries)
    (site / name).write_text(text, encoding="utf-8")


def main():
    site = pathlib.Path(sys.argv[1])
    how_to = [name for name in FILES if re.fullmatch(r"samples/HowTo/[^/]+\.md", name)]
    samples = [name for name in FILES if re.fullmatch(r"samples/(?!HowTo/)[^/]+/README\.md", name)]
    waiting, done = ["README.md", "LICENSE", "samples/README.md", *how_to, *samples], set()
    while waiting:
        name = waiting.pop()
        if name not in done:
            done.add(name)
            waiting.extend(write(site, name))
    shutil.copyfile(ROOT / "src/DeepLearning/Package/icon.svg", site / "icon.svg")
    top = [("Course", "samples/"), ("API", "api/"), ("Benchmarks", "benchmarks/README.md"), ("Changes", "github/CHANGELOG.md"),
           ("Contributing", "github/CONTRIBUTING.md")]
    if how_to:
        top.insert(1, ("How to", "samples/HowTo/"))
        contents(site, "samples/HowTo/toc.yml", [(title(name), posixpath.basename(name)) for name in how_to])
    contents(site, "toc.yml", top)
    contents(site, "samples/toc.yml", [(title(name), name[len("samples/"):]) for name in ["samples/README.md", *samples]])
    print(f"{len(done)} pages and pictures")


main()
