package app.unsit.platform

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import java.util.Locale
import java.util.concurrent.atomic.AtomicInteger

/** Speaks cues. A cue that comes while another is spoken takes its place. */
internal class Voice(private val context: Context, private val focus: Focus, private val changed: () -> Unit) {
    private class Cue(val text: String, val language: String, val volume: Float)

    private var engine: TextToSpeech? = null
    private var answer: Int? = null
    private var isReady = false
    private var waiting: Cue? = null
    private val count = AtomicInteger()
    private val spoken = HashSet<String>()
    private var isMute = false

    /** Whether anything on this phone speaks, and speaks the language that was last asked for. */
    fun isThere(): Boolean =
        !isMute && context.packageManager.queryIntentServices(Intent(TextToSpeech.Engine.INTENT_ACTION_TTS_SERVICE), 0).isNotEmpty()

    @Synchronized
    fun speak(text: String, language: String, volume: Float) {
        val cue = Cue(text, language, volume)
        if (isReady) return say(cue)
        // What was to be said before the engine was there is late: only the newest is said.
        waiting = cue
        if (engine == null) make()
    }

    /** Where there is no engine, that is said before there is an object to say it of. */
    private fun make() {
        answer = null
        engine = TextToSpeech(context, ::answered)
        answer?.let(::begin)
    }

    @Synchronized
    private fun answered(status: Int) {
        answer = status
        if (engine != null) begin(status)
    }

    @Synchronized
    fun hush() {
        waiting = null
        engine?.stop()
    }

    private fun begin(status: Int) {
        val engine = engine ?: return
        if (status != TextToSpeech.SUCCESS) {
            // The next cue tries again: engines are updated, and installed.
            this.engine = null
            return
        }
        engine.setAudioAttributes(Focus.ATTRIBUTES)
        engine.setOnUtteranceProgressListener(Progress())
        isReady = true
        waiting?.let(::say)
        waiting = null
    }

    private fun say(cue: Cue) {
        val engine = engine ?: return
        if (!speaks(engine, Locale.forLanguageTag(cue.language))) return
        if (!focus.take()) return
        val parameters = Bundle().apply { putFloat(TextToSpeech.Engine.KEY_PARAM_VOLUME, cue.volume) }
        val name = count.incrementAndGet().toString()
        spoken += name
        if (engine.speak(cue.text, TextToSpeech.QUEUE_FLUSH, parameters, name) != TextToSpeech.SUCCESS) {
            // The engine was updated, or killed: another one is made for the next cue, and nobody tells how these ended.
            spoken.toList().forEach(::end)
            engine.shutdown()
            this.engine = null
            isReady = false
        }
    }

    /** Words in the voice of another language are noise: nothing is said then, and the check-up says why. */
    private fun speaks(engine: TextToSpeech, language: Locale): Boolean {
        val speaks = engine.voice?.locale?.language == language.language || engine.setLanguage(language) >= TextToSpeech.LANG_AVAILABLE
        if (isMute == speaks) {
            isMute = !speaks
            changed()
        }
        return speaks
    }

    @Synchronized
    private fun end(utterance: String?) {
        if (spoken.remove(utterance)) focus.release()
    }

    /** Each utterance ends in one of these, also one that is flushed before it began. */
    private inner class Progress : UtteranceProgressListener() {
        override fun onStart(utterance: String?) = Unit

        override fun onDone(utterance: String?) = end(utterance)

        override fun onStop(utterance: String?, interrupted: Boolean) = end(utterance)

        @Deprecated("Android 5 calls the other one.")
        override fun onError(utterance: String?) = end(utterance)

        override fun onError(utterance: String?, code: Int) = end(utterance)
    }
}
