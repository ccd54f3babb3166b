package app.unsit.platform

import android.media.AudioAttributes
import android.media.AudioFormat
import android.media.AudioTrack
import java.io.File

/** Plays the sounds of cues, over whatever else is heard. */
internal class Sounds(private val focus: Focus) {
    private val read = HashMap<String, Wav>()

    /**
     * @throws java.io.IOException when there is no such file
     * @throws IllegalArgumentException when it is no sound
     */
    @Synchronized
    fun play(path: String, volume: Float) {
        val wav = read.getOrPut(path) { Wav.read(File(path).head()) }
        if (!focus.take()) return
        try {
            val track = track(wav)
            track.setVolume(volume)
            track.setPlaybackPositionUpdateListener(End(), Main.handler)
            track.write(wav.samples, 0, wav.samples.size)
            track.setNotificationMarkerPosition(wav.frames)
            track.play()
        } catch (failure: RuntimeException) {
            // No sound card, or too many tracks: nothing is heard, so nothing else is to be quiet.
            focus.release()
            throw failure
        }
    }

    private fun track(wav: Wav): AudioTrack {
        val mask = if (wav.channels == 1) AudioFormat.CHANNEL_OUT_MONO else AudioFormat.CHANNEL_OUT_STEREO
        return AudioTrack.Builder()
            .setAudioAttributes(ATTRIBUTES)
            .setAudioFormat(
                AudioFormat.Builder().setEncoding(AudioFormat.ENCODING_PCM_16BIT).setSampleRate(wav.rate).setChannelMask(mask).build(),
            )
            .setTransferMode(AudioTrack.MODE_STATIC)
            .setBufferSizeInBytes(wav.samples.size)
            .build()
    }

    private inner class End : AudioTrack.OnPlaybackPositionUpdateListener {
        override fun onMarkerReached(track: AudioTrack) {
            track.release()
            focus.release()
        }

        override fun onPeriodicNotification(track: AudioTrack) = Unit
    }

    private companion object {
        val ATTRIBUTES: AudioAttributes = AudioAttributes.Builder()
            .setUsage(AudioAttributes.USAGE_ASSISTANCE_NAVIGATION_GUIDANCE)
            .setContentType(AudioAttributes.CONTENT_TYPE_SONIFICATION)
            .build()
    }
}
