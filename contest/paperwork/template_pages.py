"""What the pages of an office's own templates show: all of them, one, the fields that may stand in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.paperwork.states import Kind

Layouts = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class TemplateRow:
    """A template in the list."""

    id: str
    name: str
    size: int
    changed_at: datetime


@dataclass(frozen=True)
class KindRow:
    """A kind of paper and its templates."""

    kind: Kind
    title: str
    templates: tuple[TemplateRow, ...]


@dataclass(frozen=True)
class TemplatesPage:
    """`/paperwork/templates`: all kinds with their templates, and the form that brings one.

    `errors["file"]` has a line for each fault. `done`: what was done just now.
    """

    template: ClassVar[str] = "paperwork/templates.html"
    staff: StaffView
    kinds: tuple[KindRow, ...]
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    done: str = ""


@dataclass(frozen=True)
class TemplatePage:
    """`/paperwork/templates/k7q2m94x0a1bc`: one template: give back, try, replace, take away."""

    template: ClassVar[str] = "paperwork/template.html"
    staff: StaffView
    row: TemplateRow
    kind: Kind
    title: str
    name: str
    layouts: Layouts
    errors: Mapping[str, str] = field(default_factory=dict)
    done: str = ""


@dataclass(frozen=True)
class FieldRow:
    """A field, what it means, what stands there for the made-up contest. `parts`: of a row of a list."""

    name: str
    says: str
    example: str
    is_list: bool
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class FieldsPage:
    """`/paperwork/fields/quyet-dinh-trao-giai`: what may stand in a template of a kind, and how."""

    template: ClassVar[str] = "paperwork/fields.html"
    staff: StaffView
    kind: Kind
    title: str
    kinds: tuple[tuple[str, str], ...]
    layouts: Layouts
    groups: tuple[tuple[str, tuple[FieldRow, ...]], ...]
