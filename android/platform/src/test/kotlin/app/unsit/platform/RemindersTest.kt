// The names that Robolectric now prefers are not in all its versions.
@file:Suppress("DEPRECATION")

package app.unsit.platform

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager

/** What a phone with Unsit does while the app is closed. */
@RunWith(RobolectricTestRunner::class)
class RemindersTest {
    @get:Rule
    internal val phone = Phone()

    private val day = PlanText().due(TEN, 1).due(TEN + 10 * MINUTE, 2, "repeat").due(TEN + HOUR, 3, offer = id(0xb)).due(TEN + 2 * HOUR, 4, offer = id(0xc))

    private fun at(time: Long) {
        phone.clock.time = time
    }

    private fun armedAt() = phone.alarms[Alarms.DUE]?.let { it - TEN }

    @Test
    fun `the first due that is to come is armed`() {
        phone.has(day)
        at(TEN - MINUTE)
        assertEquals(TEN, phone.reminders().arm().at)
        at(TEN)
        assertEquals(TEN + 10 * MINUTE, phone.reminders().arm().at)
        assertEquals(10 * MINUTE, armedAt())
    }

    @Test
    fun `a due that comes is shown, written down, and the next is armed`() {
        phone.has(day)
        at(TEN - MINUTE)
        phone.reminders().arm()
        at(TEN)
        phone.ring()
        assertEquals(listOf("Title 1"), phone.titles)
        assertEquals(listOf(listOf("shown", id(1), OFFER)), phone.words)
        assertEquals(10 * MINUTE, armedAt())
        assertEquals(listOf("journal"), phone.rust.heard)
    }

    @Test
    fun `an alarm that comes twice shows once`() {
        phone.has(day)
        at(TEN)
        repeat(3) { phone.reminders().rung() }
        assertEquals(1, phone.words.size)
        phone.reminders().withdraw()
        phone.reminders().rung()
        assertEquals(emptyList<String>(), phone.titles)
    }

    @Test
    fun `the second alarm shows what the first could not, and nothing when it did`() {
        phone.has(day)
        at(TEN - MINUTE)
        phone.reminders().arm()
        at(TEN + MINUTE)
        phone.ring(Alarms.SECOND)
        assertEquals(listOf("Title 1"), phone.titles)
        assertEquals(10 * MINUTE, armedAt())
        assertEquals(1, phone.words.size)
    }

    @Test
    fun `an alarm that comes late shows the newest due only`() {
        phone.has(day)
        at(TEN + HOUR + 5 * MINUTE)
        phone.reminders().rung()
        assertEquals(listOf("Title 3"), phone.titles)
        assertEquals(listOf(listOf("shown", id(3), id(0xb))), phone.words)
        assertEquals(2 * HOUR, armedAt())
    }

    @Test
    fun `what was due before the hours ended is not shown the next morning`() {
        phone.has(day)
        at(TEN + 22 * HOUR)
        phone.reminders().rung()
        assertEquals(emptyList<String>(), phone.titles)
        assertEquals(emptyList<List<String>>(), phone.words)
        assertNull(armedAt())
    }

    @Test
    fun `a repeat takes the place of what it repeats, and the next break that of the one before`() {
        phone.has(day)
        for ((time, title) in listOf(0L to "Title 1", 10 * MINUTE to "Title 2", HOUR to "Title 3")) {
            at(TEN + time)
            phone.reminders().rung()
            assertEquals(listOf(title), phone.titles)
        }
        assertEquals(3, phone.words.size)
    }

    @Test
    fun `several alarms at once show one reminder`() {
        phone.has(day)
        at(TEN)
        val all = List(8) { Thread { phone.reminders().rung() }.apply { start() } }
        all.forEach(Thread::join)
        assertEquals(listOf("Title 1"), phone.titles)
        assertEquals(1, phone.words.size)
    }

