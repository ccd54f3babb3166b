"""What the window costs: time to its first text, memory, processor time in a session. Prints the rows of docs/performance.md."""

import mmap
import os
import statistics
import subprocess
import time

os.environ["NO_AT_BRIDGE"] = "1"  # No screen reader listens while measuring.

from window import PROGRAMS, Window, family, until

ROUNDS = 5
# The colour of text on Today, as a pixel of the display: blue, green, red, unused.
INK = bytes((0x26, 0x12, 0x2B))
TICKS = os.sysconf("SC_CLK_TCK")


def ink(screen):
    """Whether somewhere on the display three pixels of text lie side by side."""
    at = screen.find(INK)
    while at >= 0:
        if screen[at + 4 : at + 7] == INK and screen[at + 8 : at + 11] == INK:
            return True
        at = screen.find(INK, at + 1)
    return False


def start(window, screen):
    """Seconds from the start of the process to its first text."""
    until("empty display", lambda: not ink(screen))
    environment = dict(os.environ, UNSIT_DATA_DIR=os.path.join(window.folder, "data"), UNSIT_TRACE=window.trace)
    log = open(os.path.join(window.folder, "log"), "ab")
    began = time.monotonic()
    window.process = subprocess.Popen([os.path.join(PROGRAMS, "unsit-app")], env=environment, stdout=log, stderr=log, start_new_session=True)
    while not ink(screen):
        time.sleep(0.002)
        assert time.monotonic() - began < 60, "no text"
    return time.monotonic() - began


def memory(window):
    """Proportional set size of the program and all its processes, in MiB: all, and by process."""
    sizes = {}
    for process in family(window.process.pid):
        try:
            with open(f"/proc/{process}/comm", encoding="utf-8") as name, open(f"/proc/{process}/smaps_rollup", encoding="utf-8") as text:
                size = next(int(line.split()[1]) for line in text if line.startswith("Pss:")) / 1024
                key = name.read().strip()
        except OSError:  # A helper of the web view that has ended meanwhile.
            continue
        sizes[key] = sizes.get(key, 0) + size
    return sum(sizes.values()), sizes


def processor(window):
    """Seconds of processor time of all processes until now."""
    total = 0
    for process in family(window.process.pid):
        try:
            with open(f"/proc/{process}/stat", encoding="utf-8") as text:
                fields = text.read().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def usage(window, seconds):
    """Share of one core over a while, in per cent."""
    before, began = processor(window), time.monotonic()
    time.sleep(seconds)  # The measured length itself, not a wait for something.
    return 100 * (processor(window) - before) / (time.monotonic() - began)


def told(window):
    return window.cues() or os.path.exists(window.trace)


def spread(values, unit, digits=0):
    values = sorted(values)
    return f"{statistics.median(values):.{digits}f} {unit} ({values[0]:.{digits}f} to {values[-1]:.{digits}f})"


def main():
    with open(os.path.join(os.environ["UNSIT_FRAMEBUFFER"], "Xvfb_screen0"), "rb") as file:
        screen = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
    starts = []
    for _ in range(ROUNDS):
        window = Window()
        starts.append(1000 * start(window, screen))
        window.__exit__()
    print(f"| Start to first text | {spread(starts, 'ms')} |")

    idle, idle_use, playing, use, hold = [], [], [], [], []
    parts = {}
    for _ in range(ROUNDS):
        window = Window()
        start(window, screen)
        time.sleep(5)  # Until the start is digested; what follows is measured at rest.
        total, parts = memory(window)
        idle.append(total)
        idle_use.append(usage(window, 10))
        window.focus()
        window.key("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return")
        until("session", lambda: told(window))
        time.sleep(1)
        window.key("Right")
        window.cue("lift")
        # One set: lift, hold, lower, rest.
        use.append(usage(window, 19))
        total, parts = memory(window)
        playing.append(total)
        until("second hold", lambda: [cue for _, cue in window.cues()].count("hold") == 2)
        hold.append(usage(window, 9))
        window.__exit__()
    print(f"| Memory at rest (PSS of all processes) | {spread(idle, 'MiB')} |")
    print(f"| Memory in a session | {spread(playing, 'MiB')} |")
    print("|   of which " + ", ".join(f"{name} {size:.0f}" for name, size in parts.items()) + " | |")
    print(f"| Processor at rest | {spread(idle_use, '% of a core', 1)} |")
    print(f"| Processor in a session, over one set | {spread(use, '% of a core', 1)} |")
    print(f"|   in a hold alone | {spread(hold, '% of a core', 1)} |")


main()
