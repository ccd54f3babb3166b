// The names that Robolectric now prefers are not in all its versions.
@file:Suppress("DEPRECATION")

package app.unsit.platform

import android.content.Intent
import android.content.pm.ResolveInfo
import android.media.AudioManager
import android.speech.tts.TextToSpeech
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNotSame
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowTextToSpeech
import java.util.Locale

@RunWith(RobolectricTestRunner::class)
class VoiceTest {
    @get:Rule
    internal val phone = Phone()

    private val calls = ArrayList<String>()
    private val sound by lazy { shadowOf(phone.manager<AudioManager>()) }
    private val focus by lazy { Focus(phone.app) { calls += "call" } }
    private val voice by lazy { Voice(phone.app, focus) { calls += "state" } }

    private val engine get() = shadowOf(ShadowTextToSpeech.getLastTextToSpeechInstance())

    @Before
    fun engines() {
        for (language in listOf(Locale.ENGLISH, Locale.GERMAN)) ShadowTextToSpeech.addLanguageAvailability(language)
    }

    private fun begin() {
        engine.onInitListener.onInit(TextToSpeech.SUCCESS)
        phone.idle()
    }

    @Test
    fun `a cue is spoken in its language, and other sound is quieter meanwhile`() {
        voice.speak("Heben", "de", 0.8f)
        begin()
        assertEquals("Heben", engine.lastSpokenText)
        assertEquals(AudioManager.AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK, sound.lastAudioFocusRequest.durationHint)
        phone.idle()
        assertNotNull(sound.lastAbandonedAudioFocusRequest)
    }

    @Test
    fun `of several cues that come before the engine is there only the newest is spoken`() {
        voice.speak("Lift", "en", 1f)
        voice.speak("Hold", "en", 1f)
        begin()
        assertEquals(listOf("Hold"), engine.spokenTextList)
    }

    @Test
    fun `what is hushed before it is spoken is not spoken`() {
        voice.speak("Lift", "en", 1f)
        voice.hush()
        begin()
        assertNull(engine.lastSpokenText)
    }

    @Test
    fun `a language that the engine does not have is not spoken, and the app hears of it`() {
        voice.speak("Lift", "en", 1f)
        begin()
        voice.speak("Nosta", "fi", 1f)
        assertEquals(listOf("Lift"), engine.spokenTextList)
        assertEquals(listOf("state"), calls)
        assertFalse(voice.isThere())
    }

    @Test
    fun `in a phone call nothing is spoken, and the app hears of the call`() {
        voice.speak("Lift", "en", 1f)
        begin()
        phone.idle()
        sound.setNextFocusRequestResponse(AudioManager.AUDIOFOCUS_REQUEST_FAILED)
        phone.manager<AudioManager>().mode = AudioManager.MODE_IN_CALL
        voice.speak("Hold", "en", 1f)
        assertEquals(listOf("Lift"), engine.spokenTextList)
        assertEquals(listOf("call"), calls)
    }

    @Test
    fun `an engine that does not come up is tried again with the next cue`() {
        voice.speak("Lift", "en", 1f)
        val first = ShadowTextToSpeech.getLastTextToSpeechInstance()
        engine.onInitListener.onInit(TextToSpeech.ERROR)
        voice.speak("Hold", "en", 1f)
        assertNotSame(first, ShadowTextToSpeech.getLastTextToSpeechInstance())
        begin()
        assertEquals(listOf("Hold"), engine.spokenTextList)
    }

    @Test
    fun `a phone with an engine has a voice`() {
        assertFalse(voice.isThere())
        shadowOf(phone.app.packageManager).addResolveInfoForIntent(Intent(TextToSpeech.Engine.INTENT_ACTION_TTS_SERVICE), ResolveInfo())
        assertTrue(voice.isThere())
    }
}
