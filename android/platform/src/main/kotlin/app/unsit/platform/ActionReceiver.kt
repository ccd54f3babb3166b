package app.unsit.platform

import android.content.Context
import android.content.Intent

/** An answer in the notification, or its dismissal; a button of the session's notification. */
internal class ActionReceiver : Receiver() {
    override fun receive(context: Context, intent: Intent) {
        if (intent.action == SessionService.TOGGLE) return Parts.rust.tell("headset")
        val offer = intent.getStringExtra(Notices.OFFER)
        // A sample has no offer, and its answers change nothing. An answer that is not written down stays to be given.
        if (offer == null || answer(Reminders(context), offer, intent)) Notices(context).withdraw(offer)
    }

    private fun answer(reminders: Reminders, offer: String, intent: Intent): Boolean = when (intent.action) {
        Notices.LATER -> reminders.answered("later", offer, intent.getIntExtra(Notices.MINUTES, DEFAULT_MINUTES).toString())
        Notices.MOVED -> reminders.answered("moved", offer, "button")
        Notices.DISMISSED -> reminders.answered("dismissed", intent.getStringExtra(Notices.REMINDER_ID).orEmpty(), offer)
        else -> false
    }

    private companion object {
        const val DEFAULT_MINUTES = 10
    }
}
