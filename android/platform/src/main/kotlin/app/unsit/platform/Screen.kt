package app.unsit.platform

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.os.Process
import android.view.WindowManager
import java.lang.ref.WeakReference

/** The app's one activity: what it tells, and what is asked of it. */
object Screen {
    private var shown = WeakReference<Activity>(null)
    private var wanted: Opening? = null

    internal val activity: Activity? get() = shown.get()

    /** The app was started: what for is asked for by Rust, which does not run yet. */
    fun created(activity: Activity, saved: Bundle?) {
        shown = WeakReference(activity)
        // An activity that comes back shows what it showed, and not again what it was once opened for.
        wanted = if (saved == null) answered(activity, activity.intent) else null
    }

    /** The app was opened again while it ran. */
    fun opened(activity: Activity, intent: Intent) {
        val opening = answered(activity, intent)
        Parts.rust.tell("opening", opening.what)
    }

    /** Back in sight: permissions may have changed meanwhile, and answers been given. */
    fun resumed() {
        Parts.rust.tell("resumed")
        Parts.rust.tell("state")
    }

    fun suspended() = Parts.rust.tell("suspended")

    fun asked() = Parts.rust.tell("state")

    fun back() = Parts.rust.tell("back")

    /**
     * The activity is gone for good, and with it the view of the app that runs: that one cannot be shown again, and a second one
     * cannot run beside it. The process ends, once what receivers have begun is done; a session is offered again.
     */
    fun destroyed(activity: Activity) {
        if (shown.get() !== activity) return
        shown.clear()
        Parts.work.execute { end() }
    }

    internal var end: () -> Unit = { Process.killProcess(Process.myPid()) }

    /** What a start of the app was wanted for; asked for once. */
    internal fun opening(): Opening? = synchronized(this) { wanted.also { wanted = null } }

    internal fun keepOn(on: Boolean) {
        val activity = activity ?: return
        Main.run {
            if (on) {
                activity.window.addFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
            } else {
                activity.window.clearFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
            }
        }
    }

    /** Leaves the app as it is, behind the others. */
    internal fun leave() {
        val activity = activity ?: return
        Main.run { activity.moveTaskToBack(true) }
    }

    /** Start in a notification is an answer: it is written down before anything comes of it. */
    private fun answered(activity: Activity, intent: Intent?): Opening {
        val opening = Opening.of(intent)
        val app = activity.applicationContext
        if (opening.what != Opening.ANY) Notices(app).withdraw(opening.offer)
        val offer = opening.offer
        if (opening.what == Opening.START && offer != null) Parts.work.execute { Reminders(app).answered("start", offer) }
        return opening
    }
}
