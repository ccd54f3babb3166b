"""What a reminder costs that runs all day: memory, wake-ups and processor time at rest, and its start.

Usage, on a bus and a screen of its own: measure-agent.py ROUNDS SECONDS, with a line NAME=COMMAND for each program on standard
input (some look for their own name among the arguments of other programs). Each one runs alone, one after the other, in every round. Printed is the median (least to most).
"""

import os
import shlex
import signal
import statistics
import subprocess
import sys
import time

# What is opened at first has been opened then.
SETTLE = 15


def tree(root):
    """A process and all that it has started."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as stat:
                parents.setdefault(int(stat.read().rpartition(")")[2].split()[1]), []).append(int(name))
        except OSError:
            pass  # It has ended meanwhile.
    found = [root]
    for pid in found:
        found += parents.get(pid, [])
    return found


def lines(path):
    try:
        with open(path) as file:
            return file.read().splitlines()
    except OSError:
        return []


def threads(pids):
    for pid in pids:
        try:
            yield from (f"/proc/{pid}/task/{task}" for task in os.listdir(f"/proc/{pid}/task"))
        except OSError:
            pass


def processor(pids):
    """Seconds used so far."""
    spent = (lines(f"{thread}/schedstat") for thread in threads(pids))
    return sum(int(line[0].split()[0]) for line in spent if line) / 1e9


def wakes(pids):
    """How often each thread has gone to sleep so far, which is how often it had been woken."""
    named = (line.split() for thread in threads(pids) for line in lines(f"{thread}/status"))
    return sum(int(words[1]) for words in named if words[0] == "voluntary_ctxt_switches:")


def memory(pids):
    """Proportional set size in MiB."""
    sizes = (line.split() for pid in pids for line in lines(f"/proc/{pid}/smaps_rollup"))
    return sum(int(words[1]) for words in sizes if words[0] == "Pss:") / 1024


def measure(command, seconds):
    program = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        time.sleep(SETTLE)
        pids = tree(program.pid)
        if program.poll() is not None:
            sys.exit(f"{command} has ended by itself")
        woken, spent, since = wakes(pids), processor(pids), time.monotonic()
        time.sleep(seconds)
        pids = tree(program.pid)
        minutes = (time.monotonic() - since) / 60
        return {
            "memory": memory(pids),
            "processes": len(pids),
            "wakes": (wakes(pids) - woken) / minutes,
            "processor": (processor(pids) - spent) / minutes * 1000,
            "start": spent * 1000,
        }
    finally:
        end(program)


def end(program):
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(program.pid, sign)
            program.wait(5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass


ROWS = [
    ("memory", "Memory, proportional set size, MiB", "{:.1f}"),
    ("wakes", "Wake-ups a minute, all threads", "{:.0f}"),
    ("processor", "Processor a minute, ms", "{:.1f}"),
    ("start", f"Processor in the first {SETTLE} s, ms", "{:.0f}"),
    ("processes", "Processes", "{:.0f}"),
]


def main():
    rounds, seconds = int(sys.argv[1]), float(sys.argv[2])
    programs = dict(line.strip().split("=", 1) for line in sys.stdin if line.strip())
    load = [os.getloadavg()[0]]
    results = {name: [] for name in programs}
    for _ in range(rounds):
        for name, command in programs.items():
            results[name].append(measure(command, seconds))
            load.append(os.getloadavg()[0])
    print("| |", " | ".join(programs), "|")
    print("|---" * (len(programs) + 1) + "|")
    for key, title, form in ROWS:
        cells = []
        for found in results.values():
            values = [each[key] for each in found]
            middle, least, most = (form.format(value) for value in (statistics.median(values), min(values), max(values)))
            cells.append(middle if least == most else f"{middle} ({least} to {most})")
        print(f"| {title} |", " | ".join(cells), "|")
    print(f"\n{rounds} rounds of {seconds:.0f} s each; load of the machine {min(load):.1f} to {max(load):.1f} on {os.cpu_count()} processors")


main()
