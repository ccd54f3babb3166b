package dev.dioxus.main

import android.content.Intent
import android.content.res.Configuration
import android.os.Build
import android.os.Bundle
import android.webkit.WebView
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher
import app.unsit.platform.Bars
import app.unsit.platform.Screen

// What Dioxus generates beside this file asks for it.
typealias BuildConfig = app.unsit.BuildConfig

/** The app's window: passes on what the system tells it. What comes of that is decided in the library and in Rust. */
class MainActivity : WryActivity() {
    // The page has one address; where back leads is known to the app.
    override val handleBackNavigation: Boolean = false

    private var page: WebView? = null

    override fun onCreate(savedInstanceState: Bundle?) {
        Screen.created(this, savedInstanceState)
        super.onCreate(savedInstanceState)
        Bars.begin(this)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            val back = OnBackInvokedCallback { Screen.back() }
            onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, back)
        }
    }

    @Deprecated("Until Android 12.")
    @Suppress("GestureBackNavigation")
    override fun onBackPressed() = Screen.back()

    override fun onWebViewCreate(webView: WebView) {
        page = webView
        Bars.page(webView)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        Screen.opened(this, intent)
    }

    // Not when it pauses: beside another app, or behind a question of the system's, the page is still in sight.
    override fun onStart() {
        super.onStart()
        page?.onResume()
        Bars.tell()
        Screen.resumed()
    }

    override fun onStop() {
        Screen.suspended()
        page?.onPause()
        super.onStop()
    }

    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        Bars.follow(this, newConfig)
    }

    override fun onRequestPermissionsResult(requestCode: Int, permissions: Array<String>, grantResults: IntArray) {
        super.onRequestPermissionsResult(requestCode, permissions, grantResults)
        Screen.asked()
    }

    override fun onDestroy() {
        page = null
        super.onDestroy()
        Screen.destroyed(this)
    }
}
