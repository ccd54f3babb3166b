"""A desk with an agent, with or without a program that shows notifications, on which windows open by themselves."""

import contextlib
import glob
import json
import os
import signal
import sqlite3
import subprocess
import time

from gi.repository import Gio, GLib

from window import PROGRAMS, Window, until

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOTIFICATIONS = "org.freedesktop.Notifications"


class Opened:
    """A window's process that somebody else has started."""

    def __init__(self, pid):
        self.pid = pid

    def is_alive(self):
        try:
            with open(f"/proc/{self.pid}/stat", encoding="utf-8") as text:
                return text.read().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    def wait(self, timeout=20):
        until("end of the window", lambda: not self.is_alive(), timeout)
        return 0


class Desk(Window):
    """Somebody sits here day and night. No window is open at first."""

    def __init__(self, new=False):
        super().__init__(new)
        self.data = os.path.join(self.folder, "data")
        self.programs = []
        with self.store() as store:
            hours = json.dumps({day: [["00:00", "24:00"]] for day in DAYS})
            store.execute("INSERT INTO setting (key, value) VALUES ('reminders.active', ?)", [hours])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for program in self.programs:
            program.kill()
            program.wait()
        for pid in self.windows():
            os.kill(pid, signal.SIGKILL)
        self.process = None
        super().__exit__()

    @contextlib.contextmanager
    def store(self):
        with contextlib.closing(sqlite3.connect(os.path.join(self.data, "unsit.sqlite3"))) as store, store:
            yield store

    # ---- the clock ----

    def sits_for_all_but(self, seconds):
        """Leaves what an agent would have written down that was killed a moment ago, so many seconds before a break is due."""
        left = {"at": round(time.time() * 1000), "sat_ms": 3_600_000 - round(seconds * 1000), "asked_ms": 0}
        with open(os.path.join(self.data, "sitting.json"), "w", encoding="utf-8") as file:
            json.dump(left, file)

    def snoozes_for_a_minute(self):
        with self.store() as store:
            store.execute("INSERT INTO setting (key, value) VALUES ('reminders.snooze_min', '1')")

    # ---- programs ----

    def start(self, *line, **options):
        program = subprocess.Popen(line, env=dict(os.environ, UNSIT_DATA_DIR=self.data, UNSIT_TRACE=self.trace), **options)
        self.programs.append(program)
        return program

    def agent(self):
        """An agent that has said that it reminds."""
        agent = self.start(os.path.join(PROGRAMS, "unsit"), "agent", stdout=subprocess.PIPE, text=True)
        said = agent.stdout.readline()
        assert said.startswith("Unsit reminds you"), said
        return agent

    def second_window(self, *words):
        """One that is started while another is open: it hands over what it was started for, and ends."""
        line = [os.path.join(PROGRAMS, "unsit-app"), *words]
        return subprocess.run(line, env=dict(os.environ, UNSIT_DATA_DIR=self.data), timeout=20).returncode

    def server(self):
        """dunst, whose menu chooses the button that is named in a file."""
        choice = os.path.join(self.folder, "choose")
        with open(choice, "w", encoding="utf-8") as script:
            script.write(f'#!/bin/sh\ngrep "^#$(cat {self.folder}/choice) "\n')
        os.chmod(choice, 0o755)
        rules = os.path.join(self.folder, "dunstrc")
        with open(rules, "w", encoding="utf-8") as file:
            file.write(f"[global]\n    dmenu = {choice}\n    monitor = 0\n")
        self.start("dunst", "-conf", rules, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait = ["gdbus", "wait", "--session", "--timeout", "10", NOTIFICATIONS]
        subprocess.run(wait, check=True, timeout=20)

    # ---- notifications ----

    def in_sight(self):
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        asked = GLib.Variant("(ss)", ("org.dunstproject.cmd0", "displayedLength"))
        answer = bus.call_sync(
            NOTIFICATIONS, "/org/freedesktop/Notifications", "org.freedesktop.DBus.Properties", "Get", asked, None, Gio.DBusCallFlags.NONE, 5000, None
        )
        return answer.unpack()[0]

    def reminder(self, seconds=30):
        """Waits until a reminder is in sight, and tells when it came, in milliseconds since 1970."""
        end = time.monotonic() + seconds
        moved = time.monotonic()
        while not self.in_sight():
            time.sleep(0.005)  # What is measured is when it comes.
            # Somebody who does not stir for a minute is away, and is not reminded.
            if time.monotonic() - moved > 20:
                moved = time.monotonic()
                subprocess.run(["xdotool", "mousemove_relative", "--", "1", "0"], check=True, timeout=20)
            assert time.monotonic() < end, "no reminder"
        return time.time() * 1000

    def no_reminder(self):
        until("end of the reminder", lambda: self.in_sight() == 0)

    def press_in_notification(self, button):
        with open(os.path.join(self.folder, "choice"), "w", encoding="utf-8") as file:
            file.write(button)
        subprocess.run(["dunstctl", "context"], check=True, timeout=20)

    def press_notification(self):
        subprocess.run(["dunstctl", "action", "0"], check=True, timeout=20)

    def ledger(self):
        return self.command("ledger")

    # ---- windows ----

    def windows(self):
        """The processes of windows on this data."""
        found = []
        for status in glob.glob("/proc/[0-9]*/comm"):
            pid = int(status.split("/")[2])
            try:
                with open(status, encoding="utf-8") as name, open(f"/proc/{pid}/environ", "rb") as environment:
                    is_ours = name.read().strip() == "unsit-app" and f"UNSIT_DATA_DIR={self.data}".encode() in environment.read().split(b"\0")
            except OSError:
                continue
            if is_ours and Opened(pid).is_alive():
                found.append(pid)
        return found

    def has_opened(self, seconds=30):
        """Waits until one window has opened by itself, and looks at it from then on."""
        (pid,) = until("window that opens by itself", self.windows, seconds)
        self.process = Opened(pid)
        until("its page", lambda: self.find(lambda node: node.getRoleName() == "heading"), 60)

    def active(self):
        """The window on the display that has the keyboard."""
        return subprocess.run(["xdotool", "getactivewindow"], capture_output=True, text=True, timeout=20).stdout.strip()

    def size(self):
        shown = subprocess.run(["xdotool", "getwindowgeometry", "--shell", self.identity()], capture_output=True, text=True, timeout=20)
        said = dict(line.split("=") for line in shown.stdout.split())
        return int(said["WIDTH"]), int(said["HEIGHT"])

    def properties(self):
        shown = subprocess.run(["xprop", "-id", self.identity()], capture_output=True, text=True, timeout=20, check=True)
        return shown.stdout
