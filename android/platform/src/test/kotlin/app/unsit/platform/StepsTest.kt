package app.unsit.platform

import android.Manifest
import android.provider.Settings
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class StepsTest {
    @get:Rule
    internal val phone = Phone()

    private val counter = FixedCounter(1000)
    private val steps by lazy { Steps(phone.app, phone.clock, counter) }

    @Before
    fun allowed() = shadowOf(phone.app).grantPermissions(Manifest.permission.ACTIVITY_RECOGNITION)

    private fun at(time: Long, total: Long) {
        phone.clock.time = time
        counter.steps = total
    }

    @Test
    fun `steps since an instant are those since the counter was asked then`() {
        steps.sample()
        at(TEN + 10 * MINUTE, 1130)
        assertEquals(130L, steps.since(TEN))
        assertTrue(steps.haveMoved(Steps.Rule(100, 10 * MINUTE)))
        assertFalse(steps.haveMoved(Steps.Rule(131, 10 * MINUTE)))
    }

    @Test
    fun `when nobody asked around then, nobody knows`() {
        steps.sample()
        at(TEN + HOUR, 5000)
        assertNull(steps.since(TEN + 30 * MINUTE))
        assertFalse(steps.haveMoved(Steps.Rule(1, 10 * MINUTE)))
    }

    @Test
    fun `a phone that was started anew counts anew`() {
        steps.sample()
        Settings.Global.putInt(phone.app.contentResolver, Settings.Global.BOOT_COUNT, 5)
        at(TEN + 10 * MINUTE, 2000)
        assertNull(steps.since(TEN))
    }

    @Test
    fun `without permission or a counter there are no steps`() {
        shadowOf(phone.app).denyPermissions(Manifest.permission.ACTIVITY_RECOGNITION)
        assertNull(steps.sample())
        shadowOf(phone.app).grantPermissions(Manifest.permission.ACTIVITY_RECOGNITION)
        counter.steps = null
        assertNull(steps.sample())
        assertNull(steps.since(TEN))
    }

    @Test
    fun `somebody who walked is not reminded, and that is written down once`() {
        val plan = PlanText(steps = Steps.Rule(100, 10 * MINUTE)).due(TEN, 1).due(TEN + HOUR, 2)
        phone.has(plan)
        val reminders = { Reminders(phone.app, phone.rust, phone.clock, counter) }
        at(TEN - 30 * MINUTE, 1000)
        reminders().arm()
        assertEquals(TEN - 10 * MINUTE, phone.alarms[Alarms.LOOK])
        at(TEN - 10 * MINUTE, 1000)
        reminders().looked()
        assertNull(phone.alarms[Alarms.LOOK])
        at(TEN, 1150)
        repeat(2) { reminders().rung() }
        assertEquals(listOf(listOf("moved", OFFER, "steps")), phone.words)
        assertEquals(emptyList<String>(), phone.titles)
        assertEquals(TEN + HOUR, phone.alarms[Alarms.DUE])
    }

    @Test
    fun `somebody who did not walk is reminded`() {
        phone.has(PlanText(steps = Steps.Rule(100, 10 * MINUTE)).due(TEN, 1))
        val reminders = { Reminders(phone.app, phone.rust, phone.clock, counter) }
        at(TEN - 10 * MINUTE, 1000)
        reminders().looked()
        at(TEN, 1050)
        reminders().rung()
        assertEquals(listOf("Title 1"), phone.titles)
    }
}
