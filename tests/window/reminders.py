"""Stories of reminders on a real desk: the agent, the notification, the window, and the small window where nothing shows notifications."""

import datetime
import subprocess

from desk import Desk
from window import until

# The promise: a reminder is in sight this soon after it is due.
SOON_MS = 1000


def from_reminder_to_guide(desk):
    """An hour of sitting is over: a notification comes within a second, and Start opens the window in the guide."""
    desk.server()
    desk.sits_for_all_but(4)
    desk.agent()
    came = desk.reminder()
    (due,) = desk.ledger()
    late = came - datetime.datetime.fromisoformat(due["due_at"]).timestamp() * 1000
    print(f"    in sight {late:.0f} ms after it was due")
    assert 0 <= late <= SOON_MS, late
    desk.press_in_notification("Start")
    desk.has_opened()
    desk.in_session()
    desk.no_reminder()
    desk.picture("guide-from-reminder")
    assert len(desk.windows()) == 1
    desk.key("Right")
    desk.cue("halfway")
    desk.key("Escape")
    desk.press("Stop")
    desk.press("Done")
    (row,) = desk.ledger()
    assert row["session"] is not None, row


def the_open_window_comes_forward_in_the_guide(desk):
    """A window is open and minimised: Start brings it to the front, in the guide, and no second one opens."""
    desk.server()
    desk.sits_for_all_but(20)
    desk.agent()
    desk.open()
    before = desk.identity()
    desk.minimise()
    desk.reminder(40)
    desk.press_in_notification("Start")
    until("window before all others", lambda: desk.active() == before)
    desk.in_session()
    assert len(desk.windows()) == 1


def a_second_window_makes_the_first_one_come_forward(desk):
    """Unsit is started while it is open: it comes to the front, and for a break in the guide."""
    desk.open()
    before = desk.identity()
    other = another_program(desk)
    assert desk.active() == other
    assert desk.second_window() == 0
    until("window before all others", lambda: desk.active() == before)
    assert desk.second_window("--break", "start") == 0
    desk.in_session()
    assert len(desk.windows()) == 1
    assert desk.second_window("--brake") == 2


def the_notification_itself_opens_the_sheet(desk):
    """Who presses the notification, and none of its buttons, sees the break with all answers."""
    desk.server()
    desk.sits_for_all_but(2)
    desk.agent()
    desk.reminder()
    desk.press_notification()
    desk.has_opened()
    desk.has("Skip this one because")
    desk.picture("sheet-from-reminder")
    desk.press("I already moved")
    until("answer in the ledger", lambda: desk.ledger()[0]["outcome"] == "moved")
    desk.no_reminder()


def later_outlives_a_kill(desk):
    """Later, and the agent is killed at once: the break comes again after the snooze, once."""
    desk.server()
    desk.snoozes_for_a_minute()
    desk.sits_for_all_but(2)
    agent = desk.agent()
    desk.reminder()
    desk.press_in_notification("In 1 min")
    desk.no_reminder()
    until("answer in the ledger", lambda: desk.ledger()[0]["snoozes"] == 1)
    agent.kill()
    agent.wait()
    desk.agent()
    assert desk.in_sight() == 0, "nothing is shown twice"
    desk.reminder(90)
    assert desk.in_sight() == 1
    (row,) = desk.ledger()
    assert row["outcome"] is None, row


def without_notifications_a_small_window_asks(desk):
    """Nothing shows notifications: a small window over all others asks, leaves the keyboard where it is, and closes when answered."""
    other = another_program(desk)
    desk.sits_for_all_but(2)
    desk.agent()
    desk.has_opened()
    desk.has("Time to get up")
    desk.picture("break-window")
    assert "_NET_WM_STATE_ABOVE" in desk.properties(), desk.properties()
    assert desk.active() == other, "somebody may be typing"
    assert desk.second_window("--break", "due", "--on-top") == 0
    assert len(desk.windows()) == 1, "one at a time"
    desk.press("In 10 min")
    desk.process.wait()
    until("answer in the ledger", lambda: desk.ledger()[0]["snoozes"] == 1)


def the_small_window_turns_into_the_guide(desk):
    """Start in the small window: it grows, plays, and is the window from then on."""
    desk.sits_for_all_but(2)
    desk.agent()
    desk.has_opened()
    desk.focus()
    desk.press("Start Quick bridge")
    desk.in_session()
    assert "_NET_WM_STATE_ABOVE" not in desk.properties(), desk.properties()
    until("window of full size", lambda: desk.size() == (1100, 720), 10)
    desk.picture("guide-from-break-window")
    assert desk.second_window() == 0
    assert len(desk.windows()) == 1


def the_small_window_is_put_away_by_escape(desk):
    """Escape closes it and answers nothing; the keyboard reaches every answer before."""
    desk.sits_for_all_but(2)
    desk.agent()
    desk.has_opened()
    desk.focus()
    desk.has_focus("Time to get up")
    for name in ("Start Quick bridge", "In 5 min", "In 10 min", "In 20 min", "I moved", "Skip"):
        desk.key("Tab")
        desk.has_focus_with(name)
    desk.key("Escape")
    desk.process.wait()
    (row,) = desk.ledger()
    assert (row["outcome"], row["snoozes"]) == (None, 0), row


def another_program(desk):
    """Something else that somebody works with; it has the keyboard."""
    desk.start("xedit", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^xedit$"]
    letter = subprocess.run(found, capture_output=True, text=True, check=True, timeout=20).stdout.split()[0]
    subprocess.run(["xdotool", "windowactivate", letter], check=True, timeout=20)
    until("letter before all others", lambda: desk.active() == letter)
    return letter


STORIES = [
    from_reminder_to_guide,
    the_open_window_comes_forward_in_the_guide,
    a_second_window_makes_the_first_one_come_forward,
    the_notification_itself_opens_the_sheet,
    later_outlives_a_kill,
    without_notifications_a_small_window_asks,
    the_small_window_turns_into_the_guide,
    the_small_window_is_put_away_by_escape,
]
for story in STORIES:
    story.place = Desk
