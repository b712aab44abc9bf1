#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the built program with real mouse and keys: tst_endtoend.py CARREL CELLPLACES

The program runs on an X server of its own. The system's opener is a stand-in, first in PATH, that writes down what it
is asked to open. Nothing sleeps for a fixed time: each step waits for what it brings about.
"""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

SKIPPED = 77
PATIENCE = 60

LIST = """# Three papers

## First
- [OSDI'24] [Alpha: the first paper](https://www.usenix.org/conference/osdi24/presentation/alpha)
- [arxiv'25] [Beta: the second paper](https://arxiv.org/abs/2501.00002)

## Second
- [SOSP'25] [Gamma: the third paper](https://dl.acm.org/doi/10.1145/1.3)
"""

UNSAFE_LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#09;script:alert(1)", "&#106;avascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=", "vbscript:x", "file:///etc/passwd", "file://evil.example/share/x",
    "\\\\\\\\evil.example\\\\share", "//evil.example/x", "ftp://evil.example/x", "mailto:a@evil.example?subject=x",
    "about:blank", "qrc:/main.qml", "smb://evil.example/x", "ms-msdt:/id", "x-terminal-emulator:rm",
    "http:javascript:alert(1)", "https://", "https:///nohost", "#anchor", "../../etc/passwd",
]

OPENER = """#!/bin/sh
printf '%s\\n' "$*" >> "$CARREL_TEST_OPENED"
"""


def wait_for(what, condition):
    """What condition() gives once it is true; an error when that takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"waited in vain for {what}")


class Desk:
    """An X server, a home and a stand-in opener."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="carrel-test-")
        self.home = pathlib.Path(self.folder.name)
        self.opened_file = self.home / "opened"
        tools = self.home / "bin"
        tools.mkdir()
        opener = tools / "xdg-open"
        opener.write_text(OPENER)
        opener.chmod(0o755)
        reader, writer = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-noreset", "-nolisten",
                                        "tcp"], pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as lines:
            display = lines.readline().strip()
        self.environment = {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / "config"), "LC_ALL": "C.UTF-8",
            "XDG_DATA_HOME": str(self.home / "share"), "XDG_CACHE_HOME": str(self.home / "cache"),
            "CARREL_TEST_OPENED": str(self.opened_file)}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def close(self):
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()

    def run(self, *command):
        return subprocess.run([str(part) for part in command], env=self.environment, check=True, capture_output=True,
                              text=True, timeout=PATIENCE).stdout

    def opened(self):
        return self.opened_file.read_text().splitlines() if self.opened_file.exists() else []


class Listener:
    """A port on the loopback that counts who knocks, and answers nobody."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.accepted = []
        self.address = "http://127.0.0.1:{}".format(self.socket.getsockname()[1])

    def connections(self):
        try:
            while True:
                self.accepted.append(self.socket.accept())
        except BlockingIOError:
            return len(self.accepted)

    def close(self):
        for connection, _ in self.accepted:
            connection.close()
        self.socket.close()


class Window:
    """The running program with a list, its window in sight and in focus."""

    def __init__(self, desk, carrel, list_file, title):
        self.desk = desk
        files = [str(list_file)] if list_file else []
        self.process = subprocess.Popen([carrel, "--data", str(desk.home / "data"), *files], env=desk.environment)
        self.id = wait_for("the window", lambda: self.find(title))
        desk.run("xdotool", "windowfocus", "--sync", self.id)

    def find(self, title):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with status {self.process.returncode}")
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(title)} - Carrel$"],
                               env=self.desk.environment, capture_output=True, text=True)
        return found.stdout.split()[0] if found.stdout.split() else None

    def click(self, place, times=1):
        geometry = self.desk.run("xdotool", "getwindowgeometry", "--shell", self.id)
        left, top = (int(re.search(rf"^{axis}=(-?\d+)", geometry, re.M).group(1)) for axis in "XY")
        self.desk.run("xdotool", "mousemove", "--sync", left + place[0], top + place[1],
                      "click", "--repeat", times, "--delay", 40, 1)

    def key(self, *keys):
        self.desk.run("xdotool", "key", "--delay", 20, *keys)

    def type(self, text):
        self.desk.run("xdotool", "type", "--delay", 20, text)

    def quit(self):
        self.key("ctrl+q")
        status = self.process.wait(timeout=PATIENCE)
        if status != 0:
            raise AssertionError(f"the program ended with status {status}")

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class EndToEnd(unittest.TestCase):
    carrel = ""
    cellplaces = ""

    def setUp(self):
        self.desk = Desk()
        self.addCleanup(self.desk.close)

    def start(self, text, title):
        list_file = self.desk.home / "list.md"
        list_file.write_text(text)
        window = Window(self.desk, self.carrel, list_file, title)
        self.addCleanup(window.kill)
        return window

    def places(self, text):
        """Of each row the centre of its star and of its title, seen from the corner of the window."""
        list_file = self.desk.home / "places.md"
        list_file.write_text(text)
        rows = [[int(number) for number in line.split()]
                for line in self.desk.run(self.cellplaces, list_file).splitlines()]
        return [(row[0:2], row[2:4]) for row in rows]

    def bookmarked(self):
        output = self.desk.run(self.carrel, "list", "is:bookmarked", "--format", "json", "--catalog",
                               self.desk.home / "list.md", "--data", self.desk.home / "data")
        return [entry["title"] for entry in json.loads(output)]

    def wait_for_opened(self, count):
        return wait_for(f"{count} opened addresses",
                        lambda: self.desk.opened() if len(self.desk.opened()) >= count else None)

    def test_double_click_opens_the_link_of_the_row(self):
        places = self.places(LIST)
        self.assertEqual(len(places), 3)
        window = self.start(LIST, "Three papers")
        window.click(places[1][1], times=2)
        self.assertEqual(self.wait_for_opened(1), ["https://arxiv.org/abs/2501.00002"])
        window.click(places[2][1], times=2)
        self.assertEqual(self.wait_for_opened(2)[1:], ["https://dl.acm.org/doi/10.1145/1.3"])
        window.quit()

    def test_unsafe_links_never_reach_the_opener(self):
        entries = [f"- [OSDI'24] [Bad {i}]({link})" for i, link in enumerate(UNSAFE_LINKS)]
        text = "# Bad links\n\n## S\n" + "\n".join(entries) + "\n- [arxiv'25] [Good](https://arxiv.org/abs/2502.00001)\n"
        places = self.places(text)
        self.assertEqual(len(places), len(UNSAFE_LINKS) + 1)
        window = self.start(text, "Bad links")
        window.click(places[0][1])
        for number in range(len(places)):
            window.key("Return")
            self.wait_for_opened(number + 1)
            window.key("Down")
        opened = self.desk.opened()
        self.assertEqual(opened.pop(), "https://arxiv.org/abs/2502.00001")
        for number, address in enumerate(opened):
            self.assertRegex(address, rf"^https://(scholar\.google\.com|arxiv\.org)/\S*Bad(%20|\+){number}\b")
        window.quit()

    def test_bookmark_and_filter_are_there_after_a_restart(self):
        star = self.places(LIST)[1][0]
        window = self.start(LIST, "Three papers")
        window.click(star)
        wait_for("the bookmark", lambda: self.bookmarked() == ["Beta: the second paper"])
        window.key("ctrl+f")
        window.type("gamma")
        window.quit()

        window = self.start(LIST, "Three papers")
        self.assertEqual(self.bookmarked(), ["Beta: the second paper"])
        title = self.places(LIST)[0][1]
        # The filter leaves one row, the first.
        wait_for("the filtered row", lambda: self.double_click_opens(window, title, "https://dl.acm.org/doi/10.1145/1.3"))
        window.key("ctrl+f")
        window.key("Escape")
        window.click(star)
        wait_for("the star to be taken off", lambda: self.bookmarked() == [])
        window.quit()

    def test_second_start_hands_its_list_to_the_window(self):
        window = self.start(LIST, "Three papers")
        other = self.desk.home / "other.md"
        other.write_text(LIST.replace("Three papers", "Another list"))

        # The window answers once it has been painted; a start before that opens another one.
        wait_for("the socket", lambda: any(file.is_socket() for file in (self.desk.home / "data").iterdir()))
        second = subprocess.run([self.carrel, "--data", str(self.desk.home / "data"), other.name],
                                env=self.desk.environment, cwd=self.desk.home, timeout=PATIENCE)
        self.assertEqual(second.returncode, 0)
        wait_for("the list of the second start", lambda: window.find("Another list"))
        window.quit()

    def test_term_keeps_the_layout(self):
        window = self.start(LIST, "Three papers")
        window.key("ctrl+f")
        window.type("gamma")
        layout = self.desk.home / "data" / "window.json"
        self.assertFalse(layout.exists())
        window.process.terminate()
        self.assertEqual(window.process.wait(timeout=PATIENCE), 0)
        self.assertIn("gamma", layout.read_text())
        # Dates of works and what is new are written when the window has time for them.
        left = {file.name for file in layout.parent.iterdir()} - {"added", "news.json"}
        self.assertEqual(left, {"library.sqlite", "window.json"})

    def start_with_a_list_from(self, listener):
        """All that could lead to a network leads to the listener: the source of the list, and every proxy."""
        for scheme in ("http", "https", "all"):
            self.desk.environment[f"{scheme}_proxy"] = listener.address
        data = self.desk.home / "data"
        data.mkdir(exist_ok=True)
        (data / "lists.json").write_text(json.dumps({"format": 1, "lists": [
            {"id": "papers", "name": "papers", "source": "papers", "addresses": [f"{listener.address}/list.md"],
             "bundled": ":/catalog/ml-systems-papers.md"}]}))
        window = Window(self.desk, self.carrel, None, "Paper List for Machine Learning Systems")
        self.addCleanup(window.kill)
        # It listens after the first paint, when all that may be fetched without being asked for has begun to be.
        wait_for("the socket", lambda: any(file.is_socket() for file in data.iterdir()))
        return window

    def test_nothing_is_requested_that_was_not_asked_for(self):
        listener = Listener()
        self.addCleanup(listener.close)
        window = self.start_with_a_list_from(listener)
        window.key("Down", "Down", "j", "j", "k", "Page_Down")
        window.key("b", "r")
        window.click((120, 180))
        window.key("ctrl+2", "Down", "Down")
        window.key("ctrl+f")
        window.type("attention venue:osdi")
        window.key("Return", "Down", "Down")
        window.key("ctrl+3", "ctrl+1", "Down", "Down", "alt+Left")
        window.quit()
        self.assertEqual(listener.connections(), 0)
        (self.desk.home / "data" / "preferences.json").write_text(json.dumps({"updatesItself": True}))
        window = self.start_with_a_list_from(listener)
        wait_for("a request of the automatic update", listener.connections)
        window.quit()

    def test_f5_asks_the_source_of_the_list(self):
        listener = Listener()
        self.addCleanup(listener.close)
        window = self.start_with_a_list_from(listener)
        self.assertEqual(listener.connections(), 0)
        window.key("F5")
        wait_for("a request", listener.connections)
        window.quit()

    def double_click_opens(self, window, place, address):
        """The filter runs in the pool, so the first clicks may come before its result."""
        window.click(place, times=2)
        return address in wait_for("an opened address", self.desk.opened)


def main():
    missing = [tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool)]
    if missing:
        print(f"skipped: {' and '.join(missing)} not found")
        sys.exit(SKIPPED)
    EndToEnd.carrel, EndToEnd.cellplaces = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)


if __name__ == "__main__":
    main()
