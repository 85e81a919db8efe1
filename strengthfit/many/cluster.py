"""A Dask cluster as an executor, by the address of its scheduler."""

import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from ..errors import InputError, MissingExtraError

_WAIT = 10.0
"""Seconds in which the scheduler has to answer. CONVENTION."""


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """Give an executor that plans on the workers of a cluster, until the block is left.

    Parameters
    ----------
    address
        Of the scheduler, such as "tcp://127.0.0.1:8786".

    Raises
    ------
    MissingExtraError
        If Dask is not installed.
    InputError
        If no scheduler answers at this address.

    Examples
    --------
    >>> with dask_executor("nowhere"):  # doctest: +ELLIPSIS
    ...     pass
    Traceback (most recent call last):
    ...
    strengthfit.errors.InputError: address: 'nowhere' ...
    """
    try:
        distributed: Any = import_module("distributed")  # much of it has no types
    except ImportError:
        raise MissingExtraError("planning on a Dask cluster", "distributed") from None
    try:
        _knock(address)
        client = distributed.Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        accepted = f"is not the address of a scheduler that answers: {error}"
        raise InputError("address", address, accepted, "unreadable") from None
    try:
        yield client.get_executor()
    finally:
        client.close()


def _knock(address: str) -> None:
    """Ask whether anything answers there at all: Dask would ask again and again, for long."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.port is None:
        raise ValueError("it has no port; write e.g. tcp://127.0.0.1:8786")
    if parts.scheme in ("tcp", "tls"):
        socket.create_connection((parts.hostname, parts.port), _WAIT).close()
