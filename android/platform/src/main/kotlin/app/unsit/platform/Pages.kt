package app.unsit.platform

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.Settings

/** The system's own pages, where a person allows what the app cannot. */
internal object Pages {
    /** @throws IllegalArgumentException when there is no page of this name */
    fun open(context: Context, page: String) {
        val intents = intents(context, page)
        for (intent in intents) {
            try {
                return context.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
            } catch (_: ActivityNotFoundException) {
                // Makers leave pages out; the next one leads there.
            }
        }
        throw IllegalStateException("open the phone's settings, then Apps, then Unsit")
    }

    private fun intents(context: Context, page: String): List<Intent> {
        val name = Uri.fromParts("package", context.packageName, null)
        val app = Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, name)
        return when (page) {
            "notifications" ->
                listOf(Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName), app)
            "alarms" ->
                if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) listOf(app)
                else listOf(Intent(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, name), app)
            // A list of all apps: to ask for this one alone needs a permission that shops grant to few.
            "battery" -> listOf(Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS), app)
            "app" -> listOf(app)
            else -> throw IllegalArgumentException("there is no page \"$page\"")
        }
    }
}
