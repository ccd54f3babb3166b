package app.unsit.platform

import android.app.Activity
import android.graphics.Insets
import android.view.View
import android.view.WindowInsets
import android.view.WindowInsetsController
import android.webkit.WebView
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
class BarsTest {
    @get:Rule
    internal val phone = Phone()

    private val activity by lazy { Robolectric.buildActivity(Activity::class.java).setup().get() }
    private val page by lazy { WebView(activity) }
    private val content: View get() = activity.findViewById(android.R.id.content)

    private fun cover(top: Int, bottom: Int, keyboard: Int = 0) {
        val insets = WindowInsets.Builder()
            .setInsets(WindowInsets.Type.statusBars(), Insets.of(0, top, 0, 0))
            .setInsets(WindowInsets.Type.navigationBars(), Insets.of(0, 0, 0, bottom))
            .setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, keyboard))
            .build()
        content.dispatchApplyWindowInsets(insets)
    }

    private val told: Map<String, String>
        get() = Regex("""'(--safe-.)','([^']*)'""").findAll(shadowOf(page).lastEvaluatedJavascript).associate { it.groupValues[1] to it.groupValues[2] }

    private fun begin() {
        Bars.begin(activity)
        Bars.page(page)
    }

    @Test
    @Config(qualifiers = "xxhdpi")
    fun `the page is told how much of it the bars cover, in its own pixels`() {
        begin()
        cover(top = 90, bottom = 48)
        assertEquals(mapOf("--safe-l" to "0.00px", "--safe-t" to "30.00px", "--safe-r" to "0.00px", "--safe-b" to "16.00px"), told)
    }

    @Test
    @Config(qualifiers = "mdpi")
    fun `above the keyboard the page is smaller, and no bar is below it`() {
        begin()
        cover(top = 24, bottom = 16, keyboard = 300)
        assertEquals("0.00px", told["--safe-b"])
        assertEquals(300, content.paddingBottom)
        cover(top = 24, bottom = 16)
        assertEquals("16.00px", told["--safe-b"])
        assertEquals(0, content.paddingBottom)
    }

    private val isLight: Boolean
        get() = activity.window.insetsController!!.systemBarsAppearance and WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS != 0

    @Test
    fun `signs in the bars can be read on the page, which follows the system or the person`() {
        begin()
        assertEquals(true, isLight)
        Bars.choose(activity, dark = true)
        assertEquals(false, isLight)
        Bars.follow(activity, activity.resources.configuration)
        assertEquals(false, isLight)
        Bars.choose(activity, dark = null)
        assertEquals(true, isLight)
    }

    @Test
    @Config(qualifiers = "night")
    fun `on a dark system the signs are light`() {
        begin()
        assertEquals(false, isLight)
    }
}
