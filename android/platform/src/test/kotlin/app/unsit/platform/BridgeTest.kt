// The names that Robolectric now prefers are not in all its versions.
@file:Suppress("DEPRECATION")

package app.unsit.platform

import android.Manifest
import android.app.Activity
import android.app.AlarmManager
import android.app.NotificationManager
import android.os.Bundle
import android.os.VibratorManager
import android.provider.Settings
import android.view.WindowManager
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowAlarmManager

/** What Rust says through the bridge, and what it hears. */
@RunWith(RobolectricTestRunner::class)
class BridgeTest {
    @get:Rule
    internal val phone = Phone()

    private lateinit var shown: ActivityController<Activity>

    private fun call(command: String, json: String = "{}"): JSONObject = JSONObject(Bridge.call(phone.app, command, json))

    private fun ok(command: String, json: String = "{}"): JSONObject {
        val answer = call(command, json)
        assertTrue("$command: $answer", answer.has("ok"))
        return answer.getJSONObject("ok")
    }

    private fun error(command: String, json: String = "{}"): String = call(command, json).getString("error")

    private fun open(intent: android.content.Intent = android.content.Intent()): Activity {
        shown = Robolectric.buildActivity(Activity::class.java, intent).setup()
        Screen.created(shown.get(), null)
        return shown.get()
    }

    @After
    fun close() = SessionService.show(phone.app, null)

    @Test
    fun `every command of the contract is known, and no other`() {
        for (command in Contract.read().commands) {
            assertFalse(command, "knows no" in Bridge.call(phone.app, command, "{}"))
        }
        assertTrue("knows no" in error("dance"))
    }

    @Test
    fun `whatever is said to it, it answers one line of JSON and never throws`() {
        val odd = listOf("", "{", "null", "[]", "5", """{"ms":"x"}""", """{"ms":[-5]}""", """{"volume":7,"text":"","language":"","path":"/nowhere"}""", "\u0000", """{"page":"moon","what":"moon"}""")
        for (command in Contract.read().commands + listOf("", "dance", "\n")) {
            for (json in odd) {
                val answer = Bridge.call(phone.app, command, json)
                assertFalse(answer, '\n' in answer)
                assertTrue(answer, JSONObject(answer).run { has("ok") || has("error") })
            }
        }
    }

    @Test
    fun `it says what device this is`() {
        val device = ok("device")
        assertEquals(phone.app.filesDir.path, device.getString("files"))
        assertEquals("Europe/Vienna", device.getString("zone"))
        assertEquals(35, device.getInt("sdk"))
        assertEquals("en-US", device.getJSONArray("languages").getString(0))
        assertEquals("US", device.getString("region"))
    }

    @Test
    fun `it says what is allowed, and how the plan is`() {
        val state = ok("state")
        assertEquals("exact", state.getString("alarms"))
        assertEquals("ready", state.getString("notifications"))
        assertEquals("free", state.getString("battery"))
        assertEquals("unsupported", state.getString("steps"))
        assertEquals("missing", state.getString("plan"))
        assertFalse(state.getBoolean("quiet"))
        assertTrue(state.isNull("fault"))
        assertTrue(state.getBoolean("written"))
        ShadowAlarmManager.setCanScheduleExactAlarms(false)
        phone.plan.writeText("rubbish")
        phone.manager<NotificationManager>().setInterruptionFilter(NotificationManager.INTERRUPTION_FILTER_PRIORITY)
        val worse = ok("state")
        assertEquals("inexact", worse.getString("alarms"))
        assertEquals("damaged", worse.getString("plan"))
        assertTrue(worse.getString("fault").isNotBlank())
        assertTrue(worse.getBoolean("quiet"))
    }

    @Test
    fun `notifications that nobody was asked about may be asked for, once`() {
        shadowOf(phone.manager<NotificationManager>()).setNotificationsEnabled(false)
        shadowOf(phone.app).denyPermissions(Manifest.permission.POST_NOTIFICATIONS)
        assertEquals("unasked", ok("state").getString("notifications"))
        val activity = open()
        ok("ask", """{"what":"notifications"}""")
        assertEquals(listOf(Manifest.permission.POST_NOTIFICATIONS), shadowOf(activity).lastRequestedPermission.requestedPermissions.asList())
        assertEquals("forbidden", ok("state").getString("notifications"))
    }

    @Test
    fun `what is allowed already is not asked for, and without a screen nobody is asked`() {
        shadowOf(phone.app).grantPermissions(Manifest.permission.POST_NOTIFICATIONS)
        ok("ask", """{"what":"notifications"}""")
        assertEquals(listOf("state"), phone.rust.heard)
        shadowOf(phone.app).denyPermissions(Manifest.permission.ACTIVITY_RECOGNITION)
        Screen.destroyed(open())
        assertTrue("open Unsit" in error("ask", """{"what":"steps"}"""))
    }

    @Test
    fun `each page of the system is opened by its name`() {
        val pages = mapOf(
            "notifications" to Settings.ACTION_APP_NOTIFICATION_SETTINGS,
            "alarms" to Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM,
            "battery" to Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS,
            "app" to Settings.ACTION_APPLICATION_DETAILS_SETTINGS,
        )
        for ((page, action) in pages) {
            ok("open", """{"page":"$page"}""")
            assertEquals(action, shadowOf(phone.app).nextStartedActivity.action)
        }
        assertTrue("moon" in error("open", """{"page":"moon"}"""))
    }

