"""Stories of the real window. Each starts with no data and, but for one, past the first run.

Names of buttons are what a screen reader says.
"""

import os
import sys
import time
import traceback

import reminders
from window import Window

# The promise: no cue is further than this from its plan.
TOLERANCE_MS = 50


def first_run_to_today(window):
    """A new person goes through the first run once; what was answered changes the quick break."""
    window.has("Your glutes rest")
    window.picture("first-1")
    window.press("Continue")
    window.has("When do you usually sit")
    window.picture("first-2")
    window.press("Continue")
    window.has("How would you like")
    window.picture("first-3")
    window.press("Continue")
    for group in ("Do you have any", "Does any of this"):
        window.has(group)
        window.picture("first-4")
        window.press("None of these")
        window.press("Continue")
    window.has("What should Unsit")
    window.press("Yes: A herniated")
    window.press("None of the others")
    window.press("Continue")
    window.button("Start Quick bridge 52 s")
    window.close()
    window.open()
    window.button("Start Quick bridge 52 s")


def from_start_to_history(window):
    """Start, a whole session with the window minimised, close, open again: it is in the history."""
    plan = window.command("guide", "quick-bridge", "--dry-run")["cues"]
    window.has("Today's breaks")
    window.picture("today-empty")
    window.press("Start Quick bridge")
    window.in_session()
    window.key("Right")
    lift = window.cue("lift")
    others, sockets = window.peers()
    assert sockets and not others, f"of {sockets} sockets these leave the machine: {others}"
    hidden = window.minimise()
    done = window.cue("done", 90)

    planned_lift = next(cue["at_seconds"] for cue in plan if cue["cue"] == "lift")
    expected = [(round((cue["at_seconds"] - planned_lift) * 1000), cue["cue"]) for cue in plan if cue["at_seconds"] >= planned_lift]
    given = [(at - lift, cue) for at, cue in window.cues() if at >= lift]
    assert [cue for _, cue in given] == [cue for _, cue in expected], f"{given} instead of {expected}"
    late = max(abs(at - planned) for (at, _), (planned, _) in zip(given, expected))
    print(f"    {len(given)} cues over {(done - lift) / 1000:.0f} s minimised, at most {late} ms from plan")
    assert late <= TOLERANCE_MS, f"a cue came {late} ms from its plan"

    window.restore(hidden)
    window.has("30 s")
    window.picture("finished")
    window.press("Done")
    window.has("Quick bridge")
    window.close()

    window.open()
    window.press("History")
    window.has("Quick bridge")
    window.has("30 s")
    window.picture("history")
    (session,) = window.command("history")
    assert (session["routine"], session["completed"], session["held_seconds"]) == ("quick-bridge", True, 30), session


def taken_up_after_a_crash(window):
    """The process is killed in a hold: the next start offers to go on, and what was held is kept."""
    window.press("Start Quick bridge")
    window.in_session()
    window.key("Right")
    window.cue("halfway")
    window.kill()
    assert window.command("history") == []

    window.open()
    window.press("Continue")
    window.in_session()
    window.key("Escape")
    window.press("Stop")
    window.press("Done")
    window.close()
    (session,) = window.command("history")
    assert session["completed"] is False and session["held_seconds"] >= 4, session


def given_up_after_a_crash(window):
    """Who does not want to go on keeps what was held as well."""
    window.press("Start Quick bridge")
    window.in_session()
    window.key("Right")
    window.cue("halfway")
    window.kill()
    window.open()
    window.press("End it")
    window.close()
    (session,) = window.command("history")
    assert session["completed"] is False and session["held_seconds"] >= 4, session


def closed_in_the_middle(window):
    """Closing the window in a session loses nothing of it."""
    window.press("Start Quick bridge")
    window.in_session()
    window.key("Right")
    window.cue("halfway")
    window.close()
    window.open()
    window.button("Continue")


def all_by_keyboard(window):
    """Space pauses and resumes, arrows skip and redo, Escape ends."""
    window.press("Start Quick bridge")
    window.in_session()
    window.key("space")
    window.button("Go on")
    window.picture("paused")
    window.key("space")
    window.button("Pause")
    window.key("Right")
    window.cue("lift")
    window.cue("hold")
    window.key("Left")
    window.key("Escape")
    window.button("Stop")
    window.picture("ending")
    window.key("Escape")
    window.button("Pause")


def history_put_right_by_keyboard(window):
    """A session is logged, deleted and taken back; the keyboard is always where one left it."""
    window.press("History")
    log = "Log a session"
    window.button(log).queryComponent().grabFocus()
    window.has_focus(log)
    window.key("Return")
    window.has_focus("Log a past session")
    window.picture("history-log")
    window.key("Escape")
    window.has_focus(log)

    window.key("Return")
    window.has_focus("Log a past session")
    window.press("Log it")
    window.has("Session logged.")
    window.has_focus(log)
    (session,) = window.command("history")
    assert (session["origin"], session["held_seconds"]) == ("by_hand", 30), session
    window.picture("history-logged")

    day = window.button_with(": 1 session")
    day.queryComponent().grabFocus()
    window.has_focus(day.name)
    window.key("Return")
    window.has_focus("Today")
    window.key("Escape")
    window.has_focus(day.name)
    window.key("Left")
    window.has_focus_with(": 0 sessions")

    window.press("Quick bridge")
    window.button("Correct")
    window.picture("history-session")
    window.press("Delete")
    window.has_focus("Undo")
    assert window.command("history") == []
    window.picture("history-undo")
    window.key("Return")
    window.button("Quick bridge")
    assert window.command("history") == [session]


