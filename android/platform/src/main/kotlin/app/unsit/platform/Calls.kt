package app.unsit.platform

import android.content.Context
import android.media.AudioManager
import android.os.Build

/** Phone calls, known from what the sound is used for: that needs no permission to read the phone's state. */
internal class Calls(context: Context, private val begun: () -> Unit) {
    private val manager = context.getSystemService(AudioManager::class.java)
    private var listener: AudioManager.OnModeChangedListener? = null

    /** Until Android 12 nobody is told; there a cue that is refused tells of the call. */
    fun listen() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S || listener != null) return
        val listener = AudioManager.OnModeChangedListener { if (isCall(it)) begun() }
        manager.addOnModeChangedListener(Runnable::run, listener)
        this.listener = listener
    }

    fun stop() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) return
        listener?.let(manager::removeOnModeChangedListener)
        listener = null
    }

    companion object {
        /** A call that rings is one that is coming; who does not take it goes on with one tap. */
        fun isCall(mode: Int): Boolean =
            mode == AudioManager.MODE_RINGTONE || mode == AudioManager.MODE_IN_CALL || mode == AudioManager.MODE_IN_COMMUNICATION
    }
}
