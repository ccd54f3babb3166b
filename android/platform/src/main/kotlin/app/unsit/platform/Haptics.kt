package app.unsit.platform

import android.content.Context
import android.media.AudioAttributes
import android.os.Build
import android.os.VibrationAttributes
import android.os.VibrationEffect
import android.os.Vibrator
import android.os.VibratorManager

/** Vibrates for cues. */
internal class Haptics(context: Context) {
    private val vibrator: Vibrator =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) {
            context.getSystemService(VibratorManager::class.java).defaultVibrator
        } else {
            context.getSystemService(Vibrator::class.java)
        }

    fun isThere(): Boolean = vibrator.hasVibrator()

    /** Off and on by turns, in milliseconds, beginning with off. */
    fun vibrate(pattern: LongArray) {
        if (!isThere() || pattern.size < 2) return
        val effect = VibrationEffect.createWaveform(pattern, -1)
        // As an alarm: the system holds other vibration back while the screen is off, and a phone on the floor is not in a hand.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            vibrator.vibrate(effect, VibrationAttributes.createForUsage(VibrationAttributes.USAGE_ALARM))
        } else {
            @Suppress("DEPRECATION")
            vibrator.vibrate(effect, AudioAttributes.Builder().setUsage(AudioAttributes.USAGE_ALARM).build())
        }
    }
}