def settings_are_kept(window):
    """A switch stays as it was put, over a restart; a machine without sound says so."""
    window.press("Settings")
    window.has("Appearance")
    window.picture("settings")
    window.press("Dark")
    window.has("Settings")
    window.picture("settings-dark")
    window.close()
    window.open()
    window.press("Settings")
    dark = window.button("Dark")
    assert {"pressed", "checked"} & {state.value_nick for state in dark.getState().getStates()}


def the_voice_yields_to_a_screen_reader(window):
    """A screen reader that begins to speak is noticed at once, and so is its end."""
    window.press("Settings")
    window.has("Appearance")
    yields = "A screen reader is on."
    assert not any(yields in said for said in window.texts())
    window.screen_reader(True)
    window.has(yields)
    window.screen_reader(False)
    window.has_not(yields)


def a_routine_of_ones_own(window):
    """Built by hand: typed, dragged with the mouse, moved with keys, saved, and there after a restart."""
    window.press("Routines")
    window.press("Build your own")
    window.write("Name", "Legs")
    for exercise in ("Bridge 3", "Wall sit", "Donkey kick 3"):
        window.press("Add step")
        window.press(exercise)
        window.button("Save routine")
    window.has_focus_with("Donkey kick 3")
    window.picture("builder")

    window.press("Donkey kick 3")
    window.drag("Move Bridge, step 1 of 3", "Move Donkey kick, step 3 of 3", during="builder-dragging")
    window.has("Bridge is now step 3 of 3.")
    window.button("Move Wall sit, step 1 of 3")
    window.take_focus("Move Bridge, step 3 of 3")
    window.key("Up")
    window.has_focus("Move Bridge, step 2 of 3")
    window.key("Up")
    window.has_focus("Move Bridge, step 1 of 3")
    window.press("Donkey kick 3")
    window.press("Move Donkey kick up")
    window.has_focus("Move Donkey kick up")
    window.press("Move Donkey kick up")
    window.has_focus("Move Donkey kick down")

    window.press("Remove Donkey kick")
    window.has_focus("Undo")
    window.press("Undo")
    window.button("Move Donkey kick, step 1 of 3")
    window.press("Back")
    window.has_focus("Keep building")
    window.key("Escape")
    window.has_focus("Back")
    window.press("Save routine")
    window.button("Start, ")
    window.picture("routine-own")
    window.close()

    window.open()
    window.press("Routines")
    window.has("Legs")
    window.picture("routines-own")
    (own,) = [routine for routine in window.command("routines") if routine["name"] == "Legs"]
    assert own["exercises"] == ["donkey-kick", "bridge", "wall-sit"], own


def says_why_it_cannot_begin(window):
    """A file is where the data should be: the window says so, and begins once that is put right."""
    window.close()
    data = os.path.join(window.folder, "data")
    aside = data + ".aside"
    os.rename(data, aside)
    open(data, "w").close()
    window.open()
    window.has("Unsit could not start")
    window.has("The folder in which your data is kept could not be opened.")
    window.picture("unstarted")
    window.press("Try again")
    window.has("Tried 2 times")
    os.remove(data)
    os.rename(aside, data)
    window.press("Try again")
    window.has("Today's breaks")
    window.press("Start Quick bridge")
    window.in_session()
    window.close()

    # What was begun so late was brought to disk at the end.
    window.open()
    window.button("Continue")


STORIES = [
    first_run_to_today,
    from_start_to_history,
    taken_up_after_a_crash,
    given_up_after_a_crash,
    closed_in_the_middle,
    all_by_keyboard,
    history_put_right_by_keyboard,
    settings_are_kept,
    says_why_it_cannot_begin,
    the_voice_yields_to_a_screen_reader,
    a_routine_of_ones_own,
    *reminders.STORIES,
]


def main(words):
    passed = failed = 0
    for story in STORIES:
        if words and not any(word in story.__name__ for word in words):
            continue
        print(f"  {story.__name__}: {story.__doc__.splitlines()[0]}", flush=True)
        began = time.monotonic()
        with getattr(story, "place", Window)(new=story is first_run_to_today) as window:
            try:
                story(window)
                passed += 1
                print(f"    passed, {time.monotonic() - began:.1f} s", flush=True)
            except Exception:
                failed += 1
                traceback.print_exc(file=sys.stdout)
                print(f"    FAILED. The window shows: {[text for text in window.texts() if text] if window.process else None}", flush=True)
                print(f"    Its cues: {window.cues()}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main(sys.argv[1:]))
