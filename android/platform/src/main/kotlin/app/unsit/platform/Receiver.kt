package app.unsit.platform

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.util.Log

/** Receives off the screen's thread: what is done touches the disk, and loads the library. */
internal abstract class Receiver : BroadcastReceiver() {
    abstract fun receive(context: Context, intent: Intent)

    final override fun onReceive(context: Context, intent: Intent) {
        val pending: PendingResult? = goAsync()
        val app = context.applicationContext
        Parts.work.execute {
            try {
                receive(app, intent)
            } catch (failure: Exception) {
                // An app that crashes in a receiver loses its alarms: a full disk must not cost the next reminder.
                Log.e("Unsit", "${intent.action} failed", failure)
            } finally {
                pending?.finish()
            }
        }
    }
}
