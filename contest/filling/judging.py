"""What a template may say: fields that there are, loops over lists, questions; nothing computes or calls.

Judged on Jinja's own tree, against a sample of the values: a mapping has its fields, a list its first row.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TypeAlias

from jinja2 import nodes

from questions.folding import fold

#: A text, a list of values that are alike, or a row of them.
Value: TypeAlias = "str | bool | int | list[Value] | Mapping[str, Value]"
Scope: TypeAlias = Mapping[str, Value]

FILTERS = frozenset({"upper", "lower", "capitalize", "length", "join"})
LOOP: Scope = {"index": 1, "first": True, "last": True, "length": 1}
#: docxtpl looks for Word's own marks with patterns: no word of a tag may look like one.
_ODD = frozenset("<>{}&\\")
#: More than a list in a list in a list is no paper but a bomb.
DEEPEST = 3

FORBIDDEN = "thẻ này không được dùng. Chỉ dùng trường, {%p for … %}, {%tr for … %} và {% if … %}"
UNKNOWN = "không có trường “{name}”{hint}"
HINT = ". Có phải tên đúng là “{near}”"
NO_HINT = ". Xem tên đúng ở trang Các trường dùng được"
NO_ROW = "“{name}” không có phần nào bên trong, bỏ dấu chấm và chữ sau nó"
NO_LIST = "“{name}” không phải là danh sách nên không lặp được"
IS_LIST = (
    "“{name}” là danh sách: lặp bằng {{%p for một in {name} %}} hoặc nối bằng {{{{ {name} | join(', ') }}}}"
)
IS_ROW = "“{name}” có nhiều phần, ghi thêm dấu chấm và tên phần: {fields}"
TOO_DEEP = "vòng lặp lồng nhau quá ba tầng"
NO_FILTER = "không có phép “{name}”. Dùng được: upper, lower, capitalize, join, length"
TAKEN = "không đặt tên “{name}” cho dòng của vòng lặp: đó là tên một trường. Đặt tên khác, ví dụ: muc"


class Wrong(ValueError):
    """What is wrong with a tag, in words that a place goes before."""


def whole(tree: nodes.Template, scope: Scope) -> None:
    """A whole template; raises Wrong. Its tags were judged one by one before: nothing slips between them."""
    _body(tree.body, scope, 0)


def _body(body: list[nodes.Node], scope: Scope, depth: int) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            printed(node, scope)
        elif isinstance(node, nodes.For):
            _body(node.body, loop(node, scope, depth), depth + 1)
            _body(node.else_, scope, depth)
        elif isinstance(node, nodes.If):
            typed(node.test, scope)
            for part in (node.body, node.elif_, node.else_):
                _body(list(part), scope, depth)
        else:
            raise Wrong(FORBIDDEN)


def printed(node: nodes.Output, scope: Scope) -> None:
    """What is put on paper is a text or a number."""
    for each in node.nodes:
        if isinstance(each, nodes.TemplateData):
            continue
        value = typed(each, scope)
        if isinstance(value, Mapping):
            raise Wrong(IS_ROW.format(name=_name(each), fields=", ".join(value)))
        if isinstance(value, list):
            raise Wrong(IS_LIST.format(name=_name(each)))


def loop(node: nodes.For, scope: Scope, depth: int) -> Scope:
    """What is known inside a loop."""
    if node.recursive or not isinstance(node.target, nodes.Name):
        raise Wrong(FORBIDDEN)
    if depth >= DEEPEST:
        raise Wrong(TOO_DEEP)
    given, name = typed(node.iter, scope), node.target.name
    if not isinstance(given, list):
        raise Wrong(NO_LIST.format(name=_name(node.iter)))
    if name in scope or name == "loop":
        raise Wrong(TAKEN.format(name=name))
    inside = {**scope, name: given[0], "loop": LOOP}
    if node.test is not None:
        typed(node.test, inside)
    return inside


def typed(node: nodes.Node | None, scope: Scope) -> Value:
    """A sample of what an expression gives; raises Wrong for one that is not allowed."""
    match node:
        case nodes.Const(value=value) if isinstance(value, str | int) and not _ODD & set(str(value)):
            return value
        case nodes.Name(name=name):
            return _of(scope, name)
        case nodes.Getattr(node=base, attr=attr):
            found = typed(base, scope)
            if not isinstance(found, Mapping):
                raise Wrong(NO_ROW.format(name=_name(base)))
            return _of(found, attr)
        case nodes.Filter():
            return _filtered(node, scope)
        case nodes.Compare(expr=expr, ops=ops):
            for each in (expr, *(one.expr for one in ops)):
                typed(each, scope)
            return True
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            typed(left, scope)
            return typed(right, scope)
        case nodes.Not(node=inner):
            typed(inner, scope)
            return True
    raise Wrong(FORBIDDEN)


def _filtered(node: nodes.Filter, scope: Scope) -> Value:
    if node.name not in FILTERS:
        raise Wrong(NO_FILTER.format(name=node.name[:40]))
    is_joining = node.name == "join"
    args = [typed(each, {}) for each in node.args]
    if node.kwargs or node.dyn_args or node.dyn_kwargs or len(args) > is_joining:
        raise Wrong(FORBIDDEN)
    value = typed(node.node, scope)
    if is_joining and not (isinstance(value, list) and isinstance(value[0], str)):
        raise Wrong(NO_LIST.format(name=_name(node.node)))
    if node.name == "length":
        return 1
    if not is_joining and not isinstance(value, str):
        raise Wrong(FORBIDDEN)
    return ""


def _of(scope: Scope, name: str) -> Value:
    if name in scope:
        return scope[name]
    folded = fold(name).replace(" ", "_")
    near = [folded] if folded in scope else difflib.get_close_matches(folded, scope, 1)
    hint = HINT.format(near=near[0]) if near else NO_HINT
    raise Wrong(UNKNOWN.format(name=name[:60], hint=hint))


def _name(node: nodes.Node | None) -> str:
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=base, attr=attr):
            return f"{_name(base)}.{attr}"
    return "biểu thức"
