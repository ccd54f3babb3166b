package app.unsit.platform

import org.json.JSONObject

/** A session as the lock screen shows it. */
internal data class Session(
    val title: String,
    val text: String,
    /** When the phase ends, in milliseconds since 1970; null when it ends by a tap. */
    val endsAt: Long?,
    val isPaused: Boolean,
    val pause: String,
    val resume: String,
) {
    companion object {
        /** @throws org.json.JSONException when a word is missing */
        fun of(json: JSONObject): Session = Session(
            title = json.getString("title"),
            text = json.getString("text"),
            endsAt = if (json.isNull("ends_at")) null else json.getLong("ends_at"),
            isPaused = json.getBoolean("paused"),
            pause = json.getString("pause"),
            resume = json.getString("resume"),
        )
    }
}
