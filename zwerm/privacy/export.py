"""Everything the house keeps about a member, to take along: as data for a machine, and as a page for a person."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string

from zwerm.core import personal
from zwerm.members.models import Member


def gather(member: Member) -> dict[str, Any]:
    """What is kept, by the kind of thing: `profile`, then a list of rows for each kind."""
    own = personal.declaration(Member)
    data: dict[str, Any] = {"profile": _row(member, own.secret if own else ())}
    for declaration in reversed(personal.declared()):
        rows = [_row(row, declaration.secret) for row in _rows(declaration, member)]
        if rows:
            data[declaration.model._meta.label_lower] = rows
    return data


def bundle(member: Member) -> bytes:
    """A zip with the data as JSON, the same as a page to read, and the files: the photo and the uploads."""
    data = gather(member)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("data.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        file.writestr("read-me.html", render_to_string("privacy/bundle.html", {"data": data, "member": member}))
        for kept in _files(member):
            with contextlib.suppress(FileNotFoundError), kept.open() as content:
                file.writestr(f"files/{kept.name}", content.read())
    return out.getvalue()


def _files(member: Member) -> Iterator[FieldFile]:
    """The files behind the rows: the photo, and what the member uploaded."""
    rows: list[models.Model] = [member]
    for declaration in personal.declared():
        if any(isinstance(field, models.FileField) for field in declaration.model._meta.local_concrete_fields):
            rows += _rows(declaration, member)
    for row in rows:
        for field in row._meta.local_concrete_fields:
            if isinstance(field, models.FileField) and (kept := getattr(row, field.name)):
                yield kept


def _rows(declaration: personal.Declaration, member: Member) -> models.QuerySet[models.Model]:
    found = models.Q()
    for key in declaration.exported:
        found |= models.Q(**{key: member})
    return (
        declaration.model._base_manager.filter(found).order_by("pk")
        if found
        else declaration.model._base_manager.none()
    )


def _row(row: models.Model, secret: Any) -> dict[str, Any]:
    fields = [field for field in row._meta.local_concrete_fields if field.name not in secret]
    return {field.name: _value(field, row) for field in fields}


def _value(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = field.value_from_object(row)
    return str(value) if isinstance(field, models.FileField) else value
