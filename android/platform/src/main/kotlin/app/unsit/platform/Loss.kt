package app.unsit.platform

import android.content.Context

/**
 * Whether the last thing that happened could not be written down. It outlives the process where the phone has room for that
 * much; where it has none, it is known as long as the process lives.
 */
internal class Loss(context: Context) {
    private val kept = context.getSharedPreferences("loss", Context.MODE_PRIVATE)

    val isThere: Boolean get() = kept.getBoolean(LAST, false)

    /** Says whether that is news. */
    fun note(isLost: Boolean): Boolean {
        if (isThere == isLost) return false
        kept.edit().putBoolean(LAST, isLost).commit()
        return true
    }

    private companion object {
        const val LAST = "last"
    }
}
