// The names that Robolectric now prefers are not in all its versions.
@file:Suppress("DEPRECATION")

package app.unsit.platform

import android.app.AlarmManager
import android.app.PendingIntent
import app.unsit.platform.Alarms.Armed
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlarmManager

@RunWith(RobolectricTestRunner::class)
class AlarmsTest {
    @get:Rule
    internal val phone = Phone()

    private val alarms by lazy { Alarms(phone.app) }
    private val scheduled get() = shadowOf(phone.manager<AlarmManager>()).scheduledAlarms

    @Test
    fun `where it is allowed the alarm is exact, also while the phone dozes`() {
        assertEquals(Armed.EXACT, alarms.arm(TEN))
        val alarm = scheduled.single { shadowOf(it.operation).savedIntent.action == Alarms.DUE }
        assertEquals(TEN, alarm.triggerAtMs)
        assertEquals(AlarmManager.RTC_WAKEUP, alarm.type)
        assertTrue(alarm.isAllowWhileIdle)
        assertEquals(0, alarm.windowLengthMs)
    }

    @Test
    fun `an exact alarm has a second one a minute later, for when the permission goes`() {
        alarms.arm(TEN)
        assertEquals(mapOf(Alarms.DUE to TEN, Alarms.SECOND to TEN + MINUTE), phone.alarms)
    }

    @Test
    fun `where it is not allowed the alarm is as near as the system grants`() {
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        assertFalse(alarms.areExact())
        assertEquals(Armed.INEXACT, alarms.arm(TEN))
        assertEquals(mapOf(Alarms.DUE to TEN), phone.alarms)
        assertTrue(scheduled.single().isAllowWhileIdle)
    }

    @Test
    fun `the newest time is the only one`() {
        alarms.arm(TEN)
        alarms.arm(TEN + HOUR)
        assertEquals(mapOf(Alarms.DUE to TEN + HOUR, Alarms.SECOND to TEN + HOUR + MINUTE), phone.alarms)
    }

    @Test
    fun `with nothing due nothing rings`() {
        alarms.arm(TEN)
        alarms.look(TEN - MINUTE)
        assertEquals(Armed.NOTHING, alarms.arm(null))
        alarms.look(null)
        assertEquals(emptyMap<String, Long>(), phone.alarms)
    }

    @Test
    fun `nobody can change what an alarm does`() {
        alarms.arm(TEN)
        alarms.look(TEN)
        for (alarm in scheduled) {
            val intent = shadowOf(alarm.operation)
            assertTrue(intent.flags and PendingIntent.FLAG_IMMUTABLE != 0)
            assertTrue(intent.isBroadcastIntent)
            assertEquals(AlarmReceiver::class.java.name, intent.savedIntent.component?.className)
        }
    }
}
