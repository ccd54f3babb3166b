package app.unsit.platform

import android.content.Context
import android.content.Intent

/** An answer in the notification, or its dismissal; a button of the session's notification. */
internal class ActionReceiver : Receiver() {
    override fun receive(context: Context, intent: Intent) {
        if (intent.action == SessionService.TOGGLE) return Parts.rust.tell("headset")
        val offer = intent.getStringExtra(Notices.OFFER)
        Notices(context).withdraw(offer)
        // A sample has no offer, and its answers change nothing.
        if (offer == null) return
        val reminders = Reminders(context)
        when (intent.action) {
            Notices.LATER -> reminders.answered("later", offer, intent.getIntExtra(Notices.MINUTES, DEFAULT_MINUTES).toString())
            Notices.MOVED -> reminders.answered("moved", offer, "button")
            Notices.DISMISSED -> reminders.answered("dismissed", intent.getStringExtra(Notices.REMINDER_ID).orEmpty(), offer)
        }
    }

    private companion object {
        const val DEFAULT_MINUTES = 10
    }
}
