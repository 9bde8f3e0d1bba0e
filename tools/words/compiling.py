"""Compile each room's `django.po` to the `django.mo` that Django reads; the `.mo` files are not kept in git."""

from pathlib import Path


def compile_stale(root: Path) -> None:
    """Bring every compiled catalogue under `root` up to date with its source."""
    for source in stale(root):
        compile_catalogue(source)


def stale(root: Path) -> list[Path]:
    """The sources that have no compiled catalogue yet, or an older one."""
    sources = sorted(root.glob("zwerm/*/locale/*/LC_MESSAGES/django.po"))
    return [source for source in sources if _is_stale(source)]


def compile_catalogue(source: Path) -> Path:
    # Optional dependency: the launcher asks only what is stale, before Babel is installed.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3], domain="django")
    target = source.with_suffix(".mo")
    unfinished = target.with_suffix(".mo.part")
    with unfinished.open("wb") as binary:
        write_mo(binary, catalogue)
    unfinished.replace(target)
    return target


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime
