"""Kernels for tests, and what happens in them."""

import atexit
import functools
import os
import shutil
import tempfile
import textwrap
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from analysis.reports import provisioner

ROOT = Path(__file__).parents[2]
GROUP = "jupyter_client.kernel_provisioners"
Start = Callable[..., tuple[KernelManager, BlockingKernelClient]]


@functools.cache
def entry_points() -> Path:
    """Write what the package declares; one folder, since it is on the path of every kernel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    folder = Path(tempfile.mkdtemp(prefix="declared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    info = folder / "declared-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: declared\nVersion: 0\n")
    lines = [f"{name} = {value}" for name, value in project["entry-points"][GROUP].items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *lines, ""]))
    return folder


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Declare what the package declares, also where it was installed before it did."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(entry_points()))
        patch.setenv("PYTHONPATH", str(entry_points()), prepend=os.pathsep)
        patch.setenv("JUPYTER_PATH", str(ROOT / "jupyter" / "share" / "jupyter"))
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        KernelProvisionerFactory.clear_instance()  # it looks once
        yield


@pytest.fixture
def start(declared: None) -> Iterator[Start]:
    """Start kernels, and end those that the test leaves."""
    started = []

    def start(
        name: str = "analysis-warm", **options: Any
    ) -> tuple[KernelManager, BlockingKernelClient]:
        manager = KernelManager(kernel_name=name)
        manager.start_kernel(**options)
        client = manager.client()
        started.append((manager, client))
        client.start_channels()
        client.wait_for_ready(timeout=120)
        return manager, client

    yield start
    for manager, client in started:
        client.stop_channels()
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str) -> tuple[str, list[dict[str, Any]]]:
    """Run a cell; return its status and its messages but those about the status."""
    said: list[dict[str, Any]] = []
    reply = client.execute_interactive(
        textwrap.dedent(code), timeout=60, allow_stdin=False, output_hook=said.append
    )
    kept = [one for one in said if one["msg_type"] not in ("status", "execute_input")]
    return reply["content"]["status"], kept


def text(client: BlockingKernelClient, code: str) -> str:
    """Return what a cell prints."""
    status, said = run(client, code)
    assert status == "ok", said
    return "".join(one["content"]["text"] for one in said if one["msg_type"] == "stream")


def ended(pid: int, within: float = 10) -> bool:
    """Return True once a process is no more, or is only waiting to be buried."""
    for _ in range(int(within * 20)):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def is_warm(manager: KernelManager) -> bool:
    return isinstance(manager.provisioner.process, provisioner.ForkedKernel)
