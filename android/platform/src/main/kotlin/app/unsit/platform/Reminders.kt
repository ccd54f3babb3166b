package app.unsit.platform

import android.content.Context
import android.util.Log
import app.unsit.platform.Alarms.Armed
import app.unsit.platform.Journal.Record
import app.unsit.platform.Notices.Notice
import app.unsit.platform.Plan.Due
import java.io.IOException

/**
 * Reminds while the app is closed: shows what is due, writes answers down, has the plan made anew and arms the next alarm. Each
 * step may come twice or late, and nothing comes of it that was not wanted.
 */
internal class Reminders(
    context: Context,
    private val rust: Rust = Parts.rust,
    private val clock: Clock = Parts.clock,
    counter: Steps.Counter = Steps.Counter.Phone(context),
) {
    private val file = PlanFile(context.filesDir.resolve("reminders.plan"))
    private val journal = Journal(context.filesDir)
    private val replanner = Replanner(file, journal, rust, clock)
    private val alarms = Alarms(context)
    private val notices = Notices(context)
    private val shown = Shown(context)
    private val loss = Loss(context)
    private val steps = Steps(context, clock, counter)

    /**
     * How the files are, for the check-up: the plan is `ready`, `missing` or `damaged`, and then why; what happened last is
     * written down or not. What can be read of the journal is told by Rust, which reads it.
     */
    class Health(val plan: String, val fault: String?, val isWritten: Boolean)

    /** What is armed now. */
    class Arming(val armed: Armed, val at: Long?)

    /** An alarm rang, or the phone is on again: shows what is due, if anything is. */
    fun rung() = change {
        planned()?.let { show(it) }
        replanned()
    }

    /** It is soon time: remembers the steps until then. */
    fun looked() = change {
        steps.sample()
        arm(planned())
    }

    /** False when the answer could not be written down: then it was not given. */
    fun answered(word: String, vararg arguments: String): Boolean {
        var isWritten = false
        change {
            isWritten = write(word, *arguments)
            replanned()
        }
        return isWritten
    }

    fun booted() = change {
        write("boot")
        planned()?.let { show(it) }
        replanned()
    }

    /** The clock was set, or the zone is another: what was due on the old clock is not shown on the new one. */
    fun clockChanged() = change {
        write("clock")
        replanned()
    }

    /** Arms what the plan says, as the app has just written it. */
    fun arm(): Arming = synchronized(LOCK) { arm(planned()) }

    fun permissionChanged() {
        synchronized(LOCK) { arm(planned()) }
        rust.tell("state")
    }

    /** Shows what the running app wants to be in sight; false when it was shown before, by the alarm. */
    fun remind(notice: Notice): Boolean = synchronized(LOCK) {
        if (isShown(notice.reminder)) return false
        notices.show(notice.copy(minutes = notice.minutes ?: planned()?.snooze), clock.now())
        shown.keep(notice.reminder)
        true
    }

    fun sample(notice: Notice) = notices.show(notice.copy(offer = null), clock.now())

    fun withdraw() = notices.withdraw()

    fun health(): Health =
        try {
            file.read()
            Health("ready", null, !loss.isThere)
        } catch (fault: Plan.Fault) {
            Health("damaged", fault.message, !loss.isThere)
        } catch (_: IOException) {
            Health("missing", null, !loss.isThere)
        }

    private fun change(work: () -> Unit) {
        synchronized(LOCK) { work() }
        rust.tell("journal")
    }

    private fun write(word: String, vararg arguments: String): Boolean {
        val now = clock.now()
        return try {
            journal.append(Record(recordId(now), now, clock.zone(), word, arguments.asList()))
            loses(false)
            true
        } catch (failure: IOException) {
            // The next alarm is armed all the same; the check-up says what was lost.
            Log.e("Unsit", "\"$word\" could not be written down", failure)
            loses(true)
            false
        }
    }

    /** The running app hears of it at once. */
    private fun loses(isLost: Boolean) {
        if (loss.note(isLost)) rust.tell("state")
    }

    private fun show(plan: Plan) {
        val due = plan.current(clock.now()) ?: return
        if (isShown(due.reminder) || SessionService.isRunning) return
        if (plan.steps != null && steps.haveMoved(plan.steps)) {
            // Named, so that the same due is not moved for twice.
            shown.keep(due.reminder)
            write("moved", due.offer, "steps")
            return
        }
        // What nobody can see was not shown; the check-up says what to allow.
        if (!notices.areAllowed()) return
        notices.channel(plan.words)
        notices.show(notice(plan, due), due.at)
        shown.keep(due.reminder)
        write("shown", due.reminder, due.offer)
    }

    private fun isShown(reminder: String): Boolean = shown.isShown(reminder) || replanner.isShown(reminder)

    private fun notice(plan: Plan, due: Due) = Notice(
        reminder = due.reminder,
        offer = due.offer,
        title = due.title,
        body = due.body,
        start = plan.words.start,
        later = plan.words.later,
        moved = plan.words.moved,
        minutes = plan.snooze,
    )

    private fun replanned() {
        arm(usable { replanner.replan() })
    }

    private fun planned(): Plan? = usable { replanner.plan() }

    /** Without a plan nothing is armed; [health] says why. */
    private fun usable(read: () -> Plan): Plan? =
        try {
            read()
        } catch (_: Plan.Fault) {
            null
        } catch (_: IOException) {
            null
        }

    private fun arm(plan: Plan?): Arming {
        val now = clock.now()
        val next = plan?.next(now)
        alarms.look(next?.let { due -> plan.steps?.let { due.at - it.window } }?.takeIf { it > now })
        return Arming(alarms.arm(next?.at), next?.at)
    }

    private companion object {
        /** The loop's thread and the receivers' change the same files and alarms. */
        val LOCK = Any()
    }
}
