package app.unsit.platform

import android.app.Activity
import android.content.res.Configuration
import android.os.Build
import android.view.View
import android.view.Window
import android.view.WindowInsets
import android.view.WindowInsetsController
import android.webkit.WebView
import java.util.Locale

/**
 * Draws the page from edge to edge, tells it how much of that the system's bars cover, and keeps it above the keyboard. The page
 * has the widths as `--safe-t` and so on, in its own pixels.
 */
object Bars {
    private var widths: Widths? = null
    private var page: WebView? = null
    private var chosen: Boolean? = null

    private data class Widths(val left: Int, val top: Int, val right: Int, val bottom: Int, val keyboard: Int)

    /** Before the page is there. */
    fun begin(activity: Activity) {
        fill(activity.window)
        val content = activity.findViewById<View>(android.R.id.content)
        content.setOnApplyWindowInsetsListener { view, insets ->
            val read = read(insets)
            widths = read
            // The keyboard makes the page smaller, so that what is typed into is in sight.
            view.setPadding(0, 0, 0, read.keyboard)
            tell()
            // Newer pages make room by themselves: that would be room twice.
            consumed(insets)
        }
        follow(activity, activity.resources.configuration)
    }

    /** A page begins: it is told once it can hear. */
    fun page(view: WebView) {
        page = view
        wait(view)
    }

    /** After anything that may have made the page anew. */
    fun tell() {
        val page = page ?: return
        val widths = widths ?: return
        page.evaluateJavascript(script(widths, page.resources.displayMetrics.density), null)
    }

    /** Signs that can be read on a page that follows the system's theme, or the person's own choice. */
    fun follow(activity: Activity, configuration: Configuration) {
        val night = configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK
        show(activity, chosen ?: (night == Configuration.UI_MODE_NIGHT_YES))
    }

    /** A page that is dark, or light, whatever the system is; null for one that follows it. */
    internal fun choose(activity: Activity, dark: Boolean?) {
        chosen = dark
        follow(activity, activity.resources.configuration)
    }

    private fun show(activity: Activity, dark: Boolean) {
        val window = activity.window
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val light = WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS or WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS
            window.insetsController?.setSystemBarsAppearance(if (dark) 0 else light, light)
            return
        }
        @Suppress("DEPRECATION")
        window.decorView.run {
            val light = View.SYSTEM_UI_FLAG_LIGHT_STATUS_BAR or View.SYSTEM_UI_FLAG_LIGHT_NAVIGATION_BAR
            systemUiVisibility = if (dark) systemUiVisibility and light.inv() else systemUiVisibility or light
        }
    }

    /** From Android 15 on the system does this by itself. */
    @Suppress("DEPRECATION")
    private fun fill(window: Window) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            window.setDecorFitsSystemWindows(false)
        } else {
            window.decorView.run {
                systemUiVisibility = systemUiVisibility or View.SYSTEM_UI_FLAG_LAYOUT_STABLE or
                    View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN or View.SYSTEM_UI_FLAG_LAYOUT_HIDE_NAVIGATION
            }
        }
    }

    /** The view says when it has drawn what it has, and a page of its own address is the app's. */
    private fun wait(view: WebView) {
        view.postVisualStateCallback(0, object : WebView.VisualStateCallback() {
            override fun onComplete(id: Long) {
                if (page !== view) return
                val isThere = view.progress == 100 && view.url?.startsWith("http") == true
                if (isThere) tell() else wait(view)
            }
        })
    }

    private fun consumed(insets: WindowInsets): WindowInsets {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) return WindowInsets.CONSUMED
        @Suppress("DEPRECATION")
        return insets.consumeSystemWindowInsets()
    }

    private fun read(insets: WindowInsets): Widths {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val bars = insets.getInsets(WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout())
            val keyboard = insets.getInsets(WindowInsets.Type.ime()).bottom
            return Widths(bars.left, bars.top, bars.right, if (keyboard > 0) 0 else bars.bottom, keyboard)
        }
        @Suppress("DEPRECATION")
        return insets.run {
            // What covers more than the bars ever do is the keyboard.
            val keyboard = if (systemWindowInsetBottom > stableInsetBottom) systemWindowInsetBottom else 0
            Widths(systemWindowInsetLeft, systemWindowInsetTop, systemWindowInsetRight, if (keyboard > 0) 0 else stableInsetBottom, keyboard)
        }
    }

    private fun script(widths: Widths, density: Float): String {
        val sides = listOf("l" to widths.left, "t" to widths.top, "r" to widths.right, "b" to widths.bottom)
        return sides.joinToString("", "(function(s){", "})(document.documentElement.style)") { (side, width) ->
            String.format(Locale.ROOT, "s.setProperty('--safe-%s','%.2fpx');", side, width / density)
        }
    }
}
