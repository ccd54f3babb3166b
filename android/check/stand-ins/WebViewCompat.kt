package androidx.webkit

import android.webkit.WebView

/** Stands in for AndroidX, which Gradle takes from Google. */
object WebViewCompat {
    @Suppress("UNUSED_PARAMETER")
    fun addDocumentStartJavaScript(view: WebView, script: String, origins: Set<String>) = Unit
}

object WebViewFeature {
    const val DOCUMENT_START_SCRIPT = "DOCUMENT_START_SCRIPT"

    fun isFeatureSupported(feature: String): Boolean = feature == DOCUMENT_START_SCRIPT
}
