package app.unsit.platform

import android.content.Context
import app.unsit.platform.Notices.Notice
import org.json.JSONArray
import org.json.JSONObject

/** The one door through which Rust comes: a command and its JSON in, JSON out. */
internal object Bridge {
    private class Senses(context: Context) {
        val focus = Focus(context) { Parts.rust.tell("call") }
        val voice = Voice(context, focus) { Parts.rust.tell("state") }
        val sounds = Sounds(focus)
        val haptics = Haptics(context)
    }

    private var senses: Senses? = null

    /** Never throws: what goes wrong is said in the answer, as one line that says what to do. */
    @JvmStatic
    fun call(context: Context, command: String, json: String): String =
        try {
            val app = context.applicationContext ?: context
            val input = if (json == "null") JSONObject() else JSONObject(json)
            JSONObject().put("ok", answer(app, command, input, json != "null")).toString()
        } catch (failure: Throwable) {
            // Errors too: one that passes through Rust ends the app.
            """{"error":${JSONObject.quote(line(command, failure))}}"""
        }

    private fun answer(context: Context, command: String, input: JSONObject, isGiven: Boolean): Any = when (command) {
        "device" -> Device(context).facts()
        "state" -> senses(context).run { Device(context).state(voice, haptics) }
        "arm" -> armed(Reminders(context).arm())
        "ask" -> done { Permissions(context).ask(input.getString("what")) }
        "open" -> done { Pages.open(Screen.activity ?: context, input.getString("page")) }
        "opening" -> opening(Screen.opening())
        "leave" -> done { Screen.leave() }
        "bars" -> done { bars(if (input.isNull("dark")) null else input.getBoolean("dark")) }
        "remind" -> JSONObject().put("shown", Reminders(context).remind(notice(input)))
        "sample" -> done { Reminders(context).sample(notice(input)) }
        "withdraw" -> done { Reminders(context).withdraw() }
        "speak" -> done {
            senses(context).voice.speak(input.getString("text"), input.getString("language"), volume(input))
        }
        "hush" -> done { senses(context).voice.hush() }
        "play" -> done { senses(context).sounds.play(input.getString("path"), volume(input)) }
        "vibrate" -> done { senses(context).haptics.vibrate(pattern(input.getJSONArray("ms"))) }
        "screen" -> done { Screen.keepOn(input.getBoolean("on")) }
        "session" -> done { SessionService.show(context, if (isGiven) Session.of(input) else null) }
        "steps" -> JSONObject().put("count", Steps(context, Parts.clock).since(input.getLong("since")) ?: JSONObject.NULL)
        else -> throw IllegalArgumentException("this version of the app knows no \"$command\"")
    }

    private fun done(work: () -> Unit): JSONObject {
        work()
        return JSONObject()
    }

    @Synchronized
    private fun senses(context: Context): Senses = senses ?: Senses(context).also { senses = it }

    private fun armed(arming: Reminders.Arming): JSONObject =
        JSONObject().put("armed", arming.armed.word).put("at", arming.at ?: JSONObject.NULL)

    private fun opening(opening: Opening?): JSONObject =
        JSONObject().put("what", opening?.what ?: JSONObject.NULL).put("offer", opening?.offer ?: JSONObject.NULL)

    private fun bars(dark: Boolean?) {
        val activity = Screen.activity ?: return
        Main.run { Bars.choose(activity, dark) }
    }

    private fun notice(input: JSONObject) = Notice(
        reminder = input.getString("id"),
        offer = if (input.isNull("offer")) null else input.getString("offer"),
        title = input.getString("title"),
        body = input.getString("body"),
        start = input.getString("start"),
        later = input.getString("later"),
        moved = input.getString("moved"),
        minutes = if (input.isNull("minutes")) null else input.getInt("minutes"),
    )

    private fun volume(input: JSONObject): Float {
        val volume = input.getDouble("volume")
        require(volume in 0.0..1.0) { "a volume is from 0 to 1" }
        return volume.toFloat()
    }

    private fun pattern(times: JSONArray) = LongArray(times.length()) { place ->
        times.getLong(place).also { require(it in 0..MINUTE) { "a vibration is at most a minute long" } }
    }

    private fun line(command: String, failure: Throwable): String {
        val message = failure.message ?: failure.javaClass.simpleName
        return "$command: $message".replace('\n', ' ').replace('\r', ' ')
    }

    private const val MINUTE = 60_000L
}
