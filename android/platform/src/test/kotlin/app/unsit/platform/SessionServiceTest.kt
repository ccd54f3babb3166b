// The names that Robolectric now prefers are not in all its versions.
@file:Suppress("DEPRECATION")

package app.unsit.platform

import android.app.Notification
import android.app.PendingIntent
import android.content.Intent
import android.content.pm.ServiceInfo
import android.media.AudioManager
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ServiceController
import org.robolectric.shadows.ShadowPowerManager

@RunWith(RobolectricTestRunner::class)
class SessionServiceTest {
    @get:Rule
    internal val phone = Phone()

    private var service: ServiceController<SessionService>? = null

    private val holding = Session("Hold", "Bridge, 2 of 3", TEN + 10_000, isPaused = false, "Pause", "Go on")
    private val paused = holding.copy(title = "Paused", endsAt = null, isPaused = true)

    private val notification: Notification get() = shadowOf(service!!.get()).lastForegroundNotification

    /** Starts the service, as the system does when it was asked to. */
    private fun begin() {
        val asked = shadowOf(phone.app).nextStartedService ?: return
        service = Robolectric.buildService(SessionService::class.java, asked).create().startCommand(0, 1)
    }

    private fun show(session: Session?) {
        SessionService.show(phone.app, session)
        phone.idle()
    }

    @After
    fun end() {
        show(null)
        service?.destroy()
    }

    @Test
    fun `a session has a notification that counts down, and keeps the processor awake`() {
        show(holding)
        begin()
        assertEquals("Hold", notification.extras.getString(Notification.EXTRA_TITLE))
        assertEquals(TEN + 10_000, notification.`when`)
        assertTrue(notification.extras.getBoolean(Notification.EXTRA_SHOW_CHRONOMETER))
        assertTrue(notification.extras.getBoolean(Notification.EXTRA_CHRONOMETER_COUNT_DOWN))
        assertTrue(ShadowPowerManager.getLatestWakeLock().isHeld)
        assertEquals(ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PLAYBACK, service!!.get().foregroundServiceType)
    }

    @Test
    fun `the next phase is told to the service that runs`() {
        show(holding)
        begin()
        show(holding.copy(title = "Rest", endsAt = TEN + 15_000))
        assertNull(shadowOf(phone.app).nextStartedService)
        assertEquals("Rest", notification.extras.getString(Notification.EXTRA_TITLE))
        assertEquals(TEN + 15_000, notification.`when`)
    }

    @Test
    fun `in a pause nothing counts down, and the processor may sleep`() {
        show(holding)
        begin()
        show(paused)
        assertFalse(notification.extras.getBoolean(Notification.EXTRA_SHOW_CHRONOMETER))
        assertEquals("Go on", notification.actions.single().title)
        assertFalse(ShadowPowerManager.getLatestWakeLock().isHeld)
        show(holding)
        assertTrue(ShadowPowerManager.getLatestWakeLock().isHeld)
    }

    @Test
    fun `its button pauses and goes on, and nobody else can use it`() {
        show(holding)
        begin()
        val button = notification.actions.single().actionIntent
        assertTrue(shadowOf(button).flags and PendingIntent.FLAG_IMMUTABLE != 0)
        phone.send(button)
        assertEquals(listOf("headset"), phone.rust.heard)
    }

    @Test
    fun `at its end the service stops and lets go`() {
        show(holding)
        begin()
        show(null)
        assertTrue(shadowOf(service!!.get()).isStoppedBySelf)
        service!!.destroy()
        assertFalse(ShadowPowerManager.getLatestWakeLock().isHeld)
        service = null
    }

    @Test
    fun `a session that ended before its service began leaves nothing behind`() {
        show(holding)
        show(null)
        begin()
        assertTrue(shadowOf(service!!.get()).isStoppedBySelf)
        assertFalse(SessionService.isRunning)
    }

    @Test
    fun `a phone call is told`() {
        show(holding)
        begin()
        val sound = phone.manager<AudioManager>()
        sound.mode = AudioManager.MODE_IN_CALL
        phone.idle()
        assertEquals(listOf("call"), phone.rust.heard)
        sound.mode = AudioManager.MODE_NORMAL
        phone.idle()
        assertEquals(listOf("call"), phone.rust.heard)
    }

    @Test
    fun `a reminder does not come into a session`() {
        phone.has(PlanText().due(TEN, 1).due(TEN + HOUR, 2))
        show(holding)
        begin()
        phone.reminders().rung()
        assertEquals(emptyList<String>(), phone.titles)
        assertEquals(TEN + HOUR, phone.alarms[Alarms.DUE])
    }

    @Test
    fun `an answer to the button does not start the service`() {
        phone.app.sendBroadcast(Intent(SessionService.TOGGLE).setClass(phone.app, ActionReceiver::class.java))
        phone.idle()
        assertNull(shadowOf(phone.app).nextStartedService)
    }
}
