package app.unsit.platform

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.os.Build

/** The alarms that wake this app for the next due: exact where the person allows that, else as near as the system grants. */
internal class Alarms(private val context: Context) {
    private val manager = context.getSystemService(AlarmManager::class.java)

    enum class Armed(val word: String) { EXACT("exact"), INEXACT("inexact"), NOTHING("nothing") }

    /** Whether the system keeps to the minute for this app. */
    fun areExact(): Boolean = Build.VERSION.SDK_INT < Build.VERSION_CODES.S || manager.canScheduleExactAlarms()

    /** Rings at this instant and no more at any other; with null never. */
    fun arm(at: Long?): Armed {
        if (at == null) {
            cancel(DUE)
            cancel(SECOND)
            return Armed.NOTHING
        }
        if (!areExact()) return inexact(at)
        try {
            manager.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, ring(DUE))
        } catch (_: SecurityException) {
            // Taken away between the question and the call.
            return inexact(at)
        }
        // The system drops exact alarms when their permission is taken away, and tells nobody. This one it keeps. It never rings
        // otherwise: the first of the two arms both anew.
        manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at + GRACE, ring(SECOND))
        return Armed.EXACT
    }

    /** Wakes this app for a look at the steps before a due; with null not at all. */
    fun look(at: Long?) {
        if (at == null) cancel(LOOK) else manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, ring(LOOK))
    }

    private fun inexact(at: Long): Armed {
        manager.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, ring(DUE))
        cancel(SECOND)
        return Armed.INEXACT
    }

    private fun cancel(which: String) = manager.cancel(ring(which))

    private fun ring(which: String): PendingIntent {
        val intent = Intent(context, AlarmReceiver::class.java).setAction(which)
        return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
    }

    companion object {
        const val DUE = "app.unsit.platform.DUE"
        const val SECOND = "app.unsit.platform.SECOND"
        const val LOOK = "app.unsit.platform.LOOK"
        private const val GRACE = 60_000L
    }
}
