"""Small Stack Exchange dumps that tests write themselves."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

QUESTION, ANSWER, TAG_WIKI = "1", "2", "5"

DAY = "2020-03-{day:02d}T{hour:02d}:00:00.000"


def day(number: int, hour: int = 12) -> str:
    """A moment in March 2020, as a dump writes it."""
    return DAY.format(day=number, hour=hour)


def user(number: int, name: str, **more: str) -> dict[str, str]:
    return {"Id": str(number), "DisplayName": name, "CreationDate": day(1), **more}


def question(number: int, title: str, *, by: int | None = 1, at: str = "", **more: str) -> dict[str, str]:
    owner = {"OwnerUserId": str(by)} if by is not None else {}
    base = {
        "Id": str(number),
        "PostTypeId": QUESTION,
        "Title": title,
        "Body": f"<p>{title}, in full.</p>",
        "Tags": "<work><people>",
        "CreationDate": at or day(2),
        "ContentLicense": "CC BY-SA 4.0",
    }
    return {**base, **owner, **more}


def answer(number: int, to: int, *, by: int | None = 2, at: str = "", **more: str) -> dict[str, str]:
    owner = {"OwnerUserId": str(by)} if by is not None else {}
    base = {
        "Id": str(number),
        "PostTypeId": ANSWER,
        "ParentId": str(to),
        "Body": f"<p>Answer {number}.</p>",
        "CreationDate": at or day(3),
        "ContentLicense": "CC BY-SA 4.0",
    }
    return {**base, **owner, **more}


def comment(number: int, on: int, text: str, *, by: int | None = 1, at: str = "", **more: str) -> dict[str, str]:
    owner = {"UserId": str(by)} if by is not None else {}
    return {"Id": str(number), "PostId": str(on), "Text": text, "CreationDate": at or day(4), **owner, **more}


def vote(number: int, on: int, kind: int, **more: str) -> dict[str, str]:
    return {"Id": str(number), "PostId": str(on), "VoteTypeId": str(kind), "CreationDate": day(5, 0), **more}


def write_dump(folder: Path, **files: list[dict[str, str]]) -> Path:
    """Write the files that are named (`posts=[...]`, `users=[...]`), and the rest of a dump with nothing in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("Posts", "Users", "Comments", "Votes", "Badges"):
        write_file(folder / f"{name}.xml", files.get(name.lower(), []))
    return folder


def write_file(file: Path, rows: list[dict[str, str]], *, head: str = "", root: str = "") -> None:
    root = root or file.stem.lower()
    lines = [f'<?xml version="1.0" encoding="utf-8"?>{head}', f"<{root}>"]
    for row in rows:
        attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in row.items())
        lines.append(f"  <row {attributes} />")
    file.write_text("\n".join([*lines, f"</{root}>"]), encoding="utf-8-sig")


def small_dump(folder: Path) -> Path:
    """Two questions; the first has two answers of which one is accepted, and comments; the second is closed."""
    return write_dump(
        folder,
        users=[user(-1, "Community"), user(1, "Ada"), user(2, "Ben"), user(3, "Cas", AboutMe="<p>Hello</p>")],
        posts=[
            question(10, "How do we begin", AcceptedAnswerId="12"),
            answer(11, 10, by=3, at=day(3, 9)),
            answer(12, 10, by=2, at=day(3, 8)),
            question(20, "What is this", by=None, OwnerDisplayName="user77", at=day(6), ClosedDate=day(8)),
            {"Id": "30", "PostTypeId": TAG_WIKI, "Body": "", "CreationDate": day(6)},
        ],
        comments=[
            comment(1, 10, "Which *kind* of beginning?", by=3, at=day(2, 15)),
            comment(2, 12, "@Ben thanks", by=1, at=day(4)),
            comment(3, 99, "On nothing"),
        ],
        votes=[vote(1, 12, 1), vote(2, 12, 2), vote(3, 11, 3), vote(4, 10, 5, UserId="2")],
        badges=[{"Id": "1", "UserId": "1", "Name": "Student", "Date": day(2)}],
    )
