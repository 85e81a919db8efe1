"""What in a module's text could run, reach or change something, found without running it."""

import ast
from collections.abc import Iterator
from pathlib import Path

MODULES = frozenset(
    {
        *("marshal", "shelve", "dbm", "sqlite3", "dill", "cloudpickle", "joblib", "runpy", "code"),
        *("codeop", "pty", "multiprocessing", "ssl", "http", "ftplib", "smtplib", "socketserver"),
        *("webbrowser", "requests", "httpx", "aiohttp", "distributed", "imp", "pkgutil"),
        *("zipimport", "ctypes", "cffi", "zipfile", "tarfile", "glob", "fileinput", "venv"),
        *("xml", "lxml", "yaml", "toml", "jinja2", "dateutil"),
    }
)
"""Modules whose import is named: they run text, start processes, reach a network, or unpack."""

USES = frozenset({"pickle", "subprocess", "socket", "urllib", "tempfile", "shutil"})
"""Modules each use of which is named, rather than their import."""

HARMLESS = frozenset(
    {
        *("subprocess.PIPE", "subprocess.DEVNULL", "subprocess.CompletedProcess"),
        *("subprocess.SubprocessError", "subprocess.TimeoutExpired", "pickle.dumps"),
    }
)
"""Uses that do nothing by themselves."""

FUNCTIONS = frozenset({"eval", "exec", "compile", "__import__", "input", "breakpoint"})
"""Built-in functions that run text, or read what is typed."""

_OS = (
    *("system", "popen", "fork", "forkpty", "startfile", "putenv", "environ", "open", "remove"),
    *("unlink", "rename", "renames", "replace", "rmdir", "removedirs", "mkdir", "makedirs"),
    *("link", "symlink", "chmod", "chown", "truncate", "mkfifo", "mknod", "kill", "killpg"),
    *("execl", "execle", "execlp", "execv", "execve", "execvp", "posix_spawn", "posix_spawnp"),
    *("spawnl", "spawnv", "spawnlp", "spawnvp", "chdir", "umask", "scandir", "walk", "listdir"),
)

CALLS = frozenset(
    {
        *(f"os.{name}" for name in _OS),
        *("np.load", "np.fromfile", "np.loadtxt", "np.genfromtxt", "np.save", "np.memmap"),
        *("pd.read_pickle", "pd.eval", "pd.read_csv", "pd.read_json", "pd.read_html"),
        *("sys.setrecursionlimit", "sys.addaudithook", "sys.settrace", "sys.setprofile"),
    }
)
"""Functions of modules that are named if they are mentioned at all."""

METHODS = frozenset(
    {
        *("write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "symlink_to"),
        *("hardlink_to", "chmod", "rename", "extractall", "savefig", "to_pickle", "to_csv"),
        *("glob", "rglob", "iterdir", "load_module", "exec_module"),
    }
)
"""Methods, of whatever object: they write, or look into folders."""


def dangers(path: Path) -> Iterator[tuple[str, str]]:
    """Yield where in a file something is that has to be looked at, and what it is.

    The first is the function it is in, or "" at the top of the file. What is imported for type
    checkers alone is left out.
    """
    yield from _inside(ast.parse(path.read_text("utf-8"), str(path)), "")


def _inside(node: ast.AST, place: str) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        inner = f"{place}.{child.name}".lstrip(".") if named else place  # type: ignore[attr-defined]  # these have a name
        yield from ((inner, what) for what in _found(child))
        yield from _inside(child, inner)


def _found(node: ast.AST) -> Iterator[str]:
    """Yield what one node is, without those below it."""
    if isinstance(node, ast.Import):
        hidden = USES & {_top(one.name) for one in node.names if one.asname}
        yield from (
            f"import {one.name}" for one in node.names if _top(one.name) in MODULES | hidden
        )
    elif isinstance(node, ast.ImportFrom) and not node.level and _top(str(node.module)) in MODULES:
        yield f"import {node.module}"
    elif isinstance(node, ast.ImportFrom) and not node.level:
        names = [f"{node.module}.{one.name}" for one in node.names]
        used = _top(str(node.module)) in USES
        yield from (f"import {name}" for name in names if used or name in CALLS)
    elif isinstance(node, ast.Attribute):
        whole = ast.unparse(node)
        used = _top(whole) in USES and whole.count(".") == 1 and whole not in HARMLESS
        if used or whole in CALLS:
            yield whole
    elif isinstance(node, ast.Name) and node.id in FUNCTIONS:
        yield node.id
    elif isinstance(node, ast.Call):
        yield from _called(node)


def _called(call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    last = name.rpartition(".")[2]
    if last in METHODS and isinstance(call.func, ast.Attribute) and name not in CALLS:
        yield f".{last}()"
    if last in ("open", "fdopen", "GzipFile"):
        yield f"{last}({_mode(call)})"
    if last in ("import_module", "late_import", "find_spec"):
        given = call.args[0] if call.args else None
        fixed = isinstance(given, ast.Constant)
        yield f"{last}({ast.literal_eval(given) if fixed and given else 'computed'})"
    if last == "load" and not call.args and not call.keywords:
        yield ".load()"  # of an entry point
    if any(one.arg == "shell" for one in call.keywords):
        yield "shell="


def _mode(call: ast.Call) -> str:
    """Return how a file is opened: "r" if nothing is said."""
    method = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) != "os.open"
    at = 0 if method else 1
    given = [one.value for one in call.keywords if one.arg == "mode"] + call.args[at : at + 1]
    if not given:
        return "r"
    return str(given[0].value) if isinstance(given[0], ast.Constant) else "computed"


def _top(name: str) -> str:
    return name.partition(".")[0]
