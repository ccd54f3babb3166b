"""The real window as a person with a screen reader and a keyboard meets it."""

import contextlib
import glob
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

import pyatspi
from gi.repository import Gio, GLib

PROGRAMS = os.environ["UNSIT_PROGRAMS"]
BUTTONS = ("push button", "toggle button", "check box", "radio button", "link")


class Missing(AssertionError):
    """Something that a person would look for is not there."""


def until(what, look, seconds=20):
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Missing(f"no {what} within {seconds} s")
        time.sleep(0.05)


class Window:
    """The program with a folder for its data that outlives it."""

    def __init__(self, new=False):
        self.folder = tempfile.mkdtemp(prefix="unsit-")
        self.trace = os.path.join(self.folder, "trace")
        self.process = None
        self.log = None
        if not new:
            self.past_the_first_run()

    def __enter__(self):
        return self.open()

    def __exit__(self, *_):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def past_the_first_run(self):
        self.command("today")
        with contextlib.closing(sqlite3.connect(os.path.join(self.folder, "data", "unsit.sqlite3"))) as store, store:
            store.execute("INSERT INTO setting (key, value) VALUES ('first_run_done', 'true')")

    def open(self):
        # A file and no pipe: the web view's processes inherit it and would keep a pipe open.
        self.log = open(os.path.join(self.folder, "log"), "ab")
        environment = dict(os.environ, UNSIT_DATA_DIR=os.path.join(self.folder, "data"), UNSIT_TRACE=self.trace)
        self.process = subprocess.Popen(
            [os.path.join(PROGRAMS, "unsit-app")], env=environment, stdout=self.log, stderr=self.log, start_new_session=True
        )
        until("window with a page", lambda: self.find(lambda node: node.getRoleName() == "heading"), 60)
        self.focus()
        return self

    def kill(self):
        """Ends the process as a crash or a battery does: at once."""
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            self.process = None

    def close(self):
        """Closes it as its close button does, and waits for its end."""
        self.focus()
        self.key("alt+F4")
        code = self.process.wait(timeout=20)
        self.process = None
        assert code == 0, f"the window ended with {code}"

    # ---- the accessibility tree ----

    def find(self, wanted):
        return next(self.nodes(wanted), None)

    def nodes(self, wanted):
        desktop = pyatspi.Registry.getDesktop(0)
        for program in desktop:
            try:
                if program and program.get_process_id() == self.process.pid:
                    yield from walk(program, wanted)
            except Exception:  # A program that has just ended still stands in the tree for a moment.
                continue

    def button(self, name, seconds=20):
        """The button whose name begins so."""
        wanted = lambda node: node.getRoleName() in BUTTONS and node.name.startswith(name)
        return until(f"button '{name}'", lambda: self.find(wanted), seconds)

    def press(self, name):
        self.button(name).queryAction().doAction(0)

    def write(self, field, text):
        """Types into the field of this name."""
        wanted = lambda node: node.getRoleName() in ("entry", "text") and node.name == field
        until(f"field '{field}'", lambda: self.find(wanted)).queryComponent().grabFocus()
        self.has_focus(field)
        subprocess.run(["xdotool", "type", "--delay", "30", text], check=True, timeout=20)
        until(f"'{text}' in '{field}'", lambda: text in (self.find(wanted).queryText().getText(0, -1),))

    def take_focus(self, name):
        self.button(name).queryComponent().grabFocus()
        self.has_focus(name)

    def has_focus(self, name):
        """Waits until what is named so has the keyboard."""
        focused = lambda node: node.name.startswith(name) and node.getState().contains(pyatspi.STATE_FOCUSED)
        until(f"keyboard on '{name}'", lambda: self.find(focused))

    def drag(self, handle, to, during=None):
        """Drags one handle to the other with the mouse, in steps as a hand does."""
        start, end = (self.middle(self.button(name)) for name in (handle, to))
        self.mouse("mousemove", *start)
        self.mouse("mousedown", 1)
        # The drag begins when the page has measured itself: only then does the handle follow.
        until(f"'{handle}' that follows the mouse", lambda: self.follows(handle, start))
        for step in range(1, 11):
            self.mouse("mousemove", *(round(a + (b - a) * step / 10) for a, b in zip(start, end)))
        if during:
            self.picture(during)
        self.mouse("mouseup", 1)

    def follows(self, handle, start):
        x, y = start
        for nudge in (8, 12):
            self.mouse("mousemove", x, y + nudge)
        return self.middle(self.button(handle)) != start

    def mouse(self, *action):
        subprocess.run(["xdotool", *map(str, action)], check=True, timeout=20)

    def middle(self, node):
        place = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return place.x + place.width // 2, place.y + place.height // 2

    def has(self, text, seconds=20):
        """Waits until the text can be read somewhere, and returns all of that place's text."""
        return until(f"text '{text}'", lambda: next((said for said in self.texts() if text in said), None), seconds)

    def has_not(self, text):
        """Waits until the text can be read nowhere."""
        until(f"end of '{text}'", lambda: not any(text in said for said in self.texts()))

    def screen_reader(self, speaks):
        """What a screen reader tells the desktop when it begins to speak, or stops."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        value = GLib.Variant("(ssv)", ("org.a11y.Status", "ScreenReaderEnabled", GLib.Variant("b", speaks)))
        bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None, Gio.DBusCallFlags.NONE, 5000)

    def in_session(self):
        """Waits until the session has the keyboard."""
        focused = lambda node: node.name == "Session" and node.getState().contains(pyatspi.STATE_FOCUSED)
        until("session with the keyboard", lambda: self.find(focused))

    def button_with(self, part):
        """The button whose name contains this."""
        return until(f"button with '{part}'", lambda: self.find(lambda node: node.getRoleName() in BUTTONS and part in node.name))

    def has_focus(self, name):
        """Waits until the element of this name has the keyboard."""
        self.has_focus_where(f"'{name}'", lambda node: node.name == name)

    def has_focus_with(self, part):
        """Waits until an element whose name contains this has the keyboard."""
        self.has_focus_where(f"something with '{part}'", lambda node: part in node.name)

    def has_focus_where(self, what, wanted):
        focused = lambda node: wanted(node) and node.getState().contains(pyatspi.STATE_FOCUSED)
        until(f"{what} with the keyboard", lambda: self.find(focused))

    def texts(self):
        for node in self.nodes(lambda _: True):
            try:
                yield node.name
                yield node.queryText().getText(0, -1)
            except Exception:  # Not every node has text, and some are gone by now.
                continue

    # ---- hands and eyes ----

    def identity(self):
        """Of the window on the display."""
        search = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "^Unsit$"]
        return until("window on the display", lambda: subprocess.run(search, capture_output=True, text=True).stdout.split(), 10)[-1]

    def focus(self):
        subprocess.run(["xdotool", "windowactivate", "--sync", self.identity()], check=True, timeout=20)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", *keys], check=True, timeout=20)

    def minimise(self):
        identity = self.identity()
        subprocess.run(["xdotool", "windowminimize", "--sync", identity], check=True, timeout=20)
        return identity

    def restore(self, identity):
        subprocess.run(["xdotool", "windowmap", "--sync", identity], check=True, timeout=20)

    def picture(self, name):
        """A screenshot, where `UNSIT_SCREENSHOTS` names a folder."""
        folder = os.environ.get("UNSIT_SCREENSHOTS")
        if folder:
            os.makedirs(folder, exist_ok=True)
            subprocess.run(["import", "-window", self.identity(), os.path.join(folder, f"{name}.png")], check=True, timeout=20)

    # ---- what is on the disk, and what is on the wire ----

    def peers(self):
        """Addresses, other than of this machine, to which the program or its web view has a socket, and how many sockets there are."""
        inodes = set()
        for process in family(self.process.pid):
            for link in glob.glob(f"/proc/{process}/fd/*"):
                try:
                    inodes.update(re.findall(r"socket:\[(\d+)\]", os.readlink(link)))
                except OSError:  # Closed meanwhile.
                    continue
        ends = []
        for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
            with open(f"/proc/{self.process.pid}/net/{table}", encoding="ascii") as rows:
                columns = [row.split() for row in rows][1:]
            ends += [end for row in columns if row[9] in inodes for end in (row[1], row[2])]
        local = ("0100007F:", "00000000000000000000000001000000:", "0000000000000000FFFF00000100007F:", "00000000:0000")
        return [end for end in ends if not end.startswith(local)], len(ends) // 2

    def cues(self):
        """When each cue was given, in milliseconds."""
        try:
            with open(self.trace, encoding="utf-8") as lines:
                moments = [json.loads(line) for line in lines if line.endswith("\n")]
        except FileNotFoundError:
            return []
        return [(moment["at_ms"], cue) for moment in moments for cue in moment["cues"]]

    def cue(self, wanted, seconds=30):
        return until(f"cue '{wanted}'", lambda: next((at for at, cue in self.cues() if cue == wanted), None), seconds)

    def command(self, *arguments):
        """What `unsit --json` says about the same data."""
        line = [os.path.join(PROGRAMS, "unsit"), "--data-dir", os.path.join(self.folder, "data"), *arguments, "--json"]
        return json.loads(subprocess.run(line, check=True, capture_output=True, text=True, timeout=60).stdout)


def family(process):
    """A process and all that it started."""
    parents = {}
    for status in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(status, encoding="utf-8") as text:
                fields = text.read().rpartition(")")[2].split()
            parents[int(status.split("/")[2])] = int(fields[1])
        except OSError:
            continue
    found = [process]
    for member in found:
        found += [child for child, parent in parents.items() if parent == member]
    return found


def walk(node, wanted):
    """A node and all below it that are wanted; those that go away meanwhile are passed over."""
    try:
        if wanted(node):
            yield node
        children = [node.getChildAtIndex(index) for index in range(node.childCount)]
    except Exception:
        return
    for child in children:
        if child is not None:
            yield from walk(child, wanted)