    @Test
    fun `it arms what the plan says`() {
        phone.has(PlanText().due(TEN + MINUTE, 1))
        assertEquals("""{"armed":"exact","at":${TEN + MINUTE}}""", ok("arm").toString())
        phone.has(PlanText())
        assertEquals("nothing", ok("arm").getString("armed"))
        assertEquals(emptyMap<String, Long>(), phone.alarms)
    }

    @Test
    fun `it shows a reminder once, with the minutes of the plan, and withdraws it`() {
        phone.has(PlanText())
        val json = """{"id":"${id(1)}","offer":"$OFFER","title":"Up","body":"Now","start":"Start","later":"Later","moved":"Moved"}"""
        assertTrue(ok("remind", json).getBoolean("shown"))
        assertFalse(ok("remind", json).getBoolean("shown"))
        assertEquals(listOf("Up"), phone.titles)
        phone.send(phone.inSight.single().actions[1].actionIntent)
        assertEquals(listOf(listOf("later", OFFER, "10")), phone.words)
        ok("sample", json)
        assertEquals(1, phone.inSight.size)
        ok("withdraw")
        assertEquals(emptyList<String>(), phone.titles)
    }

    @Test
    fun `it vibrates by turns of off and on`() {
        val vibrator = shadowOf(phone.manager<VibratorManager>().defaultVibrator)
        vibrator.setHasVibrator(true)
        ok("vibrate", """{"ms":[0,200,100,200]}""")
        assertEquals(listOf(0L, 200L, 100L, 200L), vibrator.pattern!!.asList())
        assertTrue("minute" in error("vibrate", """{"ms":[0,99999999]}"""))
    }

    @Test
    fun `it keeps the screen on, and lets it go`() {
        val window = open().window
        for (on in listOf(true, false)) {
            ok("screen", """{"on":$on}""")
            phone.idle()
            assertEquals(on, window.attributes.flags and WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON != 0)
        }
    }

    @Test
    fun `a start by the notification is an answer, and is asked for once`() {
        phone.has(PlanText().due(TEN + MINUTE, 1))
        open(Opening.intent(phone.app, Opening.START, OFFER))
        assertEquals(listOf(listOf("start", OFFER)), phone.words)
        assertEquals("""{"what":"start","offer":"$OFFER"}""", ok("opening").toString())
        assertEquals("""{"what":null,"offer":null}""", ok("opening").toString())
    }

    @Test
    fun `an offer that is none is not believed, whoever opens the app`() {
        open(Opening.intent(phone.app, Opening.START, "' or 1\n"))
        assertEquals(emptyList<List<String>>(), phone.words)
        assertTrue(ok("opening").isNull("offer"))
    }

    @Test
    fun `who opens the app by its icon wants nothing else`() {
        open()
        assertEquals("any", ok("opening").getString("what"))
        assertEquals(emptyList<List<String>>(), phone.words)
    }

    @Test
    fun `an activity that comes back is not opened for what it once was`() {
        shown = Robolectric.buildActivity(Activity::class.java, Opening.intent(phone.app, Opening.START, OFFER)).setup()
        Screen.created(shown.get(), Bundle())
        assertTrue(ok("opening").isNull("what"))
        assertEquals(emptyList<List<String>>(), phone.words)
    }

    @Test
    fun `the running app hears what it is opened for`() {
        val activity = open()
        Screen.opened(activity, Opening.intent(phone.app, Opening.DUE, OFFER))
        Screen.opened(activity, Opening.intent(phone.app, Opening.START, OFFER))
        assertEquals(listOf("opening due", "journal", "opening start"), phone.rust.heard)
    }

    @Test
    fun `the running app hears of sleep, of coming back and of the way back`() {
        Screen.suspended()
        Screen.resumed()
        Screen.back()
        assertEquals(listOf("suspended", "resumed", "state", "back"), phone.rust.heard)
    }

    @Test
    fun `leaving leaves the app as it is`() {
        val activity = open()
        ok("leave")
        phone.idle()
        assertFalse(activity.isFinishing)
    }

    @Test
    fun `an activity that is gone for good ends the process, after what receivers have begun`() {
        val order = ArrayList<String>()
        val waiting = ArrayList<Runnable>()
        Parts.work = java.util.concurrent.Executor { waiting += it }
        Screen.end = { order += "end" }
        Parts.work.execute { order += "receiver" }
        Screen.destroyed(open())
        waiting.forEach(Runnable::run)
        assertEquals(listOf("receiver", "end"), order)
    }

    @Test
    fun `alarms stay where they are when a sample is shown`() {
        phone.has(PlanText().due(TEN + MINUTE, 1))
        ok("arm")
        val before = shadowOf(phone.manager<AlarmManager>()).scheduledAlarms.size
        ok("sample", """{"id":"${id(1)}","offer":null,"title":"Up","body":"","start":"","later":"","moved":""}""")
        assertEquals(before, shadowOf(phone.manager<AlarmManager>()).scheduledAlarms.size)
    }
}
