package app.unsit.platform

import android.content.Context

/** Which reminder was shown last, by whoever came first: the alarm or the running app. */
internal class Shown(context: Context) {
    private val kept = context.getSharedPreferences("reminders", Context.MODE_PRIVATE)

    fun isShown(reminder: String): Boolean = kept.getString(LAST, null) == reminder

    /** On disk when this returns: a reminder must not come twice because the app was killed in between. */
    fun keep(reminder: String) {
        kept.edit().putString(LAST, reminder).commit()
    }

    private companion object {
        const val LAST = "shown"
    }
}
