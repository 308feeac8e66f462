"""A notebook run inside this very process: ipykernel's shell under nbclient, no sockets between.

nbclient speaks to a kernel through a client with two channels. Here the client *is* the shell: a
cell is run by the call that asks for it, and its messages wait in lists until nbclient fetches
them. The messages are made by ipykernel and turned into outputs by nbclient, as always, so what
comes out is what the stock engine gives. One such shell lives in a process; the process that runs
one notebook is thrown away afterwards.
"""

import asyncio
import builtins
import contextlib
import gc
import io
import os
import sys
from collections import deque
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from traitlets.config import Config

from analysis.reports.inline import INLINE, draw_inline

Message = dict[str, Any]


class Outbox(Session):
    """A session that keeps the messages the shell sends instead of writing them to a socket."""

    def __init__(self) -> None:
        super().__init__(key=b"")
        self.request: Message = {}
        self.kept: deque[Message] = deque()

    def send(
        self, stream: Any, msg_or_type: Message | str, content: Any = None, *_: Any, **__: Any
    ) -> Message:
        """Keep a message."""
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content)
        message = {**message, "parent_header": self.request}
        if not self._joins(message):
            self.kept.append(message)
        return message

    def _joins(self, message: Message) -> bool:
        """Append text to the text just kept; a kernel's streams gather it too."""
        if message["msg_type"] != "stream" or not self.kept:
            return False
        last = self.kept[-1]
        if last["msg_type"] != "stream" or last["content"]["name"] != message["content"]["name"]:
            return False
        last["content"]["text"] += message["content"]["text"]
        return True


class Stream(io.TextIOBase):
    """Standard output or error of the notebook, kept as messages."""

    encoding = "utf-8"

    def __init__(self, name: str, outbox: Outbox) -> None:
        self._name = name
        self._outbox = outbox

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Keep a piece of text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if text:
            self._outbox.send(None, "stream", {"name": self._name, "text": text})
        return len(text)


class Channel:
    """Where nbclient fetches messages from."""

    def __init__(self, kept: deque[Message]) -> None:
        self._kept = kept

    async def get_msg(self, timeout: float | None = None) -> Message:
        """Return the next message; wait for it if there is none yet."""
        while not self._kept:
            await asyncio.sleep(0.001)
        return self._kept.popleft()


class ShellClient:
    """A kernel client whose kernel is a shell in this process."""

    def __init__(self) -> None:
        self.outbox = Outbox()
        self.replies: deque[Message] = deque()
        self.iopub_channel = Channel(self.outbox.kept)
        self.shell_channel = Channel(self.replies)
        self.shell = _shell(self.outbox)

    async def execute(self, code: str, store_history: bool = True, **_: Any) -> str:
        """Run a cell and return the id under which its messages lie."""
        self.outbox.request = self.outbox.msg_header("execute_request")
        count = self.shell.execution_count
        self.outbox.send(None, "execute_input", {"code": code, "execution_count": count})
        reply = await self._run(code, store_history)
        if self.shell.exit_now:
            raise DeadKernelError("Kernel died")
        self._reply("execute_reply", reply)
        self.outbox.send(None, "status", {"execution_state": "idle"})
        return str(self.outbox.request["msg_id"])

    async def _run(self, code: str, store_history: bool) -> Message:
        """What IPythonKernel.do_execute does: await what holds an await, call the rest."""
        shell = self.shell
        transformed = shell.transform_cell(code)
        if shell.should_run_async(code, transformed_cell=transformed):
            result = await shell.run_cell_async(
                code, store_history=store_history, transformed_cell=transformed
            )
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)
        else:
            result = shell.run_cell(code, store_history=store_history)
        if result.success and not shell._last_traceback_during_displayhook:
            return {"status": "ok", "execution_count": shell.execution_count - 1}
        error = result.error_before_exec or result.error_in_exec
        return {
            "status": "error",
            "execution_count": shell.execution_count - 1,
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": shell._last_traceback or [],
        }

    def kernel_info(self) -> str:
        """Answer what language this is."""
        self.outbox.request = self.outbox.msg_header("kernel_info_request")
        self._reply("kernel_info_reply", {"language_info": IPythonKernel.language_info})
        return str(self.outbox.request["msg_id"])

    def _reply(self, kind: str, content: Message) -> None:
        self.replies.append(
            {**self.outbox.msg(kind, content), "parent_header": self.outbox.request}
        )


class ShellNotebookClient(PapermillNotebookClient):
    """papermill's notebook client on a shell in this process."""

    @contextlib.contextmanager
    def setup_kernel(self, **_: Any) -> Iterator[None]:
        """Make the shell instead of starting a kernel."""
        client = ShellClient()
        self.kc: Any = client
        self.km: Any = SimpleNamespace(is_alive=lambda: True)
        before = sys.stdout, sys.stderr
        sys.stdout = Stream("stdout", client.outbox)
        sys.stderr = Stream("stderr", client.outbox)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before
            self.kc = None
            self.km = None


class ShellEngine(NBClientEngine):
    """papermill engine that runs the cells in this process: only for a process of its own."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Run the cells."""
        gc.set_threshold(20_000, 20, 20)  # one figure is ten thousand objects; a run soon ends
        del kwargs["input_path"]
        ShellNotebookClient(nb_man, log_output=kwargs["log_output"]).execute()


def _shell(outbox: Outbox) -> ZMQInteractiveShell:
    """Make the process's one shell, set up as ipykernel sets up its own."""
    os.environ["MPLBACKEND"] = INLINE
    config = Config()
    config.HistoryManager.enabled = False
    shell = ZMQInteractiveShell.instance(
        config=config, compiler_class=XCachingCompiler, kernel=SimpleNamespace(eventloop=None)
    )
    senders: tuple[Any, ...] = (shell.displayhook, shell.display_pub)
    for sender in senders:
        sender.session = outbox
    builtins.input = _no_input
    if "matplotlib" in sys.modules:  # preloaded with another backend
        draw_inline(shell)
    return shell


def _no_input(prompt: object = "") -> str:
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )
