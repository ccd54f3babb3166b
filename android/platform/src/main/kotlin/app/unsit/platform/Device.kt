package app.unsit.platform

import android.content.Context
import android.os.Build
import org.json.JSONArray
import org.json.JSONObject

/** What kind of device this is, and how it stands with what the app needs. */
internal class Device(private val context: Context) {
    fun facts(): JSONObject {
        val locales = context.resources.configuration.locales
        val languages = (0 until locales.size()).map { locales[it].toLanguageTag() }
        return JSONObject()
            .put("files", context.filesDir.path)
            .put("languages", JSONArray(languages))
            .put("zone", Parts.clock.zone())
            .put("sdk", Build.VERSION.SDK_INT)
            .put("region", locales[0].country.ifEmpty { null } ?: JSONObject.NULL)
    }

    fun state(voice: Voice, haptics: Haptics): JSONObject {
        val permissions = Permissions(context)
        val health = Reminders(context).health()
        return JSONObject()
            .put("notifications", permissions.notifications())
            .put("alarms", if (Alarms(context).areExact()) "exact" else "inexact")
            .put("quiet", Notices(context).isQuiet())
            .put("battery", permissions.battery())
            .put("steps", permissions.steps(Steps(context, Parts.clock)))
            .put("voice", if (voice.isThere()) "ready" else "missing")
            .put("vibrator", haptics.isThere())
            .put("plan", health.plan)
            .put("fault", health.fault ?: JSONObject.NULL)
            .put("written", health.isWritten)
    }
}
