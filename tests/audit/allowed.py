"""What of `dangers` the library does, file by file, each with the reason why it may."""

Allowed = dict[str, tuple[str, frozenset[str]]]

_SHOWN = "how values print lies on a higher floor, and is imported by a name that stands here"
_EXTRA = "an extra, imported by a name that stands here"
_ENTRY = "only what an installed package offers under its entry point: a file names it, no path"
_FOLDER = "a folder that the caller names, and names of files in it that stand here"
_ENVIRONMENT = "how many threads a child process takes"
_COMPARISON = "a comparison starts processes, with commands of its own and no text of a file"
_WORKERS = "what a worker of the same call sends back, over a pipe or a cluster that the host named"


def _of(reason: str, *dangers: str) -> tuple[str, frozenset[str]]:
    return reason, frozenset(dangers)


ALLOWED: Allowed = {
    # Files are read and written in one place
    "text_file.py": _of(
        "the one reader and the one writer of files",
        *("read_text: open(rb)", "_opened_at_once: open(computed)", "_opened_at_once: os.open"),
        *("_unpacked: GzipFile(r)", "write_bytes: open(wb)"),
        *("_replace: tempfile.mkstemp", "_replace: fdopen(computed)", "_replace: os.replace"),
        *("_replace: shutil.copymode", "_replace: os.chmod", "_replace: os.unlink"),
        "_umask: os.umask",
    ),
    "interchange/week_lines.py": _of("lines are read one by one", "read_week_lines: open(rb)"),
    "many/result_file.py": _of("lines are added one by one", "_opened: open(computed)"),
    "lab/runner.py": _of(
        f"records are added one by one; {_ENVIRONMENT}",
        *("run_jobs: open(ab)", ": import multiprocessing", "_one_thread: os.environ"),
    ),
    "cli/many_command.py": _of(
        "standard input, opened once more, and what this run wrote before",
        *("_apart: open(rb)", "_kept: open(rb)"),
    ),
    "ending.py": _of(
        "the null device in the place of a stream that is closed or full, and signals to itself",
        *("_open_streams: open(computed)", "_open_streams: os.open", "_hear.lost: os.kill"),
        *("_flush_stdout: open(computed)", "_flush_stdout: os.open", "_leave_by: os.kill"),
    ),
    "cli/bench_command.py": _of(_FOLDER, "bench: .mkdir()"),
    "cli/squad_command.py": _of("a folder that the caller names", "_make: .mkdir()"),
    "cli/verify_command.py": _of(_FOLDER, "_write: .mkdir()"),
    "lab/aslib.py": _of(_FOLDER, "write_aslib: .mkdir()"),
    "lab/report/page.py": _of(_FOLDER, "write_report: .mkdir()"),
    "lab/report/figures.py": _of(_FOLDER, "save: .savefig()"),
    "lab/families/plans.py": _of("a folder of plans that the caller names", "_files: .glob()"),
    # Modules by name
    "late_import.py": _of(
        "names that stand in the library", "late_import: import_module(computed)"
    ),
    "printable.py": _of(
        _SHOWN,
        "Printable.__str__: late_import(strengthfit.show.text)",
        "HtmlPrintable._repr_html_: late_import(strengthfit.show.html)",
    ),
    "diagnosis/explanation.py": _of(
        _SHOWN, "Explanation.details: late_import(strengthfit.show.text)"
    ),
    "planning/plans.py": _of(_SHOWN, "Plan.certificate: late_import(strengthfit.proof.prover)"),
    "proof/certificate.py": _of(
        _SHOWN, "Certificate.full_text: late_import(strengthfit.show.text.certificate)"
    ),
    "proof/relaxation.py": _of(
        _SHOWN, "Relaxation.solve: late_import(strengthfit.strategies.linear_relaxation)"
    ),
    "squads/shadow_prices.py": _of(
        _SHOWN, "_least_of: late_import(strengthfit.strategies.linear_relaxation)"
    ),
    "show/__init__.py": _of("the names of the figures", "__getattr__: late_import(computed)"),
    "strategies/asking.py": _of("a module beside it", "_claims: late_import(computed)"),
    "interchange/question_fields.py": _of(_EXTRA, "_unlike_a_plan: import_module(jsonschema)"),
    "program/formats/schema_problems.py": _of(_EXTRA, "_validator: import_module(jsonschema)"),
    "cli/bench_report.py": _of(_EXTRA, "need_bench: find_spec(computed)"),
    "domain/installed_extensions.py": _of(_ENTRY, "named_extension: .load()"),
    "lab/families/registry.py": _of(_ENTRY, "find_family: .load()"),
    "strategies/registry.py": _of(_ENTRY, "maker: .load()", "maker: late_import(computed)"),
    "lab/strategies.py": _of(
        "a strategy of one's own, as module:object, typed on the command line and in no file",
        "_maker: import_module(computed)",
    ),
    # Other libraries that read text
    "interchange/calendar_events.py": _of("repeats of events", "_comes: import dateutil.rrule"),
    "interchange/calendar_home.py": _of(
        "zones that a calendar defines, from lines that were looked through, and never a path",
        "_from_definition: import dateutil.tz",
    ),
    # Processes, and what they tell one another
    "strategies/command.py": _of(
        "a solver that the host names, run in a folder of its own that is gone afterwards",
        *(": import tempfile.TemporaryDirectory", "_Model.minimise: .write_text()"),
        "_Model.minimise: .unlink()",
    ),
    "strategies/command_process.py": _of(
        "a solver that the host names, without a shell",
        *("_started: subprocess.Popen", "run: open(wb)", "_text_of: open(rb)"),
    ),
    "many/cluster.py": _of(
        "a scheduler of Dask that the host names",
        *("_knock: socket.create_connection", "dask_executor: import_module(distributed)"),
        ": import urllib.parse.urlsplit",
    ),
    "many/links.py": _of(_WORKERS, "_read: pickle.loads"),
    "many/processes.py": _of(
        f"worker processes; {_ENVIRONMENT}",
        *(": import multiprocessing", ": import multiprocessing.connection"),
        *("_serve: import_module(computed)", "_serve: os.environ"),
    ),
    "many/work.py": _of(
        _WORKERS,
        *(": import multiprocessing", "_question: pickle.loads", "plan_packed: pickle.loads"),
    ),
    "squads/spread.py": _of(_WORKERS, "priced_part: pickle.loads"),
    "lab/worker.py": _of(_COMPARISON, ": import multiprocessing.connection"),
    "lab/machine.py": _of("git, asked for the commit", "_git: subprocess.run"),
    "lab/processes.py": _of(
        f"{_COMPARISON}; none of them is left behind",
        *(": import multiprocessing", "lead: os.environ", "_kill_group: os.killpg"),
        *("_kill_marked: os.kill", "_marked: .glob()"),
    ),
    "lab/elsewhere/answer.py": _of(_COMPARISON, "main: pickle.load", "main: fdopen(computed)"),
    "lab/elsewhere/ask.py": _of(
        _COMPARISON,
        *(": import multiprocessing.connection", "_python: os.environ", "_start: subprocess.Popen"),
    ),
    "lab/elsewhere/environments.py": _of(
        f"{_COMPARISON}: pip, for versions that are typed",
        *(": import venv", "_done: subprocess.run", "_found: subprocess.run"),
        "_site_packages: .glob()",
    ),
    "lab/elsewhere/isolation.py": _of(
        _COMPARISON,
        *("check_isolation: find_spec(computed)", "check_isolation: subprocess.run"),
        "hold: socket.socketpair",
    ),
}
