package app.unsit.platform

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.graphics.drawable.Icon
import android.os.Build
import android.os.IBinder
import android.os.PowerManager

/**
 * Keeps a session going while the phone is locked: the system lets the app run because of the service, and the processor because
 * of the lock. Its notification counts down the phase.
 */
internal class SessionService : Service() {
    private val lock: PowerManager.WakeLock by lazy {
        getSystemService(PowerManager::class.java).newWakeLock(PowerManager.PARTIAL_WAKE_LOCK, "unsit:session").apply { setReferenceCounted(false) }
    }
    private val headset by lazy { Headset(this) { Parts.rust.tell("headset") } }
    private val calls by lazy { Calls(this) { Parts.rust.tell("call") } }

    override fun onBind(intent: Intent?): IBinder? = null

    override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
        val session = wanted
        if (session == null) {
            // Ended before it began. The system still wants to see the notification that it was promised.
            present(Session("", "", null, isPaused = true, "", ""))
            stopSelf()
            return START_NOT_STICKY
        }
        running = this
        calls.listen()
        update(session)
        // A killed session is offered again when the app is opened; a service without the app has nothing to say.
        return START_NOT_STICKY
    }

    override fun onDestroy() {
        running = null
        calls.stop()
        headset.stop()
        if (lock.isHeld) lock.release()
        super.onDestroy()
    }

    /** Does what is wanted by now: several wishes may have come while the screen's thread was busy. */
    private fun follow() {
        if (running !== this) return
        val session = wanted
        if (session == null) stopSelf() else update(session)
    }

    private fun update(session: Session) {
        present(session)
        headset.show(session)
        // The processor may sleep in a pause. The end of time is for a session that hangs, not for one that runs.
        if (session.isPaused) {
            if (lock.isHeld) lock.release()
        } else {
            lock.acquire(LONGEST)
        }
    }

    private fun present(session: Session) {
        val notification = build(session)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) {
            startForeground(SESSION, notification, ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PLAYBACK)
        } else {
            startForeground(SESSION, notification)
        }
    }

    private fun build(session: Session): Notification {
        val manager = getSystemService(NotificationManager::class.java)
        val channel = NotificationChannel(CHANNEL, getString(R.string.unsit_session), NotificationManager.IMPORTANCE_LOW)
        channel.description = getString(R.string.unsit_session_about)
        channel.lockscreenVisibility = Notification.VISIBILITY_PUBLIC
        manager.createNotificationChannel(channel)
        val open = Opening.intent(this, Opening.ANY, null)
        val builder = Notification.Builder(this, CHANNEL)
            .setSmallIcon(R.drawable.unsit_notice)
            .setColor(getColor(R.color.unsit_accent))
            .setContentTitle(session.title)
            .setContentText(session.text)
            .setCategory(Notification.CATEGORY_WORKOUT)
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setOngoing(true)
            .setOnlyAlertOnce(true)
            .setShowWhen(false)
            .setContentIntent(PendingIntent.getActivity(this, 0, open, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            builder.setForegroundServiceBehavior(Notification.FOREGROUND_SERVICE_IMMEDIATE)
        }
        if (session.endsAt != null && !session.isPaused) {
            builder.setShowWhen(true).setWhen(session.endsAt).setUsesChronometer(true).setChronometerCountDown(true)
        }
        val label = if (session.isPaused) session.resume else session.pause
        if (label.isNotBlank()) builder.addAction(Notification.Action.Builder(null as Icon?, label, toggle()).build())
        return builder.build()
    }

    private fun toggle(): PendingIntent {
        val intent = Intent(this, ActionReceiver::class.java).setAction(TOGGLE)
        return PendingIntent.getBroadcast(this, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
    }

    companion object {
        const val TOGGLE = "app.unsit.platform.TOGGLE"
        private const val CHANNEL = "session"
        private const val SESSION = 2
        private const val LONGEST = 30 * 60 * 1000L

        @Volatile
        private var wanted: Session? = null

        @Volatile
        private var running: SessionService? = null

        val isRunning: Boolean get() = wanted != null

        /**
         * Shows the session, or none. A service that runs is only told: from the background it might not be started again.
         *
         * @throws IllegalStateException when the system does not let it start
         */
        fun show(context: Context, session: Session?) {
            wanted = session
            val service = running
            if (service != null) {
                Main.run { service.follow() }
                return
            }
            // One that was asked to start must start: it sees by itself that it is not wanted any more.
            if (session == null) return
            try {
                context.startForegroundService(Intent(context, SessionService::class.java))
            } catch (refused: IllegalStateException) {
                wanted = null
                throw refused
            }
        }
    }
}
