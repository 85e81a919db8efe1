"""The small faults that are planted: one operator, number, word, condition or statement at a time.

Only what runs inside functions is changed. Left alone are docstrings, annotations, decorators,
defaults of arguments, assertions, f-strings, and all that is said in a `raise`, a label or a
problem: a changed word there is a changed message. Tables at the top of modules are not code.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
"""An order is missed by one, and turned round; what is equal or a member becomes the opposite."""

REPLACED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}

NAMED = {
    "min": "max",
    "any": "all",
    "minimum": "maximum",
    "floor": "ceil",
    "argmin": "argmax",
    "logical_and": "logical_or",
    "bisect_left": "bisect_right",
}
"""Functions and methods that are taken one for the other."""
NAMED |= {other: name for name, other in NAMED.items()}

SPOKEN = ("Label", "Problem", "Warning", "warn", "cast", "TypeVar")
"""Calls whose words are messages or types; so are those of all names that end in "Error"."""

EQUAL = ("strict", "dtype", "copy", "stacklevel", "message", "accepted", "repr")
"""Keywords that guard, say how numbers lie in memory, or hold words."""

BUILT = ("evolve", "cls")
"""Calls that make values, as those of names with a capital do: without a field most raise."""

PAUSES = ("check",)
"""Calls at which a solve may be cancelled; how soon that is heard is measured elsewhere."""


@attrs.frozen
class Change:
    """One fault: what stands instead of what, and where.

    `owner`, `field` and `index` name the place in the syntax tree, which `planted` changes and
    changes back.
    """

    file: str
    function: str
    line: int
    lines: tuple[int, int]
    before: str
    after: str
    number: int
    owner: ast.AST = attrs.field(repr=False, eq=False)
    field: str = attrs.field(repr=False, eq=False)
    index: int | None = attrs.field(repr=False, eq=False)
    new: Any = attrs.field(repr=False, eq=False)

    @property
    def key(self) -> str:
        """Name the change so that it is found again after lines above it moved."""
        return f"{self.file} {self.function}: {self.before} -> {self.after} #{self.number}"

    @property
    def lot(self) -> float:
        """Return a number from 0 up to 1 by which changes are drawn: the same in every run."""
        digest = hashlib.sha256(self.key.encode()).digest()
        return int.from_bytes(digest[:6], "big") / 2**48

    def swap(self, value: Any) -> Any:
        """Put a value at the place, and return what stood there."""
        old = getattr(self.owner, self.field)
        if self.index is None:
            setattr(self.owner, self.field, value)
            return old
        old, old_list = old[self.index], old
        old_list[self.index] = value
        return old


def changes_of(path: Path, root: Path) -> tuple[ast.Module, list[Change]]:
    """Return the syntax tree of a file and every change of it, in the order of its lines."""
    tree = ast.parse(path.read_text())
    found = _Finder(str(path.relative_to(root)))
    found.visit_top(tree)
    return tree, sorted(found.changes, key=lambda change: change.line)


class _Finder:
    """Walks a syntax tree and gathers changes; it knows in which function and statement it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.changes: list[Change] = []
        self.names: list[str] = []
        self.lines = (0, 0)
        self.seen: Counter[tuple[str, str, str]] = Counter()

    def visit_top(self, node: ast.AST) -> None:
        """Go through modules and classes to their functions, and to functions without a name."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                self._function(child)
            elif isinstance(child, ast.Lambda):
                self.lines = (child.lineno, child.end_lineno or child.lineno)
                self._expression(child.body)
                self._place(child, "body", None, child.body)
            elif isinstance(child, ast.ClassDef):
                self.names.append(child.name)
                self.visit_top(child)
                self.names.pop()
            else:
                self.visit_top(child)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.names.append(node.name)
        self._body(node.body)
        self.names.pop()

    def _body(self, statements: list[ast.stmt]) -> None:
        for index, statement in enumerate(statements):
            self._statement(statements, index, statement)

    def _statement(self, among: list[ast.stmt], index: int, node: ast.stmt) -> None:  # noqa: PLR0912
        """One kind of statement is one branch."""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self._function(node)
            return
        if isinstance(node, ast.ClassDef):
            self.visit_top(node)
            return
        body = getattr(node, "body", None)
        first = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno
        self.lines = (node.lineno, max(node.lineno, first or node.lineno))
        if isinstance(node, ast.Assert | ast.Import | ast.ImportFrom | ast.Global | ast.Nonlocal):
            return
        holder = _Holder(among)
        if isinstance(node, ast.Raise):
            if not _is_needed(node):
                self._add(node, holder, "among", index, ast.Pass(), "pass")
            return
        if isinstance(node, ast.Expr):
            if isinstance(node.value, ast.Constant | ast.Yield | ast.YieldFrom | ast.Await):
                self._expression(node.value)
                return
            if isinstance(node.value, ast.Call) and _name(node.value.func) in PAUSES:
                return
            self._add(node, holder, "among", index, ast.Pass(), "pass")
        elif isinstance(node, ast.Assign) and isinstance(
            node.targets[0], ast.Subscript | ast.Attribute
        ):
            self._add(node, holder, "among", index, ast.Pass(), "pass")
        elif isinstance(node, ast.AugAssign):
            if type(node.op) in REPLACED:
                new = ast.AugAssign(node.target, REPLACED[type(node.op)](), node.value)
                self._add(node, holder, "among", index, new)
        elif isinstance(node, ast.Break):
            self._add(node, holder, "among", index, ast.Continue())
        elif isinstance(node, ast.Continue):
            self._add(node, holder, "among", index, ast.Break())
        for field, value in ast.iter_fields(node):
            if field == "annotation":
                continue
            if isinstance(value, list):
                if value and isinstance(value[0], ast.stmt):
                    self._body(value)
                else:
                    self._several(node, field, value)
            elif isinstance(value, ast.expr):
                self._child(node, field, None, value)

    def _several(self, node: ast.AST, field: str, values: list[Any]) -> None:
        for index, value in enumerate(values):
            if isinstance(value, ast.expr):
                self._child(node, field, index, value)
            elif isinstance(value, ast.ExceptHandler | ast.match_case):
                guard = getattr(value, "guard", None)
                if guard is not None:
                    self._child(value, "guard", None, guard)
                self._body(value.body)
            elif isinstance(value, ast.withitem):
                self._child(value, "context_expr", None, value.context_expr)

    def _child(self, owner: ast.AST, field: str, index: int | None, node: ast.expr) -> None:
        """Change an expression at its place, and what is in it."""
        if isinstance(node, ast.JoinedStr):
            return
        self._place(owner, field, index, node)
        self._expression(node)

    def _expression(self, node: ast.expr) -> None:
        if isinstance(node, ast.Lambda):
            self._child(node, "body", None, node.body)
            return
        if isinstance(node, ast.Call):
            self._call(node)
            return
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.expr):
                self._child(node, field, None, value)
            elif isinstance(value, list):
                for index, one in enumerate(value):
                    if isinstance(one, ast.expr):
                        self._child(node, field, index, one)
                    elif isinstance(one, ast.comprehension):
                        self._child(one, "iter", None, one.iter)
                        for at, test in enumerate(one.ifs):
                            self._child(one, "ifs", at, test)

    def _call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name.endswith("Error") or name in SPOKEN:
            return
        self._child(node, "func", None, node.func)
        for index, argument in enumerate(node.args):
            self._child(node, "args", index, argument)
        for keyword in node.keywords:
            if keyword.arg in EQUAL:
                continue
            if keyword.arg is not None and not name[:1].isupper() and name not in BUILT:
                fewer = [other for other in node.keywords if other is not keyword]
                self._add(node, node, "keywords", None, fewer, f"no {keyword.arg}", keyword)
            self._child(keyword, "value", None, keyword.value)

    def _place(self, owner: ast.AST, field: str, index: int | None, node: ast.expr) -> None:
        """Add the changes that replace one expression as a whole."""
        condition = field in ("test", "ifs", "guard")
        for new in _replacements(node, condition):
            self._add(node, owner, field, index, new)

    def _add(  # noqa: PLR0917 (a place in a tree is three values)
        self,
        node: ast.AST,
        owner: Any,
        field: str,
        index: int | None,
        new: Any,
        after: str = "",
        shown: ast.AST | None = None,
    ) -> None:
        if isinstance(new, ast.AST) and not hasattr(new, "lineno"):
            ast.copy_location(new, node)
            ast.fix_missing_locations(new)
        before = ast.unparse(shown or node)
        after = after or ast.unparse(new)
        name = ".".join(self.names) or "lambda"
        number = self.seen[name, before, after]
        self.seen[name, before, after] += 1
        line = getattr(shown or node, "lineno", self.lines[0])
        place = (owner, field, index, new)
        change = Change(self.file, name, line, self.lines, before, after, number, *place)
        self.changes.append(change)


class _Holder(ast.AST):
    """A list of statements as a place, whichever field of its owner it is."""

    def __init__(self, among: list[ast.stmt]) -> None:
        super().__init__()
        self.among = among


def _replacements(node: ast.expr, condition: bool) -> Iterator[ast.expr]:  # noqa: PLR0912
    """Yield what stands for an expression; one kind of expression is one branch."""
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            for other in COMPARED[type(operator)]:
                operators = [*node.ops[:index], other(), *node.ops[index + 1 :]]
                yield ast.Compare(node.left, operators, node.comparators)
    elif isinstance(node, ast.BinOp):
        other_operator = REPLACED.get(type(node.op))
        if other_operator is not None and not _is_text(node.left) and not _is_text(node.right):
            yield ast.BinOp(node.left, other_operator(), node.right)
    elif isinstance(node, ast.BoolOp):
        other_bool = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other_bool, node.values)
    elif isinstance(node, ast.UnaryOp):
        if not isinstance(node.op, ast.UAdd):
            yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.Name) and node.id in NAMED:
        yield ast.Name(NAMED[node.id], node.ctx)
    elif isinstance(node, ast.Attribute) and node.attr in NAMED:
        yield ast.Attribute(node.value, NAMED[node.attr], node.ctx)
    elif isinstance(node, ast.Call) and _name(node.func) == "abs" and len(node.args) == 1:
        yield node.args[0]
    elif isinstance(node, ast.Slice):
        if node.lower is not None:
            yield ast.Slice(None, node.upper, node.step)
        if node.upper is not None:
            yield ast.Slice(node.lower, None, node.step)
    if condition and not isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), node)


def _constants(value: object) -> Iterator[ast.expr]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str) and value.isidentifier():
        yield ast.Constant(f"{value}_")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_needed(node: ast.Raise) -> bool:
    """Say whether a raise is only there because a type checker can't see that all is covered."""
    name = _name(node.exc.func) if isinstance(node.exc, ast.Call) else ""
    return name in ("AssertionError", "NotImplementedError")


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
