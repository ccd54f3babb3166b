package app.unsit.platform

import android.content.Context
import android.media.MediaMetadata
import android.media.session.MediaSession
import android.media.session.PlaybackState
import android.os.SystemClock

/** The button of a headset, and the controls of a watch or a lock screen: they pause a session and go on with it. */
internal class Headset(context: Context, private val pressed: () -> Unit) {
    private val session = MediaSession(context, "unsit").apply { setCallback(Buttons(), Main.handler) }

    fun show(shown: Session) {
        val state = if (shown.isPaused) PlaybackState.STATE_PAUSED else PlaybackState.STATE_PLAYING
        session.setMetadata(
            MediaMetadata.Builder()
                .putString(MediaMetadata.METADATA_KEY_TITLE, shown.title)
                .putString(MediaMetadata.METADATA_KEY_ARTIST, shown.text)
                .build(),
        )
        session.setPlaybackState(
            PlaybackState.Builder()
                .setActions(PlaybackState.ACTION_PLAY or PlaybackState.ACTION_PAUSE or PlaybackState.ACTION_PLAY_PAUSE)
                .setState(state, PlaybackState.PLAYBACK_POSITION_UNKNOWN, 1f, SystemClock.elapsedRealtime())
                .build(),
        )
        session.isActive = true
    }

    fun stop() {
        session.isActive = false
        session.release()
    }

    /** A button that plays and pauses calls whichever the state asks for. */
    private inner class Buttons : MediaSession.Callback() {
        override fun onPlay() = pressed()

        override fun onPause() = pressed()

        override fun onStop() = pressed()
    }
}