    @Test
    fun `the running app and the alarm show the same reminder once, whoever comes first`() {
        phone.has(day)
        at(TEN)
        val notice = Notices.Notice(id(1), OFFER, "Title 1", "Body 1", "Start", "Later", "Moved", null)
        assertTrue(phone.reminders().remind(notice))
        phone.reminders().rung()
        assertEquals(emptyList<List<String>>(), phone.words)
        at(TEN + 10 * MINUTE)
        phone.reminders().rung()
        assertFalse(phone.reminders().remind(notice.copy(reminder = id(2))))
        assertEquals(listOf("Title 2"), phone.titles)
    }

    @Test
    fun `without permission nothing is shown, nothing is said to be shown, and the next is armed`() {
        phone.has(day)
        shadowOf(phone.manager<NotificationManager>()).setNotificationsEnabled(false)
        at(TEN)
        phone.reminders().rung()
        assertEquals(emptyList<List<String>>(), phone.words)
        assertEquals(10 * MINUTE, armedAt())
    }

    @Test
    fun `a kind of notification that was switched off is one that nobody sees`() {
        phone.has(day)
        phone.reminders().sample(Notices.Notice(id(9), null, "", "", "", "", "", null))
        val manager = phone.manager<NotificationManager>()
        manager.getNotificationChannel(Notices.REMINDERS).importance = NotificationManager.IMPORTANCE_NONE
        at(TEN)
        phone.reminders().rung()
        assertEquals(emptyList<List<String>>(), phone.words)
    }

    @Test
    fun `Rust plans when it can, and its plan is on disk and armed`() {
        phone.has(day)
        val new = PlanText(made = TEN + MINUTE).due(TEN + 70 * MINUTE, 7).bytes()
        phone.rust.plan = { _, _ -> new }
        at(TEN + MINUTE)
        phone.reminders().answered("moved", OFFER, "button")
        assertTrue(phone.plan.readBytes().contentEquals(new))
        assertEquals(70 * MINUTE, armedAt())
    }

    @Test
    fun `Rust is given the plan, and a journal with the answer in it`() {
        phone.has(day)
        var given: Journal.Read? = null
        phone.rust.plan = { plan, journal -> given = Journal.read(journal); plan }
        phone.reminders().answered("later", OFFER, "10")
        assertEquals(listOf(listOf("later", OFFER, "10")), given!!.records.map { listOf(it.word) + it.arguments })
    }

    @Test
    fun `what Rust gives is not believed before it is read`() {
        phone.has(day)
        phone.rust.plan = { _, _ -> "no plan".toByteArray() }
        at(TEN + MINUTE)
        phone.reminders().answered("moved", OFFER, "button")
        assertTrue(phone.plan.readBytes().contentEquals(day.bytes()))
        assertEquals(2 * HOUR, armedAt())
    }

    @Test
    fun `a plan that the app wrote while Rust planned is kept`() {
        phone.has(day)
        val newer = PlanText(made = TEN + 2 * MINUTE).due(TEN + 5 * HOUR, 8)
        phone.rust.plan = { _, _ -> phone.has(newer); PlanText(made = TEN).due(TEN + 3 * HOUR, 9).bytes() }
        phone.reminders().answered("moved", OFFER, "button")
        assertTrue(phone.plan.readBytes().contentEquals(newer.bytes()))
        assertEquals(5 * HOUR, armedAt())
    }

    @Test
    fun `without Rust the answer holds, on each later look at the plan`() {
        phone.has(day)
        at(TEN + MINUTE)
        phone.reminders().answered("later", OFFER, "20")
        assertEquals(21 * MINUTE, armedAt())
        at(TEN + 21 * MINUTE)
        phone.ring()
        assertEquals(listOf("Title 1"), phone.titles)
        assertEquals(HOUR, armedAt())
        assertEquals(listOf("later", "shown"), phone.words.map { it[0] })
    }

    @Test
    fun `a missing plan arms nothing and is named`() {
        assertNull(phone.reminders().arm().at)
        phone.reminders().rung()
        assertEquals(listOf("missing", null), phone.reminders().health().run { listOf(plan, fault) })
    }

