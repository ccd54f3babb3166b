package app.unsit.platform

import android.app.AlarmManager
import android.content.Context
import android.content.Intent

/** The system dropped the alarms, or they stand for another time than they did, or may be exact now. */
internal class SystemReceiver : Receiver() {
    override fun receive(context: Context, intent: Intent) {
        val reminders = Reminders(context)
        when (intent.action) {
            Intent.ACTION_BOOT_COMPLETED -> reminders.booted()
            Intent.ACTION_TIME_CHANGED, Intent.ACTION_TIMEZONE_CHANGED -> reminders.clockChanged()
            // An update keeps the alarms on some systems and drops them on others.
            Intent.ACTION_MY_PACKAGE_REPLACED -> reminders.rung()
            AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED -> reminders.permissionChanged()
        }
    }
}
