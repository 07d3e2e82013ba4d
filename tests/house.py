"""What the house demands of a source file: each check reads text and names what is wrong with it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter

from irman_ledger.errors import IrmanError

FILE_LINES_MAX = 400
COMMAND_FILE_LINES_MAX = 120
FUNCTION_LINES_MAX = 50
FURNITURE = ("terms", "commands", "rules", "events", "state", "posting", "refusals")
NOT_MODULES_OF_COOP = ("procedures", "register")
CLOCK_CALLS = frozenset({"now", "utcnow", "today"})
CLOCK_FUNCTIONS = frozenset(
    {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time", "gmtime", "localtime", "ctime"}
)
CLOCK_SQL = re.compile(
    r"\bcurrent_(?:timestamp|date|time)\b|\b(?:now|clock_timestamp|statement_timestamp)\(\)|['\"]now['\"]", re.IGNORECASE
)
UNFINISHED = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
# Somebody's own folder; what the machine that runs the tests calls its folders is added at run time.
DEVELOPER_PATH = re.compile(r"(?<![\w.:-])/(?:home|Users)/(?!runner/)[a-z][\w.-]*/|\b[A-Z]:\\Users\\\w", re.IGNORECASE)
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+_-]+")


@dataclass(frozen=True)
class Source:
    """A Python file of the project: its path below `src/irman_ledger`, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def floor(self) -> str:
        return Path(self.path).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of every module that is imported, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def relative_imports(source: Source) -> Iterator[str]:
    """Only absolute paths: a moved file must not change what it means."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{source.path}:{node.lineno} imports relatively"


def strangers_downstairs(source: Source) -> Iterator[str]:
    """Core, coop and errors use the standard library and dateutil, and nobody goes in by the front door."""
    for line, name in imports(source.tree):
        top = name.split(".")[0]
        is_foreign = top not in sys.stdlib_module_names and top not in ("irman_ledger", "dateutil")
        if is_foreign and source.floor in ("core", "coop", "errors"):
            yield f"{source.path}:{line} imports {name}: {source.floor} knows the standard library and dateutil only"
        if name == "irman_ledger" and source.path != "__init__.py":
            yield f"{source.path}:{line} goes in by the front door: import from the module that has it"


def outsized(source: Source) -> Iterator[str]:
    """A file and a function that nobody can take in at a glance."""
    lines = source.text.count("\n")
    most = COMMAND_FILE_LINES_MAX if source.floor == "cli" else FILE_LINES_MAX
    if lines > most:
        yield f"{source.path}: {lines} lines ({most} at most)"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if size > FUNCTION_LINES_MAX:
                yield f"{source.path}:{node.lineno} {node.name} has {size} lines ({FUNCTION_LINES_MAX} at most)"


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or first.lineno) - first.lineno + 1


def clocks(source: Source) -> Iterator[str]:
    """The caller gives the day; only books/clock.py asks the machine what time it is."""
    if source.path == "books/clock.py":
        return
    days, times = {"datetime", "date", "func", *_bound_from(source, "datetime")}, {"time", *_bound_from(source, "time")}
    docstrings = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            owner = _last_name(node.value)
            if (node.attr in CLOCK_CALLS and owner in days) or (node.attr in CLOCK_FUNCTIONS and owner in times):
                yield f"{source.path}:{node.lineno} reads the clock: {owner}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            for name in node.names:
                if name.name in CLOCK_FUNCTIONS:
                    yield f"{source.path}:{node.lineno} reads the clock: time.{name.name}"
        elif isinstance(node, ast.Constant) and id(node) not in docstrings and CLOCK_SQL.search(str(node.value)):
            yield f"{source.path}:{node.lineno} lets the database read the clock"


def _bound_from(source: Source, module: str) -> Iterator[str]:
    """The names by which a file knows a module, or what it took out of it."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (name.asname for name in node.names if name.name == module and name.asname)
        elif isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (name.asname or name.name for name in node.names)


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func):
            return _last_name(func)
        case _:
            return ""


def swallowed(source: Source) -> Iterator[str]:
    """Never catch and go on: a handler names what it catches and does something about it."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            if node.type is None:
                yield f"{source.path}:{node.lineno} catches everything"
            elif _last_name(node.type) in ("Exception", "BaseException") and not any(isinstance(n, ast.Raise) for n in ast.walk(node)):
                yield f"{source.path}:{node.lineno} catches {_last_name(node.type)} and does not raise"
            if all(_does_nothing(statement) for statement in node.body):
                yield f"{source.path}:{node.lineno} swallows an error"
        elif isinstance(node, ast.Call) and _last_name(node.func) == "suppress":
            yield f"{source.path}:{node.lineno} suppresses an error"


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Continue() | ast.Break() | ast.Expr(value=ast.Constant()):
            return True
        case _:
            return False


def unfinished(path: str, text: str) -> Iterator[str]:
    """A note to oneself belongs in an issue."""
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED.search(line):
            yield f"{path}:{number} is unfinished: {line.strip()[:60]}"


def machine_paths(path: str, text: str, folders: Iterable[str] = ()) -> Iterator[str]:
    """A path that only exists on the machine where it was written."""
    own = [re.compile(r"(?<![\w.:/-])" + re.escape(folder.rstrip("/\\")) + r"[/\\]") for folder in folders]
    for number, line in enumerate(text.splitlines(), 1):
        if any(pattern.search(line) for pattern in (DEVELOPER_PATH, *own)):
            yield f"{path}:{number} carries a path of somebody's machine"


def loose_pins(text: str) -> Iterator[str]:
    """Constraints are `name==version` and nothing else: no host, no path, no hash."""
    yield from (line for line in text.splitlines() if not PIN.fullmatch(line))


def missing_furniture(coop: Path) -> Iterator[str]:
    """Every module of coop has the same eight files, each a file or a package of that name."""
    for entry in sorted(coop.iterdir()):
        if entry.stem in (*NOT_MODULES_OF_COOP, "__init__", "__pycache__"):
            continue
        if entry.suffix == ".py":
            yield f"coop/{entry.name} is no module: a module is a package with its furniture"
        elif entry.is_dir() and any(entry.rglob("*.py")):
            names = ("__init__", *FURNITURE)
            absent = [name for name in names if not (entry / f"{name}.py").is_file() and not (entry / name / "__init__.py").is_file()]
            if absent:
                yield f"coop/{entry.name} lacks {' '.join(absent)}"


def clumsy_refusals(classes: Iterable[type[IrmanError]]) -> Iterator[str]:
    """A refusal has a code of its own and one sentence in each language with the same values: lower case, no full stop."""
    owners: dict[str, str] = {}
    for refusal in classes:
        name, texts = refusal.__name__, refusal.text
        if "code" in vars(refusal) and owners.setdefault(refusal.code, name) != name:
            yield f"{name} claims the code {refusal.code} of {owners[refusal.code]}"
        if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", refusal.code):
            yield f"{name} has a code of another form: {refusal.code}"
        if set(texts) != {"en", "id"}:
            yield f"{name} speaks {' '.join(sorted(texts))}"
        elif _values(texts["en"]) != _values(texts["id"]):
            yield f"{name} gives other values in the other language"
        for text in texts.values():
            if text.endswith(".") or (text[:1].isupper() and not text[:2].isupper()):
                yield f"{name} is no sentence to go on with: {text!r}"


def _values(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name}


def descendants(of: type[IrmanError]) -> set[type[IrmanError]]:
    """The class and all that descend from it."""
    return {of}.union(*(descendants(child) for child in of.__subclasses__()))
