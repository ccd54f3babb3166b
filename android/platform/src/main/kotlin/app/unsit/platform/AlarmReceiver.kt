package app.unsit.platform

import android.content.Context
import android.content.Intent

/** An alarm rang. */
internal class AlarmReceiver : Receiver() {
    override fun receive(context: Context, intent: Intent) {
        val reminders = Reminders(context)
        if (intent.action == Alarms.LOOK) reminders.looked() else reminders.rung()
    }
}
