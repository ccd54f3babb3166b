package app.unsit.platform

import android.os.Handler
import android.os.Looper

/** The screen's thread. */
internal object Main {
    val handler: Handler by lazy { Handler(Looper.getMainLooper()) }

    /** At once when already there. */
    fun run(work: () -> Unit) {
        if (Looper.myLooper() == Looper.getMainLooper()) work() else handler.post(work)
    }
}