    @Test
    fun `a corrupt plan arms nothing, is named, and is left alone`() {
        val bytes = day.bytes().also { it[40] = 0 }
        phone.plan.writeBytes(bytes)
        at(TEN)
        phone.rust.plan = { _, _ -> day.bytes() }
        phone.reminders().rung()
        assertEquals(emptyMap<String, Long>(), phone.alarms)
        assertEquals(emptyList<String>(), phone.titles)
        assertTrue(phone.plan.readBytes().contentEquals(bytes))
        val health = phone.reminders().health()
        assertEquals("damaged", health.plan)
        assertTrue(health.fault!!, "made" in health.fault!!)
    }

    @Test
    fun `a plan that has become corrupt no longer rings`() {
        phone.has(day)
        at(TEN - MINUTE)
        phone.reminders().arm()
        phone.plan.writeBytes(ByteArray(3))
        phone.reminders().arm()
        assertEquals(emptyMap<String, Long>(), phone.alarms)
    }

    @Test
    fun `lines of the journal that cannot be read are counted and cost nothing else`() {
        phone.has(day)
        phone.journal.writeText("rubbish\n")
        at(TEN)
        phone.reminders().rung()
        assertEquals(listOf("Title 1"), phone.titles)
        assertEquals(listOf("shown"), phone.words.map { it[0] })
        assertTrue(phone.reminders().health().isWritten)
    }

    @Test
    fun `after a reboot the next due is armed, and what came meanwhile is shown`() {
        phone.has(day)
        at(TEN + 2 * MINUTE)
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        assertEquals(listOf("boot", "shown"), phone.words.map { it[0] })
        assertEquals(listOf("Title 1"), phone.titles)
        assertEquals(10 * MINUTE, armedAt())
    }

    @Test
    fun `after the clock was set nothing of the old clock is shown, and the next due is armed`() {
        phone.has(day)
        at(TEN + 30 * MINUTE)
        for (action in listOf(Intent.ACTION_TIME_CHANGED, Intent.ACTION_TIMEZONE_CHANGED)) broadcast(action)
        assertEquals(listOf(listOf("clock"), listOf("clock")), phone.words)
        assertEquals(emptyList<String>(), phone.titles)
        assertEquals(HOUR, armedAt())
    }

    @Test
    fun `a clock that was set back arms what is to come again, and shows nothing again`() {
        phone.has(day)
        at(TEN)
        phone.reminders().rung()
        at(TEN - HOUR)
        broadcast(Intent.ACTION_TIME_CHANGED)
        assertEquals(0L, armedAt())
        at(TEN)
        phone.reminders().withdraw()
        phone.ring()
        assertEquals(emptyList<String>(), phone.titles)
    }

    @Test
    fun `after an update of the app the alarm stands`() {
        phone.has(day)
        at(TEN - MINUTE)
        broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertEquals(0L, armedAt())
    }

    @Test
    fun `an alarm that may be exact now is armed so, and Rust hears of it`() {
        phone.has(day)
        at(TEN - MINUTE)
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        assertEquals(Alarms.Armed.INEXACT, phone.reminders().arm().armed)
        ShadowAlarmManager.setCanScheduleExactAlarms(true)
        broadcast(AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED)
        assertEquals(setOf(Alarms.DUE, Alarms.SECOND), phone.alarms.keys)
        assertEquals(listOf("state"), phone.rust.heard)
    }

    @Test
    fun `a reminder says what the plan says, and starts with the app`() {
        phone.has(day)
        at(TEN)
        phone.reminders().rung()
        val notification = phone.inSight.single()
        assertEquals("Body 1", notification.extras.getString(Notification.EXTRA_TEXT))
        assertEquals(listOf("Start", "In 10 min", "I moved"), notification.actions.map { it.title.toString() })
        assertEquals(TEN, notification.`when`)
        val kinds = notification.actions.map { shadowOf(it.actionIntent) }
        assertEquals(listOf(true, false, false), kinds.map { it.isActivityIntent })
        assertEquals("dev.dioxus.main.MainActivity", kinds[0].savedIntent.component?.className)
        assertEquals(Opening("start", OFFER), Opening.of(kinds[0].savedIntent))
        assertEquals(Opening("due", OFFER), Opening.of(shadowOf(notification.contentIntent).savedIntent))
        val intents = kinds + shadowOf(notification.contentIntent) + shadowOf(notification.deleteIntent)
        assertTrue(intents.all { it.isImmutable })
        val channel = phone.manager<NotificationManager>().getNotificationChannel(Notices.REMINDERS)
        assertEquals(listOf("Breaks", "About breaks"), listOf(channel.name.toString(), channel.description))
    }

