package app.unsit.platform

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri

/** Reminders in sight. One at a time: a break that is due takes the place of the one before. */
internal class Notices(private val context: Context) {
    private val manager = context.getSystemService(NotificationManager::class.java)

    /** A reminder as it is shown; without an offer it is a sample, whose answers change nothing. */
    data class Notice(
        val reminder: String,
        val offer: String?,
        val title: String,
        val body: String,
        val start: String,
        val later: String,
        val moved: String,
        val minutes: Int?,
    )

    /** Whether what is shown is seen. */
    fun areAllowed(): Boolean {
        if (!manager.areNotificationsEnabled()) return false
        val channel = manager.getNotificationChannel(REMINDERS) ?: return true
        return channel.importance != NotificationManager.IMPORTANCE_NONE
    }

    fun isQuiet(): Boolean = manager.currentInterruptionFilter > NotificationManager.INTERRUPTION_FILTER_ALL

    /** Names the channel, in the words of the plan when there are some. */
    fun channel(words: Plan.Words?) {
        val name = words?.channel?.ifBlank { null } ?: context.getString(R.string.unsit_reminders)
        val channel = NotificationChannel(REMINDERS, name, NotificationManager.IMPORTANCE_HIGH)
        channel.description = words?.about?.ifBlank { null } ?: context.getString(R.string.unsit_reminders_about)
        channel.lockscreenVisibility = Notification.VISIBILITY_PUBLIC
        manager.createNotificationChannel(channel)
    }

    fun show(notice: Notice, at: Long) {
        if (manager.getNotificationChannel(REMINDERS) == null) channel(null)
        manager.activeNotifications.filter { it.id == REMINDER && it.tag != notice.tag }.forEach { manager.cancel(it.tag, it.id) }
        manager.notify(notice.tag, REMINDER, build(notice, at))
    }

    fun withdraw() = manager.activeNotifications.filter { it.id == REMINDER }.forEach { manager.cancel(it.tag, it.id) }

    fun withdraw(offer: String?) = manager.cancel(tag(offer), REMINDER)

    private fun build(notice: Notice, at: Long): Notification {
        val builder = Notification.Builder(context, REMINDERS)
            .setSmallIcon(R.drawable.unsit_notice)
            .setColor(context.getColor(R.color.unsit_accent))
            .setContentTitle(notice.title.ifBlank { context.getString(R.string.unsit_reminder_title) })
            .setContentText(notice.body.ifBlank { context.getString(R.string.unsit_reminder_body) })
            .setCategory(Notification.CATEGORY_REMINDER)
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setWhen(at)
            .setShowWhen(true)
            .setAutoCancel(true)
            .setContentIntent(opening(notice, if (notice.offer == null) Opening.ANY else Opening.DUE))
            .setDeleteIntent(answer(notice, DISMISSED))
        // A broadcast may not open the app, so that Start is the app's own, and the others are broadcasts.
        val start = opening(notice, if (notice.offer == null) Opening.ANY else Opening.START)
        val actions = listOf(notice.start to start, notice.later to answer(notice, LATER), notice.moved to answer(notice, MOVED))
        for ((label, intent) in actions) builder.addAction(Notification.Action.Builder(null, label, intent).build())
        return builder.build()
    }

    private fun opening(notice: Notice, what: String): PendingIntent {
        val intent = Opening.intent(context, what, notice.offer)
        return PendingIntent.getActivity(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
    }

    private fun answer(notice: Notice, action: String): PendingIntent {
        val intent = Intent(context, ActionReceiver::class.java)
            .setAction(action)
            // Intents that differ in their extras only are the same one to the system.
            .setData(Uri.fromParts("unsit", notice.tag + "/" + notice.reminder, null))
            .putExtra(OFFER, notice.offer)
            .putExtra(REMINDER_ID, notice.reminder)
        notice.minutes?.let { intent.putExtra(MINUTES, it) }
        return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
    }

    private val Notice.tag get() = tag(offer)

    companion object {
        const val REMINDERS = "reminders"
        const val REMINDER = 1
        const val LATER = "app.unsit.platform.LATER"
        const val MOVED = "app.unsit.platform.MOVED"
        const val DISMISSED = "app.unsit.platform.DISMISSED"
        const val OFFER = "offer"
        const val REMINDER_ID = "reminder"
        const val MINUTES = "minutes"
        private const val SAMPLE = "sample"

        /** Reminders of the same offer take each other's place. */
        fun tag(offer: String?): String = offer ?: SAMPLE
    }
}
