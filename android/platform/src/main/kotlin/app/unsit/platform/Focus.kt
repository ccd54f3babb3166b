package app.unsit.platform

import android.content.Context
import android.media.AudioAttributes
import android.media.AudioFocusRequest
import android.media.AudioManager

/** Turns other sound down while a cue is heard, and never stops it. In a phone call the system refuses. */
internal class Focus(context: Context, private val refused: () -> Unit) {
    private val manager = context.getSystemService(AudioManager::class.java)
    private val request = AudioFocusRequest.Builder(AudioManager.AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK)
        .setAudioAttributes(ATTRIBUTES)
        // What is heard is over in a moment; who takes the focus meanwhile turns it down by themselves.
        .setOnAudioFocusChangeListener {}
        .build()
    private var holders = 0

    /** False in a call: then nothing is to be heard. */
    @Synchronized
    fun take(): Boolean {
        if (holders == 0 && manager.requestAudioFocus(request) != AudioManager.AUDIOFOCUS_REQUEST_GRANTED) {
            if (isInCall()) refused()
            return false
        }
        holders += 1
        return true
    }

    @Synchronized
    fun release() {
        if (holders == 0) return
        holders -= 1
        if (holders == 0) manager.abandonAudioFocusRequest(request)
    }

    private fun isInCall(): Boolean = Calls.isCall(manager.mode)

    companion object {
        /** Cues are like the words of a navigator: on the volume of media, spoken over music. */
        val ATTRIBUTES: AudioAttributes = AudioAttributes.Builder()
            .setUsage(AudioAttributes.USAGE_ASSISTANCE_NAVIGATION_GUIDANCE)
            .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
            .build()
    }
}