    @Test
    fun `later and moved are written down, and take the reminder out of sight`() {
        for ((place, answer) in listOf(1 to listOf("later", OFFER, "10"), 2 to listOf("moved", OFFER, "button"))) {
            phone.journal.delete()
            phone.has(PlanText().due(TEN, place).due(TEN + HOUR, 9))
            at(TEN)
            phone.reminders().rung()
            phone.send(phone.inSight.single().actions[place].actionIntent)
            assertEquals(answer, phone.words.last())
            assertEquals(emptyList<String>(), phone.titles)
        }
    }

    @Test
    fun `an answer that is given twice is two records of the same offer, and one reminder`() {
        phone.has(day)
        at(TEN)
        phone.reminders().rung()
        val later = phone.inSight.single().actions[1].actionIntent
        repeat(2) { phone.send(later) }
        assertEquals(10 * MINUTE, armedAt())
        at(TEN + 10 * MINUTE)
        phone.ring()
        assertEquals(1, phone.titles.size)
    }

    @Test
    fun `a reminder that was wiped away is no answer`() {
        phone.has(day)
        at(TEN)
        phone.reminders().rung()
        phone.send(phone.inSight.single().deleteIntent)
        assertEquals(listOf("dismissed", id(1), OFFER), phone.words.last())
        assertEquals(10 * MINUTE, armedAt())
    }

    @Test
    fun `answers to a sample change nothing`() {
        phone.reminders().sample(Notices.Notice(id(9), OFFER, "Sample", "", "Start", "Later", "Moved", 10))
        val sample = phone.inSight.single()
        assertEquals(Opening("any", null), Opening.of(shadowOf(sample.actions[0].actionIntent).savedIntent))
        phone.send(sample.actions[1].actionIntent)
        assertEquals(emptyList<String>(), phone.titles)
        assertEquals(emptyList<List<String>>(), phone.words)
    }

    @Test
    fun `a journal that cannot be written costs the record, and not the next alarm`() {
        phone.has(day)
        assertTrue(phone.journal.mkdir())
        at(TEN - MINUTE)
        phone.reminders().arm()
        at(TEN)
        phone.ring()
        assertEquals(10 * MINUTE, armedAt())
        assertEquals(listOf("Title 1"), phone.titles)
        assertFalse(phone.reminders().health().isWritten)
    }

    @Test
    fun `the app hears at once that nothing can be written down, and that it can be again`() {
        phone.has(day)
        assertTrue(phone.journal.mkdir())
        repeat(2) { assertFalse(phone.reminders().answered("moved", OFFER, "button")) }
        assertEquals(1, phone.rust.heard.count { it == "state" })
        phone.journal.delete()
        assertTrue(phone.reminders().answered("moved", OFFER, "button"))
        assertEquals(2, phone.rust.heard.count { it == "state" })
        assertTrue(phone.reminders().health().isWritten)
    }

    @Test
    fun `an answer that cannot be written down stays to be given`() {
        phone.has(day)
        at(TEN)
        phone.reminders().rung()
        phone.journal.delete()
        assertTrue(phone.journal.mkdir())
        phone.send(phone.inSight.single().actions[2].actionIntent)
        assertEquals(listOf("Title 1"), phone.titles)
    }

    private fun broadcast(action: String) {
        phone.app.sendBroadcast(Intent(action).setClass(phone.app, SystemReceiver::class.java))
        phone.idle()
    }
}
