// The names that Robolectric now prefers are not in all its versions.
@file:Suppress("DEPRECATION")

package app.unsit.platform

import android.app.AlarmManager
import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import app.unsit.platform.Journal.Record
import org.junit.rules.ExternalResource
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.util.concurrent.Executor

/** A Monday, ten o'clock in Vienna. */
internal const val TEN = 1_803_891_600_000L
internal const val MINUTE = 60_000L
internal const val HOUR = 60 * MINUTE

internal fun id(number: Int): String = "0193c1a0-0000-7000-8000-%012x".format(number)

/** The offer of a break, of which reminders are named after it. */
internal val OFFER = id(0xa)

internal class PlanText(private val made: Long = TEN - HOUR, private val limit: Long = HOUR, private val steps: Steps.Rule? = null) {
    private val dues = ArrayList<List<String>>()

    fun due(at: Long, number: Int, kind: String = "due", offer: String = OFFER) = apply {
        dues += listOf("due", id(number), offer, at.toString(), kind, "Title $number", "Body $number")
    }

    fun lines(): List<List<String>> =
        listOf(
            listOf("unsit-plan", "1"),
            listOf("made", made.toString(), "Europe/Vienna"),
            listOf("rule", limit.toString(), "10"),
            listOf("words", "Breaks", "About breaks", "Start", "In 10 min", "I moved"),
            listOf("state", "{}"),
        ) + listOfNotNull(steps?.let { listOf("steps", it.steps.toString(), it.window.toString()) }) + dues +
            listOf(listOf("end", dues.size.toString()))

    fun bytes(): ByteArray = lines().file()
}

internal fun List<List<String>>.file(): ByteArray = fold(ByteArray(0)) { all, line -> all + Lines.write(line) }

internal fun record(number: Int, at: Long, word: String, vararg arguments: String) =
    Record(id(number), at, "Europe/Vienna", word, arguments.asList())

/** A clock that stands still until it is set. */
internal class SetClock(var time: Long = TEN, var place: String = "Europe/Vienna") : Clock {
    override fun now(): Long = time

    override fun zone(): String = place
}

/** A Rust that plans as it is told to, and remembers what it heard. */
internal class HeardRust(var plan: (ByteArray, ByteArray) -> ByteArray? = { _, _ -> null }) : Rust {
    val heard = ArrayList<String>()

    override fun replan(plan: ByteArray, journal: ByteArray, now: Long, zone: String): ByteArray? = plan(plan, journal)

    override fun tell(event: String, what: String?) {
        heard += listOfNotNull(event, what).joinToString(" ")
    }
}

internal class FixedCounter(var steps: Long? = null) : Steps.Counter {
    override fun isThere(): Boolean = steps != null

    override fun total(): Long? = steps
}

/** A phone with Unsit on it, at ten o'clock, whose receivers work at once. */
internal class Phone : ExternalResource() {
    val clock = SetClock()
    val rust = HeardRust()
    lateinit var app: Application

    val plan get() = app.filesDir.resolve("reminders.plan")
    val journal get() = app.filesDir.resolve("reminders.journal")
    val records get() = Journal(app.filesDir).read().records
    val words get() = records.map { listOf(it.word) + it.arguments }

    override fun before() {
        app = RuntimeEnvironment.getApplication()
        Parts.clock = clock
        Parts.rust = rust
        Parts.work = Executor(Runnable::run)
        Screen.end = {}
        shadowOf(manager<NotificationManager>()).setNotificationsEnabled(true)
        org.robolectric.shadows.ShadowAlarmManager.setCanScheduleExactAlarms(true)
    }

    inline fun <reified T> manager(): T = app.getSystemService(T::class.java)

    fun has(plan: PlanText) = this.plan.writeBytes(plan.bytes())

    fun reminders() = Reminders(app)

    /** The reminders in sight. */
    val inSight: List<Notification>
        get() = manager<NotificationManager>().activeNotifications.filter { it.id == Notices.REMINDER }.map { it.notification }

    val titles get() = inSight.map { it.extras.getString(Notification.EXTRA_TITLE) }

    /** When the alarms ring, by what they are for. */
    val alarms: Map<String, Long>
        get() = shadowOf(manager<AlarmManager>()).scheduledAlarms
            .associate { shadowOf(it.operation).savedIntent.action!! to it.triggerAtMs }

    /** Rings the alarm, as the system does. */
    fun ring(which: String = Alarms.DUE) {
        val alarm = shadowOf(manager<AlarmManager>()).scheduledAlarms.single { shadowOf(it.operation).savedIntent.action == which }
        send(alarm.operation!!)
    }

    fun send(intent: PendingIntent) {
        intent.send()
        idle()
    }

    fun idle() = org.robolectric.shadows.ShadowLooper.idleMainLooper()
}

/** The folder with the project. */
internal val ROOT = File(checkNotNull(System.getProperty("unsit.root")))

/** The folder with what was compiled. */
internal val OUT = File(checkNotNull(System.getProperty("unsit.out")))
