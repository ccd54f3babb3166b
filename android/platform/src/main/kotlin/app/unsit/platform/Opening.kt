package app.unsit.platform

import android.content.Context
import android.content.Intent
import android.net.Uri

/** What the app is opened for: to start a break, to see the one that is due, or to see it at all. */
internal data class Opening(val what: String, val offer: String?) {
    companion object {
        const val START = "start"
        const val DUE = "due"
        const val ANY = "any"

        private const val ACTION = "app.unsit.platform.OPEN"
        private const val WHAT = "what"

        /** Dioxus gives the activity its name. */
        private const val ACTIVITY = "dev.dioxus.main.MainActivity"

        fun intent(context: Context, what: String, offer: String?): Intent =
            Intent(ACTION)
                .setClassName(context, ACTIVITY)
                .setData(Uri.fromParts("unsit", "$what/${offer.orEmpty()}", null))
                .setFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_SINGLE_TOP)
                .putExtra(WHAT, what)
                .putExtra(Notices.OFFER, offer)

        fun of(intent: Intent?): Opening {
            val what = intent?.takeIf { it.action == ACTION }?.getStringExtra(WHAT)
            if (what != START && what != DUE) return Opening(ANY, null)
            // Other apps may open this one, and say what they like.
            return Opening(what, intent.getStringExtra(Notices.OFFER)?.takeIf(ID::matches))
        }
    }
}
